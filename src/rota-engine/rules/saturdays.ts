import type { Rule } from './rule.js';
import { countWeeks } from './count-weeks.js';

export const saturdays: Rule = {
  id: 'saturdays',
  name: 'Most Saturdays',
  unit: 'Saturday',
  source: 'The clinician’s own agreement on enhanced access at weekends',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  compile: (context, terms) => countWeeks(context, terms, { weekdays: [6], limitOf: ({ saturdays }) => saturdays }),
  sentence: (model, { clinician, limit }, amount) =>
    `${model.clinicians[clinician]?.name} would work ${limit + amount} Saturdays; ${limit} is the most agreed.`,
};
