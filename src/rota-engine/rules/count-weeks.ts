import type { Clinician, Limits, WeekendLimit, Work } from '../model/instance.js';
import type { Line, Model } from '../model/model.js';
import type { TermContext } from './rule.js';
import { about } from '../model/subject.js';
import type { Terms } from './terms.js';

interface Counted {
  weekdays: readonly number[];
  limitOf: (limits: Limits) => WeekendLimit | null;
}

/**
 * Counts the weeks in which one of the weekdays is worked, here or elsewhere, against the clinician's limit: once over
 * the horizon, or in each run of so many weeks that ends in it, the known weeks before it included.
 */
export function countWeeks({ model, linesOf }: TermContext, terms: Terms, { weekdays, limitOf }: Counted): void {
  model.clinicians.forEach((person, clinician) => {
    const limit = limitOf(person.limits);
    if (limit === null) return;
    const flags = weekFlags(
      model,
      terms,
      clinician,
      linesOf(clinician).filter(({ weekday }) => weekdays.includes(weekday)),
      {
        worked: weeksWorked(model, person, weekdays),
      },
    );
    const span = limit.weeks ?? model.weeks;
    for (let last = limit.weeks === null ? model.weeks - 1 : 0; last < model.weeks; last += 1) {
      const first = last - span + 1;
      const base = [...weeksWorked(model, person, weekdays)].filter((week) => week < 0 && week >= first).length;
      const here = flags.filter(({ week }) => week >= first && week <= last);
      if (base + here.length <= limit.count) continue;
      const subject = about({ clinician, week: last, limit: limit.count });
      const counter = terms.counter({ subject, high: limit.count, base });
      for (const { flag } of here) terms.countFlag(counter, flag, 1);
    }
  });
}

function weekFlags(
  model: Model,
  terms: Terms,
  clinician: number,
  lines: readonly Line[],
  known: { worked: Set<number> },
) {
  const found: { week: number; flag: number }[] = [];
  for (let week = 0; week < model.weeks; week += 1) {
    const here = lines.filter((line) => line.week === week);
    const already = known.worked.has(week);
    if (here.length === 0 && !already) continue;
    const flag = terms.flag(already ? 1 : 0);
    for (const line of here) terms.raise(flag, clinician, line.index);
    found.push({ week, flag });
  }
  return found;
}

function weeksWorked(model: Model, { commitments, history }: Clinician, weekdays: readonly number[]): Set<number> {
  const worked = (works: readonly Work[]) =>
    works.flatMap(({ start, minutes }) => {
      const day = Math.floor(start / 1440);
      return minutes > 0 && weekdays.includes(model.weekdayOf(day)) ? [model.weekOf(day)] : [];
    });
  return new Set([...worked(commitments), ...worked(history)]);
}
