import type { Rule } from './rule.js';
import { countWeeks } from './count-weeks.js';

export const weekends: Rule = {
  id: 'weekends',
  name: 'Most weekends',
  unit: 'weekend',
  source: 'The clinician’s own agreement; a weekend is worked when its Saturday or its Sunday is',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  compile: (context, terms) => countWeeks(context, terms, { weekdays: [6, 7], limitOf: ({ weekends }) => weekends }),
  sentence: (model, { clinician, limit }, amount) =>
    `${model.clinicians[clinician]?.name} would work ${limit + amount} weekends; ${limit} is the most agreed.`,
};
