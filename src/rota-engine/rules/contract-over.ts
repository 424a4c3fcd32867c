import { countContract } from './contracted-minutes.js';
import type { Rule } from './rule.js';

export const contractOver: Rule = {
  id: 'contract-over',
  name: 'No more than contracted time',
  unit: 'minute',
  source: 'The contracted minutes of each employment, less leave: time beyond them is asked as a favour, and paid',
  defaults: { hardness: 'PREFERS', rank: 6, weight: 2 },
  compile: (context, terms) => countContract(context, terms, 'OVER'),
  sentence: (model, { clinician, week, limit }, amount) =>
    `${model.clinicians[clinician]?.name} works ${amount} minutes over the ${limit} contracted in the week of ` +
    `${model.dayName(model.daysOfWeek(week).from)}.`,
};
