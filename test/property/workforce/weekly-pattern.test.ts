import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, londonInstant, weekdayOf } from '../../../src/time/london.js';
import { patternCovers } from '../../../src/workforce/rules/weekly-pattern.js';

function clock(hour: number) {
  return `${String(hour).padStart(2, '0')}:00`;
}
const day = fc.integer({ min: 0, max: 800 }).map((count) => addDays('2026-01-01', count));
const hours = fc
  .tuple(fc.integer({ min: 3, max: 22 }), fc.integer({ min: 1, max: 20 }))
  .map(([start, length]) => [start, Math.min(23, start + length)] as const);

describe('a weekly pattern', () => {
  test('covers a range of whole hours when, and only when, a window covers each of its hours', () => {
    fc.assert(
      fc.property(day, fc.array(hours, { maxLength: 4 }), hours, (on, windows, [start, end]) => {
        const pattern = windows.map(([from, to]) => ({
          weekday: weekdayOf(on),
          startTime: clock(from),
          endTime: clock(to),
          effective: { from: on, to: addDays(on, 1) },
        }));
        const wanted = Array.from({ length: end - start }, (_, i) => start + i);
        const covered = wanted.every((hour) => windows.some(([from, to]) => from <= hour && hour < to));
        expect(
          patternCovers(pattern, { start: londonInstant(on, clock(start)), end: londonInstant(on, clock(end)) }),
        ).toBe(covered);
      }),
    );
  });
});
