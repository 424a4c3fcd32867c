import type { Rule } from './rule.js';
import { about } from '../model/subject.js';

export const sitesADay: Rule = {
  id: 'sites-a-day',
  name: 'Few sites in a day',
  unit: 'further site',
  source: 'Local policy: how many sites a clinician works at in a day without it being asked too much',
  defaults: { hardness: 'PREFERS', rank: 6, weight: 50 },
  compile: ({ model }, terms) => {
    const high = model.profile.numbers.sitesPerDay;
    terms.sitesOfDay(high, about({ limit: high }));
  },
  sentence: (model, { clinician, day, limit }, amount) =>
    `${model.clinicians[clinician]?.name} works at ${limit + amount} sites on ${model.dayName(day)}.`,
};
