import { countContract } from './contracted-minutes.js';
import type { Rule } from './rule.js';

export const contractUnder: Rule = {
  id: 'contract-under',
  name: 'Contracted time is used',
  unit: 'minute',
  source: 'The contracted minutes of each employment, less leave: paid time that no session uses',
  defaults: { hardness: 'PREFERS', rank: 6, weight: 1 },
  compile: (context, terms) => countContract(context, terms, 'UNDER'),
  sentence: (model, { clinician, week, limit }, amount) =>
    `${model.clinicians[clinician]?.name} has ${amount} of ${limit} contracted minutes left in the week of ` +
    `${model.dayName(model.daysOfWeek(week).from)}.`,
};
