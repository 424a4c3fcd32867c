import { ok, refuse, type Result } from '../../platform/result.js';
import { policyOn } from '../../policy/policies.js';
import { addMonths, londonDay } from '../../time/london.js';

const minuteMs = 60_000;

/**
 * Refuses INVALID_INPUT at `endsAt` for an absence, in epoch milliseconds, that ends before it starts or is implausibly
 * short or long. Source: policies ABSENCE_SHORTEST and LEAVE_LONGEST.
 */
export function checkAbsenceLength(startsAt: number, endsAt: number): Result<null> {
  const no = (message: string) => refuse({ code: 'INVALID_INPUT', field: ['endsAt'], message });
  const firstDay = londonDay(startsAt);
  const shortest = policyOn('ABSENCE_SHORTEST', firstDay);
  if (endsAt <= startsAt) return no('Leave must end after it starts.');
  if (shortest !== undefined && endsAt - startsAt < shortest.value * minuteMs) {
    return no(`Leave must last at least ${shortest.value} minutes. Please check the times.`);
  }
  const longest = policyOn('LEAVE_LONGEST', firstDay);
  if (longest !== undefined && londonDay(endsAt) > addMonths(firstDay, 12 * longest.value)) {
    return no(`Leave must end within ${longest.value} years. Please check the year.`);
  }
  return ok(null);
}
