import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import type { InstantRange } from './interval.js';
import { daysBetween, isCalendarDay, startOfDay } from './london.js';

/** How many days a list or a report can cover at most, unless it says otherwise: a quarter. */
export const longestWindowDays = 92;

/** London days `[from, to)`, and the same as instants. */
export interface Window extends InstantRange {
  readonly from: string;
  readonly to: string;
}

/** The days `[from, to)` that a request is about; refused if empty, back to front, or more than `longest` days. */
export function windowOf(from: string, to: string, longest = longestWindowDays): Result<Window> {
  const days = isCalendarDay(from) && isCalendarDay(to) ? daysBetween(from, to) : 0;
  if (days < 1) return no('`to` must be a later day than `from`: it is the day after the last day asked for.');
  if (days > longest) return no(`Ask for at most ${longest} days at once; these are ${days}.`);
  return ok({ from, to, start: startOfDay(from), end: startOfDay(to) });
}

function no(message: string): Result<never> {
  return refuse({ code: generalProblems.INVALID_INPUT, field: ['to'], message });
}
