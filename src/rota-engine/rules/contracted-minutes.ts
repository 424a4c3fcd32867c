import type { Clinician } from '../model/instance.js';
import type { Model } from '../model/model.js';
import type { TermContext } from './rule.js';
import { about } from '../model/subject.js';
import type { Terms } from './terms.js';
import { worked } from './worked.js';

/** Counts each clinician's minutes of each week against the contract, below it or above it. */
export function countContract({ model, linesOf }: TermContext, terms: Terms, side: 'UNDER' | 'OVER'): void {
  model.clinicians.forEach((person, clinician) => {
    if (person.employments.length === 0) return;
    const byWeek = Map.groupBy(linesOf(clinician), (line) => line.week);
    for (let week = 0; week < model.weeks; week += 1) {
      const target = contractedMinutes(model, person, week);
      const lines = byWeek.get(week) ?? [];
      if (target === 0 && lines.length === 0) continue;
      const subject = about({ clinician, week, limit: target });
      const { from, to } = model.daysOfWeek(week);
      const base = worked(person.history, to - 7, from);
      const counter = terms.counter({ subject, base, ...(side === 'UNDER' ? { low: target } : { high: target }) });
      for (const { index, minutes } of lines) terms.countPiece(counter, clinician, index, minutes);
    }
  });
}

/**
 * The contracted minutes of the week in the horizon: the employments' own, in proportion to the days of the pattern
 * (Monday to Friday without one) on which the clinician is employed and not on leave all day.
 */
export function contractedMinutes(model: Model, person: Clinician, week: number): number {
  const { from, to } = model.daysOfWeek(week);
  const weekdays = new Set(person.pattern === null ? [1, 2, 3, 4, 5] : person.pattern.map(({ weekday }) => weekday));
  if (weekdays.size === 0) return 0;
  let minutes = 0;
  for (let day = from; day < to; day += 1) {
    if (!weekdays.has(model.weekdayOf(day)) || awayAllDay(person, day)) continue;
    for (const employment of person.employments) {
      const employed = (employment.from ?? day) <= day && day < (employment.to ?? Infinity);
      if (employed) minutes += employment.contractedMinutesPerWeek / weekdays.size;
    }
  }
  return Math.round(minutes);
}

function awayAllDay({ leave }: Clinician, day: number): boolean {
  return leave.some(({ start, end }) => start <= day * 1440 && end >= (day + 1) * 1440);
}
