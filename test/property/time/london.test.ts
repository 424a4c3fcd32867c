import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  dayAsInstants,
  daysBetween,
  endOfDay,
  londonDay,
  londonInstant,
  londonTime,
  startOfDay,
  weekdayOf,
  weekdays,
} from '../../../src/time/london.js';

const day = fc.integer({ min: 0, max: 40_000 }).map((count) => addDays('1972-01-01', count));
const time = fc.integer({ min: 0, max: 1439 }).map((minute) => `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`);
function pad(value: number) {
  return String(value).padStart(2, '0');
}

describe('London wall time', () => {
  test('a wall time outside the spring gap survives the way to an instant and back', () => {
    fc.assert(
      fc.property(day, time, (on, at) => {
        const instant = londonInstant(on, at);
        const back = [londonDay(instant), londonTime(instant)];
        // The only other outcome is the gap, where the time moves forward by one hour.
        const moved = [on, `${pad(Number(at.slice(0, 2)) + 1)}${at.slice(2)}`];
        expect(
          [on, at].join() === back.join() ||
            (at.startsWith('01:') && dayLength(on) === 23 && back.join() === moved.join()),
        ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('of two instants with the same wall time the earlier is chosen', () => {
    fc.assert(
      fc.property(day, time, (on, at) => {
        const earlier = londonInstant(on, at) - 3_600_000;
        expect([londonDay(earlier), londonTime(earlier)]).not.toEqual([on, at]);
      }),
      { numRuns: 300 },
    );
  });

  test('every instant of a day, and no other, lies between its start and its end', () => {
    fc.assert(
      fc.property(day, (on) => {
        expect([startOfDay(on), startOfDay(on) - 1, endOfDay(on) - 1, endOfDay(on)].map(londonDay)).toEqual([
          on,
          addDays(on, -1),
          on,
          addDays(on, 1),
        ]);
      }),
      { numRuns: 300 },
    );
  });

  test('adding days and counting them are each the other way round, and weekdays go round in sevens', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (on, count) => {
        const other = addDays(on, count);
        expect(daysBetween(on, other)).toBe(count);
        const turn = (((weekdays.indexOf(weekdayOf(on)) + count) % 7) + 7) % 7;
        expect(weekdayOf(other)).toBe(weekdays[turn]);
      }),
    );
  });
});

function dayLength(on: string): number {
  const { start, end } = dayAsInstants(on);
  return (end - start) / 3_600_000;
}
