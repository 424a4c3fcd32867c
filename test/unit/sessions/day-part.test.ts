import { expect, test } from '@jest/globals';
import { dayPartOf } from '../../../src/sessions/grid/rules/day-part.js';

test('a session is in the part of the day that holds most of it; of two that hold as much, the earlier', () => {
  const part = (start: string, end: string) => dayPartOf('2026-12-01', start, end);
  expect(part('08:00', '13:30')).toBe('MORNING');
  expect(part('12:00', '14:00')).toBe('MORNING');
  expect(part('12:00', '14:01')).toBe('AFTERNOON');
  expect(part('17:30', '20:00')).toBe('EVENING');
  expect(part('18:00', '19:00')).toBe('AFTERNOON');
  expect(part('22:00', '00:00')).toBe('EVENING');
});
