import { matcher } from './preference-matches.js';
import type { Rule } from './rule.js';
import { about } from '../model/subject.js';

export const wants: Rule = {
  id: 'wants',
  name: 'Wishes to work',
  unit: 'point',
  source: 'The clinician’s own wishes, each with its points: staff should manage their own workload',
  defaults: { hardness: 'PREFERS', rank: 6, weight: 10 },
  compile: ({ model, linesOf }, terms) => {
    model.clinicians.forEach(({ preferences }, clinician) => {
      const linesFor = matcher(model, linesOf(clinician));
      for (const preference of preferences) {
        if (!preference.want || preference.weight === 0) continue;
        const lines = linesFor(preference);
        const [line] = lines;
        if (lines.length === 1 && line !== undefined) {
          terms.whenNotHeld(clinician, line.index, preference.weight);
          continue;
        }
        // A wish that nobody could grant still counts: it is reported, and costs every rota the same.
        const counter = terms.counter({ subject: about({ clinician }), low: 1, units: preference.weight });
        for (const { index } of lines) terms.countPiece(counter, clinician, index, 1);
      }
    });
  },
  sentence: (model, { clinician, line }) =>
    line < 0
      ? `${model.clinicians[clinician]?.name} gets none of the sessions of one wish.`
      : `${model.clinicians[clinician]?.name} wished for ${model.lineName(line)}.`,
};
