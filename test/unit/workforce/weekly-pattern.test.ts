import { describe, expect, test } from '@jest/globals';
import type { InstantRange } from '../../../src/time/interval.js';
import { londonDay, londonInstant, londonTime, type Weekday } from '../../../src/time/london.js';
import { availabilityOn, checkWeeklyWindow, patternCovers } from '../../../src/workforce/rules/weekly-pattern.js';

const always = { from: '2020-01-01', to: null };
function window(
  weekday: Weekday,
  startTime: string,
  endTime: string,
  effective: { from: string; to: string | null } = always,
) {
  return {
    weekday,
    startTime,
    endTime,
    effective,
  };
}
function range(day: string, from: string, to: string): InstantRange {
  return {
    start: londonInstant(day, from),
    end: londonInstant(day, to),
  };
}
function wall(ranges: InstantRange[]) {
  return ranges.map(({ start, end }) => `${londonTime(start)}-${londonDay(end)} ${londonTime(end)}`);
}

describe('a weekly pattern', () => {
  const wednesdays = [
    window('WEDNESDAY', '09:00', '13:00'),
    window('WEDNESDAY', '12:00', '17:00'),
    window('WEDNESDAY', '17:30', '18:30'),
  ];

  test('joins windows that overlap and keeps apart those that do not', () => {
    expect(wall(availabilityOn(wednesdays, '2026-07-15'))).toEqual([
      '09:00-2026-07-15 17:00',
      '17:30-2026-07-15 18:30',
    ]);
  });

  test('covers a session inside joined windows and none over a gap', () => {
    expect(
      [
        range('2026-07-15', '12:30', '17:00'),
        range('2026-07-15', '16:30', '18:00'),
        range('2026-07-16', '12:30', '17:00'),
      ].map((session) => patternCovers(wednesdays, session)),
    ).toEqual([true, false, false]);
  });

  test('keeps wall time on both sides of the clock changes', () => {
    const sundays = [window('SUNDAY', '09:00', '12:00')];
    const days = ['2026-10-18', '2026-10-25', '2027-03-21', '2027-03-28'];
    expect(days.map((day) => patternCovers(sundays, range(day, '09:00', '12:00')))).toEqual([true, true, true, true]);
    expect(days.map((day) => patternCovers(sundays, range(day, '08:59', '12:00')))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test('holds on its effective days only', () => {
    const july = [window('WEDNESDAY', '09:00', '12:00', { from: '2026-07-01', to: '2026-07-29' })];
    expect(
      ['2026-06-24', '2026-07-01', '2026-07-22', '2026-07-29'].map((day) => availabilityOn(july, day).length),
    ).toEqual([0, 1, 1, 0]);
  });

  test('two windows that meet at midnight cover a night', () => {
    const night = [window('SATURDAY', '20:00', '24:00'), window('SUNDAY', '00:00', '08:00:00')];
    const session = { start: londonInstant('2026-10-24', '22:00'), end: londonInstant('2026-10-25', '06:00') };
    expect([patternCovers(night, session), patternCovers(night.slice(0, 1), session)]).toEqual([true, false]);
  });

  test('a session that ends at midnight needs nothing of the next day', () => {
    const evening = [window('SATURDAY', '20:00', '24:00')];
    expect(
      patternCovers(evening, {
        start: londonInstant('2026-07-18', '22:00'),
        end: londonInstant('2026-07-19', '00:00'),
      }),
    ).toBe(true);
  });

  test('a window inside the hour that spring skips is not there on that day', () => {
    const early = [window('SUNDAY', '01:00', '02:00')];
    expect(['2026-03-22', '2026-03-29', '2026-10-25'].map((day) => wall(availabilityOn(early, day)))).toEqual([
      ['01:00-2026-03-22 02:00'],
      [],
      ['01:00-2026-10-25 02:00'],
    ]);
  });

  test('an empty pattern covers nothing', () => {
    expect(patternCovers([], range('2026-07-15', '09:00', '10:00'))).toBe(false);
  });
});

describe('a weekly window', () => {
  const afterItStarts =
    'A window must end after it starts, at 00:00 if at the end of the day. Give one across midnight as two, until 00:00 and from 00:00.';
  const aTime = 'Times are HH:MM, from 00:00 to 23:59; a window that ends at 00:00 lasts to the end of the day.';

  test('that ends at midnight is taken as it is', () => {
    const evening = window('FRIDAY', '18:30', '24:00');
    expect(checkWeeklyWindow(evening)).toEqual({ ok: true, value: evening });
  });

  test.each([
    ['09:00', '09:00', afterItStarts],
    ['22:00', '06:00', afterItStarts],
    ['24:00', '24:00', aTime],
    ['9:00', '10:00', aTime],
  ])('from %s to %s is refused', (startTime, endTime, message) => {
    expect(checkWeeklyWindow(window('FRIDAY', startTime, endTime))).toEqual({
      ok: false,
      problems: [{ code: 'WEEKLY_WINDOW_MALFORMED', message }],
    });
  });
});
