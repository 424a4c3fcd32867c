import type { Rule } from './rule.js';
import { about } from '../model/subject.js';

export const shortestRunOfWork: Rule = {
  id: 'shortest-run-of-work',
  name: 'Fewest days of work in a row',
  unit: 'day',
  source: 'The clinician’s own agreement, or local policy; at the edges of what is known a run counts as long enough',
  defaults: { hardness: 'OBLIGES', rank: 5, weight: 100 },
  compile: ({ model }, terms) => {
    model.clinicians.forEach(({ limits }, clinician) => {
      const days = limits.shortestRunOfWork ?? model.profile.numbers.shortestRunOfWork;
      if (days !== null && days > 1) terms.run(clinician, 'SHORTEST_WORK', days, about({ clinician, limit: days }));
    });
  },
  sentence: (model, { clinician, day, limit }, amount) =>
    `${model.clinicians[clinician]?.name} works only ${limit - amount} of at least ${limit} days in a row from ` +
    `${model.dayName(day)}.`,
};
