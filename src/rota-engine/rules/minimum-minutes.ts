import type { Rule } from './rule.js';
import { about } from '../model/subject.js';

export const minimumMinutes: Rule = {
  id: 'minimum-minutes',
  name: 'Least working time in the rota',
  unit: 'minute',
  source: 'The clinician’s own agreement: minutes over the whole rota that are promised',
  defaults: { hardness: 'OBLIGES', rank: 4, weight: 1 },
  compile: ({ model, linesOf }, terms) => {
    model.clinicians.forEach(({ limits }, clinician) => {
      const low = limits.minimumMinutes;
      if (low === null || low === 0) return;
      const counter = terms.counter({ subject: about({ clinician, limit: low }), low });
      for (const { index, minutes } of linesOf(clinician)) terms.countPiece(counter, clinician, index, minutes);
    });
  },
  sentence: (model, { clinician, limit }, amount) =>
    `${model.clinicians[clinician]?.name} is ${amount} minutes short of the ${limit} promised in this rota.`,
};
