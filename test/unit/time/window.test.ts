import { describe, expect, test } from '@jest/globals';
import { windowOf } from '../../../src/time/window.js';

function said(from: string, to: string, longest?: number) {
  const window = windowOf(from, to, longest);
  return window.ok ? window.value : window.problems[0]?.message;
}

describe('the days that a question is about', () => {
  test('are London days, given as instants too', () => {
    expect(said('2026-03-28', '2026-03-30')).toEqual({
      from: '2026-03-28',
      to: '2026-03-30',
      start: Date.parse('2026-03-28T00:00:00Z'),
      end: Date.parse('2026-03-29T23:00:00Z'),
    });
  });

  test('are at least one', () => {
    const message = '`to` must be a later day than `from`: it is the day after the last day asked for.';
    expect(said('2026-03-28', '2026-03-28')).toBe(message);
    expect(said('2026-03-28', '2026-03-27')).toBe(message);
  });

  test('are at most 92, or as many as the question says', () => {
    expect(said('2026-01-01', '2026-04-03')).toMatchObject({ to: '2026-04-03' });
    expect(said('2026-01-01', '2026-04-04')).toBe('Ask for at most 92 days at once; these are 93.');
    expect(said('2026-01-01', '2027-01-02', 366)).toMatchObject({ to: '2027-01-02' });
    expect(said('2026-01-01', '2027-01-03', 366)).toBe('Ask for at most 366 days at once; these are 367.');
    expect(said('1900-01-01', '2199-12-31', Infinity)).toMatchObject({ from: '1900-01-01' });
  });
});
