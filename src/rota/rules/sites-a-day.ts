import type { Rule } from './rule.js';
import { about } from './subject.js';
import { siteFlag } from './sites-of-day.js';

export const sitesADay: Rule = {
  id: 'sites-a-day',
  name: 'Few sites in a day',
  unit: 'further site',
  source: 'Local policy: how many sites a clinician works at in a day without it being asked too much',
  defaults: { hardness: 'PREFERS', rank: 6, weight: 50 },
  compile: ({ model, linesOf }, terms) => {
    const high = model.profile.numbers.sitesPerDay;
    model.clinicians.forEach((_, clinician) => {
      for (const [day, lines] of Map.groupBy(linesOf(clinician), (line) => line.day)) {
        const sites = new Set(lines.map(({ site }) => site));
        // Of sessions that all overlap only one can be worked, and so only one site.
        const last = Math.max(...lines.map(({ start }) => start));
        const possible = lines.some(({ end }) => end <= last);
        if (sites.size <= high || !possible) continue;
        const counter = terms.counter({ subject: about({ clinician, day, limit: high }), high });
        for (const site of sites) terms.countFlag(counter, siteFlag(terms, clinician, site, day, lines), 1);
      }
    });
  },
  sentence: (model, { clinician, day, limit }, amount) =>
    `${model.clinicians[clinician]?.name} works at ${limit + amount} sites on ${model.dayName(day)}.`,
};
