import type { Line, Model } from '../model/model.js';
import type { Rule } from './rule.js';
import { about } from '../model/subject.js';
import type { Terms } from './terms.js';

export const consecutiveDays: Rule = {
  id: 'consecutive-days',
  name: 'Most days of work in a row',
  unit: 'day',
  source: 'Local policy; the Working Time Regulations’ weekly rest stands beside it. Work elsewhere counts',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  compile: ({ model, linesOf }, terms) => {
    model.clinicians.forEach(({ limits }, clinician) => {
      const days = limits.consecutiveDays ?? model.profile.numbers.consecutiveDays;
      if (days === null || longestPossible(model, terms, clinician, linesOf(clinician)) <= days) return;
      terms.run(clinician, 'LONGEST_WORK', days, about({ clinician, limit: days }));
    });
  },
  sentence: (model, { clinician, day, limit }, amount) =>
    `${model.clinicians[clinician]?.name} would work ${amount} ${amount === 1 ? 'day' : 'days'} beyond the ${limit} in a row ` +
    `that began on ${model.dayName(day)}.`,
};

/** The most days in a row on which there could be work, here or elsewhere: where nobody works on Sundays, six. */
function longestPossible(model: Model, terms: Terms, clinician: number, lines: readonly Line[]): number {
  const possible = new Set(lines.flatMap(({ day, lastDay }) => (day === lastDay ? [day] : [day, lastDay])));
  const base = terms.flagBase.view();
  let longest = 0;
  let run = 0;
  for (let day = -terms.historyDays; day < model.days; day += 1) {
    run = possible.has(day) || (base[terms.dayFlag(clinician, day)] ?? 0) > 0 ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}
