import { shareFairly } from './fair-shares.js';
import type { Rule } from './rule.js';

/** Counts sessions: a long Saturday, with more sessions, is a bigger part of the burden than a short one. */
export const fairSaturdays: Rule = {
  id: 'fair-saturdays',
  name: 'Saturdays shared fairly',
  unit: 'Saturday session',
  source: 'Local agreement on enhanced access: Saturdays by contracted time over a rolling window, the past included',
  defaults: { hardness: 'PREFERS', rank: 6, weight: 300 },
  compile: (context, terms) =>
    shareFairly(context, terms, {
      ofLine: ({ weekday }) => weekday === 6,
      ofWork: (model, { start, minutes }) => minutes > 0 && model.weekdayOf(Math.floor(start / 1440)) === 6,
    }),
  sentence: (model, { clinician, limit }, amount) =>
    `${model.clinicians[clinician]?.name} is ${amount} Saturday ${amount === 1 ? 'session' : 'sessions'} from a fair share of ${limit}.`,
};
