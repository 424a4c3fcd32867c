import type { Rule } from './rule.js';
import { about } from '../model/subject.js';

/**
 * Counted in whole days free of all work, which is at least the 24 hours of the law. A rota that keeps to this keeps
 * the law, and a planner can check it on a calendar. Periods run from Mondays; days after the horizon are not judged.
 */
export const weeklyRest: Rule = {
  id: 'weekly-rest',
  name: 'Weekly rest',
  unit: 'day',
  source: 'Working Time Regulations 1998, regulation 11: 24 hours in a row in each 7 days, or 48 in each 14',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  compile: ({ model, linesOf }, terms) => {
    const { weeklyRestDays, weeklyRestPeriodDays: period } = model.profile.numbers;
    if (weeklyRestDays === 0) return;
    const monday = 1 - model.instance.firstWeekday;
    model.clinicians.forEach((_, clinician) => {
      const possible = new Set(linesOf(clinician).flatMap(({ day, lastDay }) => [day, lastDay]));
      const base = terms.flagBase.view();
      for (let start = monday; start < model.days; start += period) {
        const days: number[] = [];
        for (let day = Math.max(start, -terms.historyDays); day < Math.min(start + period, model.days); day += 1) {
          if (possible.has(day) || (base[terms.dayFlag(clinician, day)] ?? 0) > 0) days.push(day);
        }
        const high = period - weeklyRestDays;
        if (days.length <= high) continue;
        const subject = about({ clinician, day: Math.max(0, start), week: model.weekOf(start), limit: weeklyRestDays });
        const counter = terms.counter({ subject, high });
        for (const day of days) terms.countFlag(counter, terms.dayFlag(clinician, day), 1);
      }
    });
  },
  sentence: (model, { clinician, day, limit }) =>
    `${model.clinicians[clinician]?.name} would not have ${limit === 1 ? 'a day' : `${limit} days`} free of work in the ` +
    `${model.profile.numbers.weeklyRestPeriodDays} days of ${model.dayName(day)}.`,
};
