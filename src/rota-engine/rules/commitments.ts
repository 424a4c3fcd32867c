import type { Line, Model } from '../model/model.js';
import type { Rule } from './rule.js';

export const commitments: Rule = {
  id: 'commitments',
  name: 'Commitments elsewhere',
  unit: 'assignment',
  source:
    'Nobody is in two places at once: work elsewhere that the clinician or an employer has declared, with the travel',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  blocks: (model, clinician, line) => clashing(model, clinician, line) !== undefined,
  sentence: (model, { clinician, line: index }) => {
    const line = model.lines[index];
    const work = line && clashing(model, clinician, line);
    const when = work === undefined ? '' : ` (${model.timeName(work.start)}-${model.timeName(work.end)})`;
    return `${model.clinicians[clinician]?.name} has a commitment elsewhere${when} that meets ${model.lineName(index)}.`;
  },
};

function clashing(model: Model, clinician: number, line: Line) {
  return model.clinicians[clinician]?.commitments.find(({ start, end, siteId }) => {
    const travel = siteId === null ? 0 : model.travel(model.siteIndex(siteId), line.site);
    return model.elapsed(start) < line.endElapsed + travel && line.startElapsed < model.elapsed(end) + travel;
  });
}
