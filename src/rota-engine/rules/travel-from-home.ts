import type { Rule } from './rule.js';

export const travelFromHome: Rule = {
  id: 'travel-from-home',
  name: 'Near home',
  unit: 'minute',
  source: 'Local policy: minutes one way from home to the site, for each session; unknown ways cost nothing',
  defaults: { hardness: 'PREFERS', rank: 6, weight: 1 },
  compile: ({ model, linesOf }, terms) => {
    model.clinicians.forEach(({ homeMinutes }, clinician) => {
      if (homeMinutes === null) return;
      for (const { index, site } of linesOf(clinician)) terms.whenHeld(clinician, index, homeMinutes[site] ?? 0);
    });
  },
  sentence: (model, { clinician, line }, amount) =>
    `${model.clinicians[clinician]?.name} travels ${amount} minutes to ${model.lineName(line)}.`,
};
