import type { Rule } from './rule.js';

export const leave: Rule = {
  id: 'leave',
  name: 'Leave',
  unit: 'assignment',
  source: 'Approved leave: a right once granted (Working Time Regulations 1998, regulation 13, and the contract)',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  blocks: (model, clinician, line) =>
    model.clinicians[clinician]?.leave.some(({ start, end }) => start < line.end && line.start < end) === true,
  sentence: (model, { clinician, line }) =>
    `${model.clinicians[clinician]?.name} is on leave during ${model.lineName(line)}.`,
};
