import { parseRecurrence } from '../../time/recurrence-rule.js';
import { type BankHolidayPolicy, occurrences } from '../../time/recurrence.js';
import { addDays, weekdayOf, weekdays } from '../../time/london.js';

/** The part of a shared clinic that says what it will offer. */
export interface PlannedClinic {
  readonly rrule: string;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly publishedUntil: string | null;
  readonly bankHolidayPolicy: BankHolidayPolicy;
  readonly slotMinutes: number;
  readonly lines: readonly { readonly count: number; readonly slotsPerPost: number }[];
}

export interface Offer {
  readonly minutes: number;
  readonly appointments: number;
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  return addDays(day, -weekdays.indexOf(weekdayOf(day)));
}

function later(a: string, b: string | null): string {
  return b !== null && b > a ? b : a;
}
function earlier(a: string, b: string | null): string {
  return b !== null && b < a ? b : a;
}

/**
 * What clinics will offer on `[from, to)` beyond what they have published, by the Monday of the week. Precondition:
 * `[from, to)` is at most `seriesHorizon`.
 */
export function plannedByWeek(clinics: readonly PlannedClinic[], from: string, to: string): ReadonlyMap<string, Offer> {
  const weeks = new Map<string, Offer>();
  for (const clinic of clinics) {
    const start = later(later(from, clinic.startsOn), clinic.publishedUntil);
    const end = earlier(to, clinic.endsOn);
    const rule = parseRecurrence(clinic.rrule);
    if (start >= end || !rule.ok) continue;
    const days = occurrences(rule.value, { startsOn: clinic.startsOn, from: start, to: end }, clinic.bankHolidayPolicy);
    if (!days.ok) continue;
    const slots = clinic.lines.reduce((sum, line) => sum + line.count * line.slotsPerPost, 0);
    for (const { heldOn } of days.value) {
      if (heldOn < from || heldOn >= to) continue;
      const week = mondayOf(heldOn);
      const known = weeks.get(week) ?? { minutes: 0, appointments: 0 };
      weeks.set(week, {
        minutes: known.minutes + slots * clinic.slotMinutes,
        appointments: known.appointments + slots,
      });
    }
  }
  return weeks;
}
