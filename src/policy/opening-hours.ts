import { closedFor } from '../time/bank-holidays.js';
import { type InstantRange, intersect } from '../time/interval.js';
import { addDays, londonDay, londonInstant, weekdayOf } from '../time/london.js';
import { type PolicyCode, policyOn } from './policies.js';

/**
 * Core hours of the London day, or undefined if it has none: Monday to Friday 08:00 to 18:30 (policy rows) except Good
 * Friday, Christmas Day and bank holidays. Source: GMS contracts regulations, definition of core hours.
 */
export function coreHoursOn(day: string): InstantRange | undefined {
  if (closedFor(day) !== undefined || isWeekend(day)) return undefined;
  return hoursOn(day, 'CORE_HOURS_START', 'CORE_HOURS_END');
}

/**
 * Network Standard Hours of the London day, or undefined if it has none: Monday to Friday 18:30 to 20:00 and Saturday
 * 09:00 to 17:00 (policy rows), except Christmas Day and bank holidays. The day on which a holiday is observed counts:
 * Boxing Day 2026 is observed on the Monday, so Saturday 26 December 2026 has its hours. Source: Network Contract DES,
 * enhanced access; that bank holidays have none is our reading, by analogy with core hours.
 */
export function networkStandardHoursOn(day: string): InstantRange | undefined {
  if (closedFor(day) !== undefined || weekdayOf(day) === 'SUNDAY') return undefined;
  return weekdayOf(day) === 'SATURDAY'
    ? hoursOn(day, 'NETWORK_STANDARD_HOURS_SATURDAY_START', 'NETWORK_STANDARD_HOURS_SATURDAY_END')
    : hoursOn(day, 'NETWORK_STANDARD_HOURS_WEEKDAY_START', 'NETWORK_STANDARD_HOURS_WEEKDAY_END');
}

/** The parts of the range of instants that are in core hours, in order. It may span days; precondition: not years. */
export function partsInCoreHours(range: InstantRange): InstantRange[] {
  return partsIn(range, coreHoursOn);
}

/** The parts of the range of instants that are in Network Standard Hours, in order. Precondition as above. */
export function partsInNetworkStandardHours(range: InstantRange): InstantRange[] {
  return partsIn(range, networkStandardHoursOn);
}

function partsIn(range: InstantRange, hours: (day: string) => InstantRange | undefined): InstantRange[] {
  const parts: InstantRange[] = [];
  const last = londonDay(range.end);
  for (let day = londonDay(range.start); day <= last; day = addDays(day, 1)) {
    const open = hours(day);
    const part = open && intersect(range, open);
    if (part) parts.push(part);
  }
  return parts;
}

function hoursOn(day: string, startCode: PolicyCode, endCode: PolicyCode): InstantRange | undefined {
  const start = policyOn(startCode, day);
  const end = policyOn(endCode, day);
  return start && end && { start: instantOf(day, start.value), end: instantOf(day, end.value) };
}

function instantOf(day: string, minuteOfDay: number): number {
  const hours = String(Math.floor(minuteOfDay / 60)).padStart(2, '0');
  return londonInstant(day, `${hours}:${String(minuteOfDay % 60).padStart(2, '0')}`);
}

function isWeekend(day: string): boolean {
  return ['SATURDAY', 'SUNDAY'].includes(weekdayOf(day));
}
