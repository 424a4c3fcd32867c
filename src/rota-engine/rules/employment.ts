import type { Rule } from './rule.js';

export const employment: Rule = {
  id: 'employment',
  name: 'Employed on the day',
  unit: 'assignment',
  source:
    'The clinician’s employments and their releases to the network: nobody works before the first day or after the last',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  blocks: (model, clinician, { day }) =>
    model.clinicians[clinician]?.employments.some(
      ({ from, to }) => (from === null || from <= day) && (to === null || day < to),
    ) !== true,
  sentence: (model, { clinician, line }) =>
    `${model.clinicians[clinician]?.name} is not employed for this rota on the day of ${model.lineName(line)}.`,
};
