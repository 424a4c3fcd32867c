import type { Rule } from './rule.js';
import { about } from './subject.js';

export const consecutiveDays: Rule = {
  id: 'consecutive-days',
  name: 'Most days of work in a row',
  unit: 'day',
  source: 'Local policy; the Working Time Regulations’ weekly rest stands beside it. Work elsewhere counts',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  compile: ({ model }, terms) => {
    model.clinicians.forEach(({ limits }, clinician) => {
      const days = limits.consecutiveDays ?? model.profile.numbers.consecutiveDays;
      if (days !== null) terms.run(clinician, 'LONGEST_WORK', days, about({ clinician, limit: days }));
    });
  },
  sentence: (model, { clinician, day, limit }, amount) =>
    `${model.clinicians[clinician]?.name} would work ${amount} ${amount === 1 ? 'day' : 'days'} beyond the ${limit} in a row ` +
    `that began on ${model.dayName(day)}.`,
};
