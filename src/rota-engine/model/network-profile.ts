import { type PolicyCode, policyOn } from '../../policy/policies.js';
import type { Profile } from './profile.js';

/**
 * The profile by which a primary care network plans on the day: every rule at its own default, with the numbers of the
 * policy rows in force. Throws RangeError when no policy row has a number on that day (before October 1998).
 */
export function networkProfile(day: string): Profile {
  const number = (code: PolicyCode): number => {
    const policy = policyOn(code, day);
    if (policy === undefined) throw new RangeError(`No policy row for ${code} on ${day}`);
    return policy.value;
  };
  return {
    id: 'network',
    name: 'Primary care network',
    rules: {},
    numbers: {
      dailyRestMinutes: number('DAILY_REST') * 60,
      weeklyRestDays: number('WEEKLY_REST') / 24,
      weeklyRestPeriodDays: number('WEEKLY_REST_PERIOD'),
      breakMinutes: number('BREAK'),
      breakWhenOverMinutes: number('BREAK_WHEN_OVER') * 60,
      minutesPerDay: number('WORKING_DAY_LONGEST') * 60,
      averageWeekMinutes: number('WORKING_WEEK') * 60,
      averageWeeks: number('WORKING_WEEK_REFERENCE_PERIOD'),
      consecutiveDays: number('CONSECUTIVE_DAYS'),
      shortestRunOfWork: null,
      shortestRunOff: null,
      contactsPerDay: number('SAFE_CONTACTS_A_DAY'),
      sitesPerDay: number('SITES_A_DAY'),
      eveningFrom: number('NETWORK_STANDARD_HOURS_WEEKDAY_START'),
      fairnessWeeks: number('FAIRNESS_PERIOD'),
      standardHoursRoles: ['GP'],
      notice: [
        { withinDays: number('ROTA_NOTICE_LAST_MINUTE'), factor: 8 },
        { withinDays: number('ROTA_NOTICE_SHORT'), factor: 4 },
        { withinDays: number('ROTA_NOTICE'), factor: 2 },
        { withinDays: 3650, factor: 1 },
      ],
    },
  };
}
