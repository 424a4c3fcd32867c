import { describe, expect, test } from '@jest/globals';
import { wholeTimeEquivalent } from '../../../src/workforce/rules/whole-time-equivalent.js';

describe('whole-time equivalent', () => {
  test('37.5 hours a week, or nine sessions of 250 minutes, are one', () => {
    expect([37.5 * 60, 9 * 250].map((minutes) => wholeTimeEquivalent(minutes, '2026-06-01'))).toEqual([1, 1]);
  });

  test('is a share of the full-time week, not rounded, and may pass one', () => {
    expect([0, 750, 2700].map((minutes) => wholeTimeEquivalent(minutes, '2026-06-01'))).toEqual([0, 1 / 3, 1.2]);
  });

  test('is undefined before a full-time week was set', () => {
    expect(wholeTimeEquivalent(2250, '2004-03-31')).toBeUndefined();
  });

  test('negative minutes are a bug of the caller', () => {
    expect(() => wholeTimeEquivalent(-1, '2026-06-01')).toThrow(RangeError);
  });
});
