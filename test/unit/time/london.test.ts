import { describe, expect, test } from '@jest/globals';
import {
  addDays,
  dayAsInstants,
  daysBetween,
  endOfDay,
  isCalendarDay,
  isLocalTime,
  londonDay,
  londonInstant,
  londonTime,
  startOfDay,
  weekdayOf,
} from '../../../src/time/london.js';

function iso(instant: number) {
  return new Date(instant).toISOString();
}
function at(text: string) {
  return Date.parse(text);
}

describe('London wall time', () => {
  test('noon is the same as UTC in winter and an hour before it in summer', () => {
    expect([iso(londonInstant('2026-01-15', '12:00')), iso(londonInstant('2026-07-15', '12:00'))]).toEqual([
      '2026-01-15T12:00:00.000Z',
      '2026-07-15T11:00:00.000Z',
    ]);
  });

  test('a time that the clocks skip moves forward by the gap', () => {
    const instants = ['00:59', '01:00', '01:30', '02:00'].map((time) => iso(londonInstant('2026-03-29', time)));
    expect(instants).toEqual([
      '2026-03-29T00:59:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-29T01:30:00.000Z',
      '2026-03-29T01:00:00.000Z',
    ]);
    expect(londonTime(londonInstant('2026-03-29', '01:30'))).toBe('02:30');
  });

  test('a time that comes twice is the first of the two', () => {
    const instants = ['00:59', '01:00', '01:30', '02:00'].map((time) => iso(londonInstant('2026-10-25', time)));
    expect(instants).toEqual([
      '2026-10-24T23:59:00.000Z',
      '2026-10-25T00:00:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-25T02:00:00.000Z',
    ]);
  });

  test('a summer instant late in the UTC evening is the next London day', () => {
    expect([londonDay(at('2026-06-30T23:30:00Z')), londonTime(at('2026-06-30T23:30:00Z'))]).toEqual([
      '2026-07-01',
      '00:30',
    ]);
  });

  test('a day has 23 hours in spring, 25 in autumn and 24 otherwise', () => {
    const hours = ['2026-03-29', '2026-10-25', '2026-10-26'].map((day) => {
      const { start, end } = dayAsInstants(day);
      return (end - start) / 3_600_000;
    });
    expect(hours).toEqual([23, 25, 24]);
  });

  test('the end of a day is the start of the next', () => {
    expect([iso(endOfDay('2026-10-25')), iso(startOfDay('2026-10-26'))]).toEqual([
      '2026-10-26T00:00:00.000Z',
      '2026-10-26T00:00:00.000Z',
    ]);
  });

  test('wall times carry seconds when they are given', () => {
    expect(iso(londonInstant('2026-01-15', '23:59:59'))).toBe('2026-01-15T23:59:59.000Z');
  });

  test('malformed days and times are a bug of the caller', () => {
    expect(() => londonInstant('2026-02-29', '09:00')).toThrow(RangeError);
    expect(() => londonInstant('2026-02-28', '24:00')).toThrow(RangeError);
    expect(() => londonDay(NaN)).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
    expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
  });
});

describe('calendar days', () => {
  test.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '0000-01-01',
    '2026-1-1',
    '20260101',
    '2026-01-01T00:00',
    ' 2026-01-01',
    '',
  ])('%j is no calendar day', (text) => {
    expect(isCalendarDay(text)).toBe(false);
  });

  test.each(['2026-02-28', '2028-02-29', '0001-01-01', '9999-12-31'])('%j is a calendar day', (text) => {
    expect(isCalendarDay(text)).toBe(true);
  });

  test('wall times run from 00:00 to 23:59:59', () => {
    expect(['00:00', '23:59:59', '24:00', '9:00', '09:60', '09:00:60', '09:00Z'].map(isLocalTime)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  test('the weekday is known before and after 1970', () => {
    expect(['1900-01-01', '1970-01-01', '2026-10-25', '2000-02-29'].map(weekdayOf)).toEqual([
      'MONDAY',
      'THURSDAY',
      'SUNDAY',
      'TUESDAY',
    ]);
  });

  test('days are counted across leap days and clock changes', () => {
    expect([
      daysBetween('2026-03-28', '2026-03-30'),
      daysBetween('2028-03-01', '2028-02-28'),
      addDays('2028-02-28', 1),
      addDays('2026-01-01', -1),
    ]).toEqual([2, -2, '2028-02-29', '2025-12-31']);
  });
});
