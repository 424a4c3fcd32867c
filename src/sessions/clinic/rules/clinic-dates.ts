import type { Occurrence } from '../../../time/recurrence.js';

/** A day on which a series has no session although its rule names it, or has one although the rule does not. */
export interface ClinicDate {
  readonly on: string;
  readonly kind: 'SKIPPED' | 'ADDED';
}

/**
 * The days of a rule without those that are skipped and with those that are added, in order. A skipped day is the one
 * that the rule names, wherever a bank holiday would move its session; an added day is held as it is, a bank holiday
 * too. Source: RFC 5545, EXDATE and RDATE.
 * @param window the days that are asked for, `[from, to)`.
 */
export function withDates(
  days: readonly Occurrence[],
  dates: readonly ClinicDate[],
  window: { readonly from: string; readonly to: string },
): Occurrence[] {
  if (dates.length === 0) return [...days];
  const skipped = skippedDays(dates);
  const left = days.filter(({ occurrenceOn }) => !skipped.has(occurrenceOn));
  const named = new Set(left.map(({ occurrenceOn }) => occurrenceOn));
  const added = dates.filter(
    ({ on, kind }) => kind === 'ADDED' && on >= window.from && on < window.to && !named.has(on),
  );
  return [...left, ...added.map(({ on }) => ({ occurrenceOn: on, heldOn: on }))].sort((a, b) =>
    a.occurrenceOn < b.occurrenceOn ? -1 : 1,
  );
}

/** The days that are skipped. */
export function skippedDays(dates: readonly ClinicDate[]): ReadonlySet<string> {
  return new Set(dates.filter(({ kind }) => kind === 'SKIPPED').map(({ on }) => on));
}
