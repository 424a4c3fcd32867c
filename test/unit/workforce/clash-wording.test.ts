import { expect, test } from '@jest/globals';
import { londonInstant } from '../../../src/time/london.js';
import { clashesInWords } from '../../../src/workforce/rules/clash-wording.js';

function range(day: string, from: string, toDay: string, to: string) {
  return {
    start: londonInstant(day, from),
    end: londonInstant(toDay, to),
  };
}

test('one clash is named in London time, in summer too', () => {
  expect(clashesInWords([range('2026-07-01', '09:00', '2026-07-01', '13:00')])).toBe(
    '1 published session in the way: 2026-07-01 09:00 to 13:00.',
  );
});

test('a session over midnight names both days', () => {
  expect(clashesInWords([range('2026-11-25', '22:00', '2026-11-26', '06:00')])).toBe(
    '1 published session in the way: 2026-11-25 22:00 to 2026-11-26 06:00.',
  );
});

test('of many, five are named and the rest counted', () => {
  const week = ['01', '02', '03', '04', '05', '06', '07'].map((day) =>
    range(`2026-12-${day}`, '09:00', `2026-12-${day}`, '10:00'),
  );
  expect(clashesInWords(week)).toMatch(/^7 published sessions in the way: .*2026-12-05 09:00 to 10:00 and 2 more\.$/);
});
