import type { Clinician, WeekendLimit } from '../model/instance.js';
import {
  breach,
  type Breach,
  byClinician,
  type Case,
  dayOf,
  type Held,
  mondayOf,
  mondaysOf,
  weekdayOf,
} from './held.js';
import { worksOf } from './who-may.js';

type Own = readonly Held[];

/** Minutes, sessions, Saturdays and weekends of each clinician, against every limit on them. */
export function brokenAmounts(given: Case): Breach[] {
  return byClinician(given).flatMap(({ clinician, own }) => [
    ...kinds(clinician, own),
    ...minutesADay(given, clinician, own),
    ...minutesAWeek(given, clinician, own),
    ...averageWeeks(given, clinician, own),
    ...minutesOfRota(clinician, own),
    ...weeksWorked(given, clinician, own, 'saturdays', [6], clinician.limits.saturdays),
    ...weeksWorked(given, clinician, own, 'weekends', [6, 7], clinician.limits.weekends),
  ]);
}

function over(rule: string, { id, name }: Clinician, what: string, amount: number, most: number): Breach[] {
  if (amount <= most) return [];
  return [breach(rule, `${id} ${what}`, amount - most, `${name}: ${amount} where ${most} is the most, ${what}.`)];
}

function kinds(clinician: Clinician, own: Own): Breach[] {
  return Object.entries(clinician.limits.perKind ?? {}).flatMap(([kind, most]) =>
    over('shifts-of-a-kind', clinician, kind, own.filter(({ session }) => session.kind === kind).length, most),
  );
}

function minutesOf(own: Own, from: number, to: number): number {
  return own.filter(({ day }) => from <= day && day < to).reduce((sum, { minutes }) => sum + minutes, 0);
}

function elsewhere(works: Clinician['history'], from: number, to: number): number {
  const inside = works.filter(({ start }) => from <= dayOf(start) && dayOf(start) < to);
  return inside.reduce((sum, { minutes }) => sum + minutes, 0);
}

function minutesADay({ instance, profile }: Case, clinician: Clinician, own: Own): Breach[] {
  const most = clinician.limits.minutesPerDay ?? profile.numbers.minutesPerDay;
  if (most === null) return [];
  return Array.from({ length: instance.days }, (_, day) => day).flatMap((day) => {
    const minutes = minutesOf(own, day, day + 1) + elsewhere(worksOf(clinician), day, day + 1);
    return over('minutes-a-day', clinician, `minutes on day ${day}`, minutes, most);
  });
}

function minutesAWeek({ instance }: Case, clinician: Clinician, own: Own): Breach[] {
  return mondaysOf(instance).flatMap((monday) => {
    const here = minutesOf(own, monday, monday + 7) + elsewhere(clinician.history, monday, monday + 7);
    const all = here + elsewhere(clinician.commitments, monday, monday + 7);
    const employed = employedMost(instance.days, clinician, monday);
    const agreed = clinician.limits.minutesPerWeek;
    return [
      ...(employed === null
        ? []
        : over('minutes-a-week', clinician, `employed, week of day ${monday}`, here, employed)),
      ...(agreed === null ? [] : over('minutes-a-week', clinician, `in all, week of day ${monday}`, all, agreed)),
    ];
  });
}

/**
 * Each employment allows its maximum for the days of the week on which it runs, if it runs on one day of the horizon.
 */
function employedMost(days: number, { employments }: Clinician, monday: number): number | null {
  if (employments.length === 0) return null;
  const week = [0, 1, 2, 3, 4, 5, 6].map((add) => monday + add);
  let most = 0;
  for (const { from, to, maximumMinutesPerWeek } of employments) {
    const runs = week.filter((day) => (from === null || from <= day) && (to === null || day < to));
    if (!runs.some((day) => day >= 0 && day < days)) continue;
    if (maximumMinutesPerWeek === null) return null;
    most += (maximumMinutesPerWeek * runs.length) / 7;
  }
  return Math.floor(most);
}

/** The weeks up to each week of the horizon: as many as the policy says, or as many as are known. */
function averageWeeks({ instance, profile }: Case, clinician: Clinician, own: Own): Breach[] {
  if (clinician.optedOut || !clinician.employments.some(({ worker }) => worker)) return [];
  const { averageWeekMinutes, averageWeeks } = profile.numbers;
  return mondaysOf(instance).flatMap((last) => {
    let from = last;
    for (let weeks = 1; weeks < averageWeeks && from - 7 >= -instance.historyDays; weeks += 1) from -= 7;
    const to = Math.min(instance.days, last + 7);
    let counted = 0;
    for (let day = Math.max(from, -instance.historyDays); day < to; day += 1) {
      const away = clinician.leave.some(({ start, end }) => start <= day * 1440 && (day + 1) * 1440 <= end);
      if (!away) counted += 1;
    }
    const works = elsewhere(clinician.commitments, from, to) + elsewhere(clinician.history, from, 0);
    const most = Math.floor((averageWeekMinutes * counted) / 7);
    return over('average-week', clinician, `weeks to that of day ${last}`, minutesOf(own, from, to) + works, most);
  });
}

function minutesOfRota(clinician: Clinician, own: Own): Breach[] {
  const { id, name, limits } = clinician;
  const minutes = own.reduce((sum, each) => sum + each.minutes, 0);
  const least = limits.minimumMinutes ?? 0;
  const short = `${name}: ${minutes} minutes in the rota where ${least} are promised.`;
  return [
    ...(limits.maximumMinutes === null
      ? []
      : over('maximum-minutes', clinician, 'minutes in the rota', minutes, limits.maximumMinutes)),
    ...(minutes < least ? [breach('minimum-minutes', id, least - minutes, short, true)] : []),
  ];
}

/** Weeks in which one of the weekdays is worked, in the rota or in each so many weeks that end in it. */
function weeksWorked(
  { instance }: Case,
  clinician: Clinician,
  own: Own,
  rule: string,
  weekdays: readonly number[],
  limit: WeekendLimit | null,
): Breach[] {
  if (limit === null) return [];
  const days = [...own.map(({ day }) => day), ...worksOf(clinician).map(({ start }) => dayOf(start))];
  const worked = new Set(
    days.filter((day) => weekdays.includes(weekdayOf(instance, day))).map((day) => mondayOf(instance, day)),
  );
  const mondays = mondaysOf(instance);
  const spans =
    limit.weeks === null
      ? [{ from: mondays[0] ?? 0, to: mondays.at(-1) ?? 0 }]
      : mondays.map((to) => ({ from: to - 7 * ((limit.weeks ?? 1) - 1), to }));
  return spans.flatMap(({ from, to }) => {
    const count = [...worked].filter((monday) => from <= monday && monday <= to).length;
    return over(rule, clinician, `${rule} in the weeks of days ${from} to ${to}`, count, limit.count);
  });
}
