import type { Line, Model } from './model.js';
import type { Rule } from './rule.js';
import { about } from './subject.js';
import { siteFlag } from './sites-of-day.js';

export const travelBetweenSites: Rule = {
  id: 'travel-between-sites',
  name: 'Little travel in the day',
  unit: 'minute',
  source: 'Local policy: minutes between each two sites of one clinician’s day; unknown ways cost nothing',
  defaults: { hardness: 'PREFERS', rank: 6, weight: 2 },
  compile: ({ model, linesOf }, terms) => {
    model.clinicians.forEach((_, clinician) => {
      for (const [day, lines] of Map.groupBy(linesOf(clinician), (line) => line.day)) {
        const sites = [...new Set(lines.map(({ site }) => site))].sort((a, b) => a - b);
        for (const [at, here] of sites.entries()) {
          for (const there of sites.slice(at + 1)) {
            const minutes = model.travel(here, there);
            if (minutes === 0 || !bothPossible(model, lines, here, there)) continue;
            const subject = about({ clinician, day, site: here, limit: there });
            const counter = terms.counter({ subject, high: 1, units: minutes });
            terms.countFlag(counter, siteFlag(terms, clinician, here, day, lines), 1);
            terms.countFlag(counter, siteFlag(terms, clinician, there, day, lines), 1);
          }
        }
      }
    });
  },
  sentence: (model, { clinician, day, site, limit }, amount) =>
    `${model.clinicians[clinician]?.name} travels ${amount} minutes between ${model.instance.sites[site]?.name} and ` +
    `${model.instance.sites[limit]?.name} on ${model.dayName(day)}.`,
};

/** Whether a line at the one site and one at the other leave time for the way. */
function bothPossible(model: Model, lines: readonly Line[], here: number, there: number): boolean {
  const fits = (a: Line, b: Line) => a.endElapsed + model.travel(a.site, b.site) <= b.startElapsed;
  const at = lines.filter(({ site }) => site === here);
  return lines.some((other) => other.site === there && at.some((line) => fits(line, other) || fits(other, line)));
}
