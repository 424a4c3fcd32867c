import type { Clinician } from '../model/instance.js';
import type { Line, Model } from '../model/model.js';
import { employedMost } from './minutes-a-week.js';
import type { Rule } from './rule.js';
import { about } from '../model/subject.js';
import { worked } from './worked.js';

/**
 * The average over each run of this many weeks that ends in the horizon, all jobs together. Where less is known of the
 * past, the average is over the weeks that are known: what nobody recorded does not count as rest. Whole days of leave
 * are taken out of the average on both sides, so that leave never makes room for longer weeks.
 */
export const averageWeek: Rule = {
  id: 'average-week',
  name: '48-hour week on average',
  unit: 'minute',
  source:
    'Working Time Regulations 1998, regulations 4 and 5: 48 hours a week over 17 weeks, unless opted out in writing',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 10 },
  compile: ({ model, linesOf, prohibits }, terms) => {
    const { averageWeekMinutes, averageWeeks } = model.profile.numbers;
    const firstKnown = Math.ceil((model.instance.firstWeekday - 1 - model.instance.historyDays) / 7);
    model.clinicians.forEach((person, clinician) => {
      if (person.optedOut || !person.employments.some(({ worker }) => worker)) return;
      const weekly = weeklyMost(model, linesOf(clinician)).map((minutes, week) =>
        prohibits('minutes-a-week') ? Math.min(minutes, employedMost(model, person, week) ?? minutes) : minutes,
      );
      for (let last = 0; last < model.weeks; last += 1) {
        const first = Math.min(last, Math.max(last - averageWeeks + 1, firstKnown));
        const from = first * 7 - (model.instance.firstWeekday - 1);
        const to = Math.min(model.days, from + (last - first + 1) * 7);
        const days = to - Math.max(from, -model.instance.historyDays);
        const counted = days - leaveDays(person, Math.max(from, -model.instance.historyDays), to);
        const high = Math.floor((averageWeekMinutes * counted) / 7);
        const base = worked(person.commitments, from, to) + worked(person.history, from, 0);
        const most = weekly.reduce((sum, minutes, week) => (week >= first && week <= last ? sum + minutes : sum), base);
        if (most <= high) continue;
        const counter = terms.counter({ subject: about({ clinician, week: last, limit: high }), high, base });
        for (const line of linesOf(clinician)) {
          if (line.week >= first && line.week <= last) terms.countPiece(counter, clinician, line.index, line.minutes);
        }
      }
    });
  },
  sentence: (model, { clinician, week, limit }, amount) =>
    `${model.clinicians[clinician]?.name} would be ${amount} minutes over the 48-hour average (${limit} minutes) of the ` +
    `weeks up to that of ${model.dayName(model.daysOfWeek(week).from)}.`,
};

/** An upper bound of what can be worked in each week: no minute of the day twice. */
function weeklyMost(model: Model, lines: readonly Line[]): number[] {
  const most = Array.from({ length: model.weeks }, () => 0);
  let reached = -Infinity;
  for (const { startElapsed, endElapsed, week } of lines) {
    const added = endElapsed - Math.max(startElapsed, reached);
    if (added > 0) most[week] = (most[week] ?? 0) + added;
    reached = Math.max(reached, endElapsed);
  }
  return most;
}

function leaveDays({ leave }: Clinician, from: number, to: number): number {
  let days = 0;
  for (let day = from; day < to; day += 1) {
    if (leave.some(({ start, end }) => start <= day * 1440 && end >= (day + 1) * 1440)) days += 1;
  }
  return days;
}
