import type { Rule } from './rule.js';

export const overlap: Rule = {
  id: 'overlap',
  name: 'One place at a time',
  unit: 'pair of sessions',
  source: 'Nobody is in two places at once; the minutes between two sites lie between two sessions',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  clashes: (model, _, earlier, later) =>
    later.startElapsed < earlier.endElapsed + model.travel(earlier.site, later.site),
  sentence: (model, { clinician, line, other }) => {
    const travel = model.travel(model.lines[line]?.site ?? -1, model.lines[other]?.site ?? -1);
    const way = travel > 0 ? `, ${travel} minutes away` : '';
    return `${model.clinicians[clinician]?.name} cannot work ${model.lineName(line)} and ${model.lineName(other)}${way}.`;
  },
};
