import { avoids } from './avoids.js';
import { commitments } from './commitments.js';
import { consecutiveDays } from './consecutive-days.js';
import { cover } from './cover.js';
import { dailyRest } from './daily-rest.js';
import { employment } from './employment.js';
import { leave } from './leave.js';
import { maximumMinutes } from './maximum-minutes.js';
import { minimumMinutes } from './minimum-minutes.js';
import { overCover } from './over-cover.js';
import { overlap } from './overlap.js';
import { registration } from './registration.js';
import { role } from './role.js';
import type { Rule } from './rule.js';
import { saturdays } from './saturdays.js';
import { shiftsOfAKind } from './shifts-of-a-kind.js';
import { shortestRunOff } from './shortest-run-off.js';
import { shortestRunOfWork } from './shortest-run-of-work.js';
import { skill } from './skill.js';
import { successions } from './successions.js';
import { wants } from './wants.js';
import { weekends } from './weekends.js';
import { workingPattern } from './working-pattern.js';

/** Every rule, in the order in which a planner would ask: may they, can they, do we manage, do they like it. */
export const rules: readonly Rule[] = [
  role,
  registration,
  skill,
  employment,
  leave,
  workingPattern,
  commitments,
  shiftsOfAKind,
  overlap,
  dailyRest,
  successions,
  maximumMinutes,
  consecutiveDays,
  saturdays,
  weekends,
  overCover,
  cover,
  minimumMinutes,
  shortestRunOfWork,
  shortestRunOff,
  wants,
  avoids,
];
