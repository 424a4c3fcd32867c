import type { Rule } from './rule.js';

export const skill: Rule = {
  id: 'skill',
  name: 'Skills the post asks for',
  unit: 'assignment',
  source: 'Who may staff which service: the skills of the session’s staffing line',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  blocks: (model, clinician, { staffing }) =>
    staffing.skills.some((asked) => model.clinicians[clinician]?.skills.includes(asked) !== true),
  sentence: (model, { clinician, line }) => {
    const own = model.clinicians[clinician]?.skills ?? [];
    const missing = model.lines[line]?.staffing.skills.filter((asked) => !own.includes(asked)) ?? [];
    return `${model.clinicians[clinician]?.name} lacks ${missing.join(', ')}, which ${model.lineName(line)} asks for.`;
  },
};
