import { policyOn } from '../../policy/policies.js';

/**
 * Minutes worked a week as a share of the full-time week of the day (policy `FULL_TIME_WEEK`, 37.5 hours): 1 is full
 * time. Not rounded: add up first, then round to show. Undefined if no full-time week was set for that day.
 * Precondition: minutes of zero or more, otherwise RangeError. Source: BMA model contract; for other staff hours over
 * 37.5.
 */
export function wholeTimeEquivalent(minutesAWeek: number, day: string): number | undefined {
  if (!(minutesAWeek >= 0 && Number.isFinite(minutesAWeek)))
    throw new RangeError(`Not minutes a week: ${minutesAWeek}`);
  const fullTimeHours = policyOn('FULL_TIME_WEEK', day)?.value;
  return fullTimeHours && minutesAWeek / (fullTimeHours * 60);
}
