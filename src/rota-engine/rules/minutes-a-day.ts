import type { Line } from '../model/model.js';
import { mostOf } from './most-of-day.js';
import type { Rule } from './rule.js';
import { about } from '../model/subject.js';
import { worked } from './worked.js';

export const minutesADay: Rule = {
  id: 'minutes-a-day',
  name: 'Most working time in a day',
  unit: 'minute',
  source:
    'The clinician’s own agreement or local policy, over all of a person’s jobs; young workers 8 hours (regulation 5A)',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 10 },
  compile: ({ model, linesOf, prohibits }, terms) => {
    const most = (lines: readonly Line[]) =>
      prohibits('overlap')
        ? mostOf(lines, ({ minutes }) => minutes)
        : lines.reduce((sum, { minutes }) => sum + minutes, 0);
    model.clinicians.forEach((person, clinician) => {
      const high = person.limits.minutesPerDay ?? model.profile.numbers.minutesPerDay;
      if (high === null) return;
      for (const [day, lines] of Map.groupBy(linesOf(clinician), (line) => line.day)) {
        const base = worked(person.commitments, day, day + 1) + worked(person.history, day, day + 1);
        if (base + most(lines) <= high) continue;
        const counter = terms.counter({ subject: about({ clinician, day, limit: high }), high, base });
        for (const { index, minutes } of lines) terms.countPiece(counter, clinician, index, minutes);
      }
    });
  },
  sentence: (model, { clinician, day, limit }, amount) =>
    `${model.clinicians[clinician]?.name} would work ${limit + amount} minutes on ${model.dayName(day)}; ${limit} is the most.`,
};
