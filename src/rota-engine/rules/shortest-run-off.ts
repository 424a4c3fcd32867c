import type { Rule } from './rule.js';
import { about } from '../model/subject.js';

export const shortestRunOff: Rule = {
  id: 'shortest-run-off',
  name: 'Fewest days off in a row',
  unit: 'day',
  source: 'The clinician’s own agreement, or local policy; at the edges of what is known a run counts as long enough',
  defaults: { hardness: 'OBLIGES', rank: 5, weight: 100 },
  compile: ({ model }, terms) => {
    model.clinicians.forEach(({ limits }, clinician) => {
      const days = limits.shortestRunOff ?? model.profile.numbers.shortestRunOff;
      if (days !== null && days > 1) terms.run(clinician, 'SHORTEST_OFF', days, about({ clinician, limit: days }));
    });
  },
  sentence: (model, { clinician, day, limit }, amount) =>
    `${model.clinicians[clinician]?.name} has only ${limit - amount} of at least ${limit} days off in a row from ` +
    `${model.dayName(day)}.`,
};
