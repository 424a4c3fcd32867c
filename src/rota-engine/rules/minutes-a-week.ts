import type { Clinician } from '../model/instance.js';
import type { Model } from '../model/model.js';
import type { Rule, TermContext } from './rule.js';
import { about } from '../model/subject.js';
import type { Terms } from './terms.js';
import { worked } from './worked.js';

/**
 * Two limits: what the employments allow this rota, by the days of the week on which they run, and what the clinician
 * allows all work together. Work of the same week before the horizon counts.
 */
export const minutesAWeek: Rule = {
  id: 'minutes-a-week',
  name: 'Most working time in a week',
  unit: 'minute',
  source:
    'The maximum agreed in each employment, and the clinician’s own over all jobs; young workers 40 hours (regulation 5A)',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 10 },
  compile: (context, terms) => {
    const { model } = context;
    model.clinicians.forEach((person, clinician) => {
      for (let week = 0; week < model.weeks; week += 1) {
        const { monday, from } = daysOf(model, week);
        const before = worked(person.history, monday, from);
        const high = employedMost(model, person, week);
        if (high !== null) limit(context, terms, { clinician, week, high, base: before });
        const own = person.limits.minutesPerWeek;
        if (own === null) continue;
        limit(context, terms, {
          clinician,
          week,
          high: own,
          base: before + worked(person.commitments, monday, monday + 7),
        });
      }
    });
  },
  sentence: (model, { clinician, week, limit: most }, amount) =>
    `${model.clinicians[clinician]?.name} would work ${most + amount} minutes in the week of ` +
    `${model.dayName(model.daysOfWeek(week).from)}; ${most} is the most.`,
};

/** What the employments allow this rota in the week; null when some employment of it sets no maximum. */
export function employedMost(model: Model, { employments }: Clinician, week: number): number | null {
  const { monday, from, to } = daysOf(model, week);
  const nextMonday = monday + 7;
  let minutes = 0;
  for (const employment of employments) {
    const first = employment.from ?? monday;
    const end = employment.to ?? nextMonday;
    if (Math.min(end, to) <= Math.max(first, from)) continue;
    if (employment.maximumMinutesPerWeek === null) return null;
    minutes += (employment.maximumMinutesPerWeek * (Math.min(nextMonday, end) - Math.max(monday, first))) / 7;
  }
  return employments.length === 0 ? null : Math.floor(minutes);
}

/** The whole week from its Monday on, and the days of it that lie in the horizon. */
function daysOf(model: Model, week: number) {
  return { monday: week * 7 - (model.instance.firstWeekday - 1), ...model.daysOfWeek(week) };
}

function limit(
  { linesOf }: TermContext,
  terms: Terms,
  { clinician, week, high, base }: { clinician: number; week: number; high: number; base: number },
): void {
  const lines = linesOf(clinician).filter((line) => line.week === week);
  if (lines.length === 0 || base + lines.reduce((sum, { minutes }) => sum + minutes, 0) <= high) return;
  const counter = terms.counter({ subject: about({ clinician, week, limit: high }), high, base });
  for (const { index, minutes } of lines) terms.countPiece(counter, clinician, index, minutes);
}
