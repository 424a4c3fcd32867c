import { RRuleTemporal } from 'rrule-temporal';
import { ok, refuse, type Result } from '../platform/result.js';
import { closedFor, isWorkingDay } from './bank-holidays.js';
import { seriesHorizon } from './horizon.js';
import { addDays, daysBetween } from './london.js';
import type { Recurrence } from './recurrence-rule.js';
import { yearlyDays } from './yearly-days.js';

/**
 * The days of a series. A series consists of London calendar days, and `londonInstant` adds the clinic's time to each:
 * a weekly session at 09:00 stays at 09:00 when the clocks change.
 */

/**
 * What happens to an occurrence on a closed day (`closedFor`): left out, held anyway, or moved to a later working day.
 */
export type BankHolidayPolicy = 'SKIP' | 'KEEP' | 'MOVE';

/** One day of a series. `occurrenceOn`, the day the rule names, is its identity; `heldOn` is the day it takes place. */
export interface Occurrence {
  occurrenceOn: string;
  heldOn: string;
}

const longestHistoryDays = 36_525;
const furthestMoveDays = 7;
/** Longer than any run of bank holidays each within a week of the next, so that earlier moves cannot reach past it. */
const movesSettleDays = 28;

/**
 * The days of the series in `[from, to)`, in order. INTERVAL and COUNT are counted from `startsOn`, which is also the
 * earliest day; unlike in RFC 5545 it belongs to the series only if the rule names it. Refuses `RECURRENCE_WINDOW`
 * unless the window is 1 day to `seriesHorizon`, and `RECURRENCE_START_TOO_EARLY` if `startsOn` is more than a hundred
 * years before `from`. Throws RangeError if a day is not a calendar day.
 */
export function occurrenceDays(
  recurrence: Recurrence,
  { startsOn, from, to }: { startsOn: string; from: string; to: string },
): Result<string[]> {
  const windowDays = daysBetween(from, to);
  if (windowDays < 1 || windowDays > seriesHorizon.days) {
    return refuse({
      code: 'RECURRENCE_WINDOW',
      field: ['to'],
      message: `The days asked for must be at least one and at most ${seriesHorizon.words}.`,
    });
  }
  if (daysBetween(startsOn, from) > longestHistoryDays) {
    return refuse({
      code: 'RECURRENCE_START_TOO_EARLY',
      field: ['startsOn'],
      message: 'The series starts more than a hundred years before the days asked for.',
    });
  }
  return ok(daysOf(recurrence, startsOn, from, to));
}

/**
 * The occurrences whose `occurrenceOn` is in `[from, to)`, in that order, with the bank-holiday policy applied. A moved
 * one may be held up to a week after `to`. The result for a day does not depend on the window. Refusals as
 * `occurrenceDays`.
 */
export function occurrences(
  recurrence: Recurrence,
  window: { startsOn: string; from: string; to: string },
  policy: BankHolidayPolicy,
): Result<Occurrence[]> {
  const { startsOn, from, to } = window;
  const inWindow = occurrenceDays(recurrence, window);
  if (!inWindow.ok) return inWindow;
  if (policy !== 'MOVE') return ok(applyBankHolidays(inWindow.value, policy));
  const earlier = daysOf(recurrence, startsOn, shifted(from, -movesSettleDays), from);
  const later = daysOf(recurrence, startsOn, to, shifted(to, furthestMoveDays));
  const all = applyBankHolidays([...earlier, ...inWindow.value, ...later], policy);
  return ok(all.filter(({ occurrenceOn }) => occurrenceOn >= from && occurrenceOn < to));
}

/**
 * Applies the policy to the days of a series. MOVE takes the first later working day (so never a weekend: Good Friday
 * moves to the Tuesday) that is not a day of the series and to which no earlier day was moved, at most 7 days later. If
 * there is none, as in a series of every working day, the occurrence is left out. A weekend day that is not closed
 * stays where it is. Precondition: days in order, each once; with MOVE they go a week beyond the days that matter.
 */
export function applyBankHolidays(days: readonly string[], policy: BankHolidayPolicy): Occurrence[] {
  const taken = new Set(days);
  return days.flatMap((day) => {
    if (policy === 'KEEP' || closedFor(day) === undefined) return [{ occurrenceOn: day, heldOn: day }];
    const heldOn = policy === 'MOVE' ? firstFreeWorkingDay(day, taken) : undefined;
    if (heldOn === undefined) return [];
    taken.add(heldOn);
    return [{ occurrenceOn: day, heldOn }];
  });
}

/**
 * Whether the series has any day at all in the `years` from `startsOn`. 40 years are enough for the rarest valid rule,
 * 29 February on a given weekday across 2100, unless its INTERVAL is in decades. Precondition: 1 to 100 years.
 */
export function yieldsSomething(recurrence: Recurrence, startsOn: string, withinYears = 40): boolean {
  const soon = shifted(startsOn, seriesHorizon.days);
  const horizon = shifted(startsOn, Math.ceil(withinYears * 365.25));
  // Most rules have a day within a year; only the rare ones need the long search.
  return (
    daysOf(recurrence, startsOn, startsOn, soon).length > 0 || daysOf(recurrence, startsOn, soon, horizon).length > 0
  );
}

function firstFreeWorkingDay(day: string, taken: ReadonlySet<string>): string | undefined {
  for (let ahead = 1; ahead <= furthestMoveDays; ahead += 1) {
    const candidate = addDays(day, ahead);
    if (isWorkingDay(candidate) && !taken.has(candidate)) return candidate;
  }
  return undefined;
}

/** `addDays`, stopping at the first and the last possible day: a clinic may validly be requested for the year 9999. */
function shifted(day: string, count: number): string {
  return addDays(day, Math.max(daysBetween(day, '0001-01-01'), Math.min(count, daysBetween(day, '9999-12-31'))));
}

function daysOf(recurrence: Recurrence, startsOn: string, from: string, to: string): string[] {
  const first = from > startsOn ? from : startsOn;
  const last = [addDays(to, -1), recurrence.until ?? to].sort()[0] ?? to;
  if (first > last) return [];
  const endless = recurrence.text.replace(/;(COUNT|UNTIL)=\d+$/, '');
  if (recurrence.frequency === 'YEARLY')
    return yearlyDays(endless, startsOn, last, recurrence.count).filter((day) => day >= first);
  const uncounted = query(endless, startsOn, first, last);
  // Counting walks the series from its start, so it is done only if the rule has a COUNT.
  if (recurrence.count === null || uncounted.length === 0) return uncounted;
  return query(`${endless};COUNT=${recurrence.count}`, startsOn, first, last);
}

/** The days that a rule of days, weeks or months without UNTIL names from `first` to `last`, both included. */
function query(rule: string, startsOn: string, first: string, last: string): string[] {
  // Days are represented by midnights in UTC, which has no clock changes, so that the library never meets a gap.
  const series = new RRuleTemporal({
    rruleString: `RRULE:${rule}`,
    dtstart: { timeZoneId: 'UTC', toString: () => `${startsOn}T00:00:00+00:00[UTC]` },
    maxIterations: 1_000_000,
  });
  return series.between(midnight(first), midnight(last), true).map((occurrence) => occurrence.toString().slice(0, 10));
}

function midnight(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
