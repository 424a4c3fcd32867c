import type { Profile, RuleSetting } from './profile.js';

const evaluator = 'Shift Scheduling Benchmark (Curtois and Qu 2014)';
const off: Partial<RuleSetting> = { hardness: 'OFF', source: `${evaluator}: not among its rules` };
function prohibits(weight: number): Partial<RuleSetting> {
  return { hardness: 'PROHIBITS', weight, source: evaluator };
}
/** The instance's own weights are the cost: ours multiply them by one. */
const costs: Partial<RuleSetting> = { hardness: 'PREFERS', weight: 1, source: evaluator };

/**
 * The public benchmark on our rules: minimum minutes and runs prohibit, cover under and over and requests are the cost.
 * The weights of prohibitions only guide a search through rotas that still break some.
 */
export const benchmarkProfile: Profile = {
  id: 'shift-scheduling-benchmark',
  name: 'Shift Scheduling Benchmark',
  numbers: {
    dailyRestMinutes: 0,
    weeklyRestDays: 0,
    weeklyRestPeriodDays: 7,
    breakMinutes: 0,
    breakWhenOverMinutes: 1440,
    minutesPerDay: null,
    averageWeekMinutes: 0,
    averageWeeks: 0,
    consecutiveDays: null,
    shortestRunOfWork: null,
    shortestRunOff: null,
    contactsPerDay: 0,
    sitesPerDay: 1,
    eveningFrom: 1440,
    fairnessWeeks: 0,
    standardHoursRoles: [],
    notice: [],
  },
  rules: {
    leave: prohibits(1),
    overlap: prohibits(1),
    successions: prohibits(1),
    'shifts-of-a-kind': prohibits(1000),
    'maximum-minutes': prohibits(2),
    'minimum-minutes': prohibits(2),
    'consecutive-days': prohibits(1000),
    'shortest-run-of-work': prohibits(500),
    'shortest-run-off': prohibits(500),
    weekends: prohibits(1000),
    cover: costs,
    'over-cover': costs,
    wants: costs,
    avoids: costs,
    ...Object.fromEntries(
      [
        'role',
        'registration',
        'skill',
        'employment',
        'working-pattern',
        'commitments',
        'daily-rest',
        'weekly-rest',
        'break',
        'minutes-a-day',
        'minutes-a-week',
        'average-week',
        'saturdays',
        'room',
        'supervision',
        'gp-on-site',
        'contract-under',
        'contract-over',
        'fair-evenings',
        'fair-saturdays',
        'continuity',
        'travel-from-home',
        'travel-between-sites',
        'sites-a-day',
        'contacts-a-day',
        'changes',
      ].map((id) => [id, off]),
    ),
  },
};
