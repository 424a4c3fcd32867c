import type { Rule } from './rule.js';
import { about } from '../model/subject.js';

export const maximumMinutes: Rule = {
  id: 'maximum-minutes',
  name: 'Most working time in the rota',
  unit: 'minute',
  source: 'The clinician’s own agreement: the most minutes over the whole rota',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 10 },
  compile: ({ model, linesOf }, terms) => {
    model.clinicians.forEach(({ limits }, clinician) => {
      const high = limits.maximumMinutes;
      if (high === null) return;
      const counter = terms.counter({ subject: about({ clinician, limit: high }), high });
      for (const { index, minutes } of linesOf(clinician)) terms.countPiece(counter, clinician, index, minutes);
    });
  },
  sentence: (model, { clinician, limit }, amount) =>
    `${model.clinicians[clinician]?.name} would work ${amount} minutes over the most agreed for this rota, ${limit}.`,
};
