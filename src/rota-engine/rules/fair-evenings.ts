import { shareFairly } from './fair-shares.js';
import type { Rule } from './rule.js';

export const fairEvenings: Rule = {
  id: 'fair-evenings',
  name: 'Evenings shared fairly',
  unit: 'evening',
  source: 'Local agreement on enhanced access: evenings by contracted time over a rolling window, the past included',
  defaults: { hardness: 'PREFERS', rank: 6, weight: 200 },
  compile: (context, terms) =>
    shareFairly(context, terms, {
      ofLine: ({ evening, weekday }) => evening && weekday < 6,
      ofWork: (model, { start, minutes }) => {
        const day = Math.floor(start / 1440);
        return minutes > 0 && start - day * 1440 >= model.profile.numbers.eveningFrom && model.weekdayOf(day) < 6;
      },
    }),
  sentence: (model, { clinician, limit }, amount) =>
    `${model.clinicians[clinician]?.name} is ${amount} ${amount === 1 ? 'evening' : 'evenings'} from a fair share of ${limit}.`,
};
