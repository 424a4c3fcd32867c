import { matcher } from './preference-matches.js';
import type { Rule } from './rule.js';

export const avoids: Rule = {
  id: 'avoids',
  name: 'Wishes not to work',
  unit: 'point',
  source: 'The clinician’s own wishes, each with its points: staff should manage their own workload',
  defaults: { hardness: 'PREFERS', rank: 6, weight: 10 },
  compile: ({ model, linesOf }, terms) => {
    model.clinicians.forEach(({ preferences }, clinician) => {
      const linesFor = matcher(model, linesOf(clinician));
      for (const preference of preferences) {
        if (preference.want) continue;
        for (const { index } of linesFor(preference)) terms.whenHeld(clinician, index, preference.weight);
      }
    });
  },
  sentence: (model, { clinician, line }) =>
    `${model.clinicians[clinician]?.name} wished not to work ${model.lineName(line)}.`,
};
