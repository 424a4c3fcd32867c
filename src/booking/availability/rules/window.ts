import { generalProblems } from '../../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../../platform/result.js';
import type { InstantRange } from '../../../time/interval.js';
import { daysBetween, isCalendarDay, startOfDay } from '../../../time/london.js';

/** The longest range of days that one question may span. */
export const longestWindowDays = 92;

/** London days `[from, to)` as instants; refused when empty, reversed, or longer than 92 days. */
export const windowOf = (from: string, to: string): Result<InstantRange> => {
  if (!isCalendarDay(from) || !isCalendarDay(to) || daysBetween(from, to) < 1) {
    return refuse({
      code: generalProblems.INVALID_INPUT,
      field: ['to'],
      message: '`to` must be a later day than `from`: it is the first day no longer asked for.',
    });
  }
  if (daysBetween(from, to) > longestWindowDays) {
    return refuse({
      code: generalProblems.INVALID_INPUT,
      field: ['to'],
      message: `Ask for at most ${longestWindowDays} days at once; these are ${daysBetween(from, to)}.`,
    });
  }
  return ok({ start: startOfDay(from), end: startOfDay(to) });
};
