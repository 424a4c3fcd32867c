import type { Rule } from './rule.js';

export const successions: Rule = {
  id: 'successions',
  name: 'Forbidden successions',
  unit: 'pair of sessions',
  source: 'Local agreement: kinds of session that must not follow on the next day, such as an early after a late one',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  clashes: (model, _, earlier, later) =>
    later.day === earlier.day + 1 && model.mustNotFollow(earlier.session.kind, later.session.kind),
  sentence: (model, { clinician, line, other }) =>
    `${model.clinicians[clinician]?.name}: ${model.lineName(other)} must not follow ${model.lineName(line)} the day after.`,
};
