import { describe, expect, test } from '@jest/globals';
import {
  coreHoursOn,
  networkStandardHoursOn,
  partsInCoreHours,
  partsInNetworkStandardHours,
} from '../../../src/policy/opening-hours.js';
import type { InstantRange } from '../../../src/time/interval.js';
import { londonDay, londonInstant, londonTime } from '../../../src/time/london.js';

function wall(range: InstantRange | undefined) {
  return range && `${londonDay(range.start)} ${londonTime(range.start)}-${londonTime(range.end)}`;
}

describe('core hours', () => {
  test('are 08:00 to 18:30 of London time on a weekday, in winter and in summer', () => {
    expect(['2026-01-14', '2026-07-15'].map((day) => wall(coreHoursOn(day)))).toEqual([
      '2026-01-14 08:00-18:30',
      '2026-07-15 08:00-18:30',
    ]);
    expect(coreHoursOn('2026-07-15')?.start).toBe(Date.parse('2026-07-15T07:00:00Z'));
  });

  test('are none on weekends, Good Friday, Christmas Day and bank holidays', () => {
    const days = ['2026-07-18', '2026-07-19', '2026-04-03', '2026-12-25', '2026-12-28', '2026-08-31'];
    expect(days.map(coreHoursOn)).toEqual(days.map(() => undefined));
  });

  test('are none before the regulations set them', () => {
    expect(coreHoursOn('2004-03-31')).toBeUndefined();
  });
});

describe('Network Standard Hours', () => {
  test('are 18:30 to 20:00 on weekdays, 09:00 to 17:00 on Saturdays and none on Sundays', () => {
    expect(['2026-07-15', '2026-07-18', '2026-07-19'].map((day) => wall(networkStandardHoursOn(day)))).toEqual([
      '2026-07-15 18:30-20:00',
      '2026-07-18 09:00-17:00',
      undefined,
    ]);
  });

  test('a week without holidays has 15.5 hours of them', () => {
    const week = { start: londonInstant('2026-07-13', '00:00'), end: londonInstant('2026-07-20', '00:00') };
    const hours = partsInNetworkStandardHours(week).reduce((sum, { start, end }) => sum + (end - start) / 3_600_000, 0);
    expect(hours).toBe(15.5);
  });

  test('Saturday 26 December 2026 has them, as Boxing Day is observed on Monday the 28th, which has none', () => {
    expect(['2026-12-26', '2026-12-28'].map((day) => wall(networkStandardHoursOn(day)))).toEqual([
      '2026-12-26 09:00-17:00',
      undefined,
    ]);
  });

  test('Christmas Day has none even on a Saturday', () => {
    expect(networkStandardHoursOn('2027-12-25')).toBeUndefined();
  });
});

describe('the parts of a session', () => {
  test('a session over 18:30 lies partly in core hours and partly in Network Standard Hours', () => {
    const session = { start: londonInstant('2026-07-15', '17:00'), end: londonInstant('2026-07-15', '20:30') };
    expect([partsInCoreHours(session).map(wall), partsInNetworkStandardHours(session).map(wall)]).toEqual([
      ['2026-07-15 17:00-18:30'],
      ['2026-07-15 18:30-20:00'],
    ]);
  });

  test('a range over a weekend finds the hours of each of its days', () => {
    const weekend = { start: londonInstant('2026-10-23', '18:00'), end: londonInstant('2026-10-26', '09:00') };
    expect(partsInCoreHours(weekend).map(wall)).toEqual(['2026-10-23 18:00-18:30', '2026-10-26 08:00-09:00']);
  });
});
