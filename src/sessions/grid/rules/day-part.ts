import { policyOn } from '../../../policy/policies.js';

export type DayPart = 'MORNING' | 'AFTERNOON' | 'EVENING';

const noon = 13 * 60;
const usualEnd = 18 * 60 + 30;

/**
 * The part of the London day that holds most of a session; of two that hold as much, the earlier. A morning lasts until
 * 13:00, as general practice divides its day; an afternoon until core hours end (18:30, a policy row).
 * @param day the London day.
 * @param startTime `HH:MM`, London clock time.
 * @param endTime the same; one that is not later is on the next day.
 */
export function dayPartOf(day: string, startTime: string, endTime: string): DayPart {
  const start = minuteOf(startTime);
  const end = minuteOf(endTime) > start ? minuteOf(endTime) : 24 * 60;
  const evening = policyOn('CORE_HOURS_END', day)?.value ?? usualEnd;
  const within = (from: number, to: number) => Math.max(Math.min(end, to) - Math.max(start, from), 0);
  const parts: [DayPart, number][] = [
    ['MORNING', within(0, noon)],
    ['AFTERNOON', within(noon, evening)],
    ['EVENING', within(evening, 24 * 60)],
  ];
  return parts.reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}

function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
