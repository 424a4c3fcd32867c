import type { Rule } from './rule.js';
import { about } from '../model/subject.js';

/** The longer of the two directions, where they differ. */
export const travelBetweenSites: Rule = {
  id: 'travel-between-sites',
  name: 'Little travel in the day',
  unit: 'minute',
  source: 'Local policy: minutes between each two sites of one clinician’s day; unknown ways cost nothing',
  defaults: { hardness: 'PREFERS', rank: 6, weight: 2 },
  compile: ({ model }, terms) =>
    terms.betweenSites((here, there) => Math.max(model.travel(here, there), model.travel(there, here)), about({})),
  sentence: (model, { clinician, day, site, limit }, amount) =>
    `${model.clinicians[clinician]?.name} travels ${amount} minutes between ${model.instance.sites[site]?.name} and ` +
    `${model.instance.sites[limit]?.name} on ${model.dayName(day)}.`,
};
