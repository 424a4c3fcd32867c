import type { Clinician } from '../model/instance.js';
import { breach, type Breach, byClinician, type Case, dayOf, type Held, mondayOf } from './held.js';
import { worksOf } from './who-may.js';

/** Days of work and days off in a row, and days off in each week; what came before is known for `historyDays` days. */
export function brokenRuns(given: Case): Breach[] {
  return byClinician(given).flatMap(({ clinician, own }) => {
    const works = daysWorked(given, clinician, own);
    return [
      ...daysInARow(given, clinician, works),
      ...shortRuns(given, clinician, works),
      ...rest(given, clinician, works),
    ];
  });
}

function daysWorked({ instance }: Case, clinician: Clinician, own: readonly Held[]): (day: number) => boolean {
  const days = new Set<number>();
  for (const { day, lastDay } of own) for (let at = day; at <= lastDay; at += 1) days.add(at);
  for (const { start, end } of worksOf(clinician))
    for (let at = dayOf(start); at <= dayOf(end - 1); at += 1) days.add(at);
  return (day) => day >= -instance.historyDays && day < instance.days && days.has(day);
}

/** One breach for each day that comes too late in its row. */
function daysInARow({ instance, profile }: Case, { id, name, limits }: Clinician, works: (day: number) => boolean) {
  const most = limits.consecutiveDays ?? profile.numbers.consecutiveDays;
  const found: Breach[] = [];
  if (most === null) return found;
  let row = 0;
  for (let day = -instance.historyDays; day < instance.days; day += 1) {
    row = works(day) ? row + 1 : 0;
    if (row <= most || day < 0) continue;
    found.push(
      breach('consecutive-days', `${id} ${day}`, 1, `${name}: day ${day} is number ${row} in a row of ${most}.`),
    );
  }
  return found;
}

function shortRuns({ instance, profile }: Case, { id, name, limits }: Clinician, works: (day: number) => boolean) {
  const found: Breach[] = [];
  const known = -instance.historyDays;
  for (const [rule, least, work] of [
    ['shortest-run-of-work', limits.shortestRunOfWork ?? profile.numbers.shortestRunOfWork, true],
    ['shortest-run-off', limits.shortestRunOff ?? profile.numbers.shortestRunOff, false],
  ] as const) {
    if (least === null) continue;
    let first = known;
    for (let day = known; day < instance.days; day += 1) {
      if (day > known && works(day) !== works(day - 1)) first = day;
      const ends = day + 1 < instance.days && works(day + 1) !== works(day);
      const length = day - first + 1;
      // A run that may have begun before what is known, or may go on after it, is long enough; a past one no longer
      // counts.
      if (works(day) !== work || !ends || first === known || day < 0 || length >= least) continue;
      const what = `${work ? 'work' : 'off'} from day ${first}`;
      found.push(
        breach(rule, `${id} ${first}`, least - length, `${name}: ${length} days ${what}, not ${least}.`, true),
      );
    }
  }
  return found;
}

function rest({ instance, profile }: Case, { id, name }: Clinician, works: (day: number) => boolean): Breach[] {
  const { weeklyRestDays, weeklyRestPeriodDays: period } = profile.numbers;
  const found: Breach[] = [];
  if (weeklyRestDays === 0) return found;
  for (let start = mondayOf(instance, 0); start < instance.days; start += period) {
    const days = Array.from({ length: period }, (_, add) => start + add).filter(works);
    const late = days.length - (period - weeklyRestDays);
    const sentence = `${name}: ${days.length} of the ${period} days from day ${start} are days of work.`;
    if (late > 0) found.push(breach('weekly-rest', `${id} ${start}`, late, sentence));
  }
  return found;
}
