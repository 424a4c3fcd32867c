import { describe, expect, test } from '@jest/globals';
import {
  contains,
  containsDay,
  containsInstant,
  daysContain,
  daysOverlap,
  intersect,
  intersectDays,
  merge,
  mergeDays,
  overlaps,
  subtract,
  subtractDays,
} from '../../../src/time/interval.js';

function range(start: number, end: number) {
  return { start, end };
}
function days(from: string, to: string | null) {
  return { from, to };
}

describe('ranges of instants', () => {
  test('ranges that touch do not overlap', () => {
    expect([overlaps(range(0, 10), range(10, 20)), overlaps(range(0, 11), range(10, 20))]).toEqual([false, true]);
  });

  test('a range holds its start and not its end', () => {
    expect([containsInstant(range(5, 9), 5), containsInstant(range(5, 9), 9)]).toEqual([true, false]);
  });

  test('a range contains itself and what lies inside it', () => {
    expect([
      contains(range(0, 9), range(0, 9)),
      contains(range(0, 9), range(1, 9)),
      contains(range(0, 9), range(1, 10)),
    ]).toEqual([true, true, false]);
  });

  test('the shared part is undefined when ranges only touch', () => {
    expect([intersect(range(0, 10), range(4, 20)), intersect(range(0, 10), range(10, 20))]).toEqual([
      range(4, 10),
      undefined,
    ]);
  });

  test('holes in any order leave the pieces between them', () => {
    expect(
      subtract(range(0, 100), [range(90, 200), range(10, 20), range(15, 30), range(-5, 1), range(300, 400)]),
    ).toEqual([range(1, 10), range(30, 90)]);
  });

  test('a hole over the whole range leaves nothing', () => {
    expect(subtract(range(0, 10), [range(-1, 11)])).toEqual([]);
  });

  test('ranges that touch or overlap are joined', () => {
    expect(merge([range(20, 30), range(0, 10), range(10, 12), range(21, 22)])).toEqual([range(0, 12), range(20, 30)]);
  });

  test('a range that is empty or back to front is a bug of the caller', () => {
    expect(() => overlaps(range(5, 5), range(0, 9))).toThrow(RangeError);
    expect(() => merge([range(9, 5)])).toThrow(RangeError);
    expect(() => subtract(range(0, NaN), [])).toThrow(RangeError);
  });
});

describe('ranges of days', () => {
  test('a membership that ended the day another starts does not overlap it', () => {
    expect([
      daysOverlap(days('2020-01-01', '2020-07-01'), days('2020-07-01', null)),
      daysOverlap(days('2020-01-01', '2020-07-02'), days('2020-07-01', null)),
    ]).toEqual([false, true]);
  });

  test('an open-ended range contains every later day and every later range', () => {
    const open = days('2020-07-01', null);
    expect([
      containsDay(open, '9999-12-31'),
      containsDay(open, '2020-06-30'),
      daysContain(open, days('2021-01-01', null)),
    ]).toEqual([true, false, true]);
    expect(daysContain(days('2020-01-01', '2030-01-01'), open)).toBe(false);
  });

  test('the days shared with an open-ended range end where the other ends', () => {
    expect([
      intersectDays(days('2025-01-01', null), days('2024-01-01', '2025-03-01')),
      intersectDays(days('2025-01-01', null), days('2026-01-01', null)),
      intersectDays(days('2025-01-01', null), days('2024-01-01', '2025-01-01')),
    ]).toEqual([days('2025-01-01', '2025-03-01'), days('2026-01-01', null), undefined]);
  });

  test('taking a year out of an open-ended range leaves both sides', () => {
    expect(subtractDays(days('2025-01-01', null), [days('2026-01-01', '2027-01-01')])).toEqual([
      days('2025-01-01', '2026-01-01'),
      days('2027-01-01', null),
    ]);
  });

  test('ranges that touch are joined and a gap of one day is kept', () => {
    expect(
      mergeDays([days('2025-03-01', null), days('2025-01-01', '2025-02-01'), days('2025-02-01', '2025-02-28')]),
    ).toEqual([days('2025-01-01', '2025-02-28'), days('2025-03-01', null)]);
  });

  test('a range of days that is empty, or no days at all, is a bug of the caller', () => {
    expect(() => containsDay(days('2025-01-01', null), 'today')).toThrow(RangeError);
    expect(() => daysOverlap(days('2025-01-01', '2025-01-01'), days('2025-01-01', null))).toThrow(RangeError);
  });
});
