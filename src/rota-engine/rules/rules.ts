import { averageWeek } from './average-week.js';
import { avoids } from './avoids.js';
import { breakOverSixHours } from './break.js';
import { changes } from './changes.js';
import { commitments } from './commitments.js';
import { consecutiveDays } from './consecutive-days.js';
import { contactsADay } from './contacts-a-day.js';
import { continuity } from './continuity.js';
import { contractOver } from './contract-over.js';
import { contractUnder } from './contract-under.js';
import { cover } from './cover.js';
import { dailyRest } from './daily-rest.js';
import { employment } from './employment.js';
import { fairEvenings } from './fair-evenings.js';
import { fairSaturdays } from './fair-saturdays.js';
import { gpOnSite } from './gp-on-site.js';
import { leave } from './leave.js';
import { maximumMinutes } from './maximum-minutes.js';
import { minimumMinutes } from './minimum-minutes.js';
import { minutesADay } from './minutes-a-day.js';
import { minutesAWeek } from './minutes-a-week.js';
import { overCover } from './over-cover.js';
import { overlap } from './overlap.js';
import { registration } from './registration.js';
import { role } from './role.js';
import { room } from './room.js';
import { saturdays } from './saturdays.js';
import { shiftsOfAKind } from './shifts-of-a-kind.js';
import { shortestRunOfWork } from './shortest-run-of-work.js';
import { shortestRunOff } from './shortest-run-off.js';
import { sitesADay } from './sites-a-day.js';
import { skill } from './skill.js';
import { successions } from './successions.js';
import { supervision } from './supervision.js';
import { travelBetweenSites } from './travel-between-sites.js';
import { travelFromHome } from './travel-from-home.js';
import { wants } from './wants.js';
import { weekends } from './weekends.js';
import { weeklyRest } from './weekly-rest.js';
import { workingPattern } from './working-pattern.js';
import type { Rule } from './rule.js';

/**
 * Every rule, in the order in which a planner would ask: may they, can they, is it lawful; is it covered; is it liked.
 */
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
  breakOverSixHours,
  minutesADay,
  minutesAWeek,
  maximumMinutes,
  averageWeek,
  weeklyRest,
  consecutiveDays,
  saturdays,
  weekends,
  overCover,
  room,
  supervision,
  cover,
  gpOnSite,
  minimumMinutes,
  shortestRunOfWork,
  shortestRunOff,
  contractUnder,
  contractOver,
  fairEvenings,
  fairSaturdays,
  continuity,
  wants,
  avoids,
  travelFromHome,
  travelBetweenSites,
  sitesADay,
  contactsADay,
  changes,
];
