import type { Line, Model } from './model.js';
import type { Rule } from './rule.js';

function restOf(model: Model, clinician: number): number {
  return model.clinicians[clinician]?.limits.dailyRestMinutes ?? model.profile.numbers.dailyRestMinutes;
}

/**
 * Rest between the last work of one day and the first of another, in minutes that really pass: the night on which the
 * clocks go forward is an hour shorter. Work elsewhere and before the horizon counts.
 */
export const dailyRest: Rule = {
  id: 'daily-rest',
  name: 'Daily rest',
  unit: 'pair of sessions',
  source: 'Working Time Regulations 1998, regulation 10: 11 hours in a row in each 24; young workers 12',
  defaults: { hardness: 'PROHIBITS', rank: 1, weight: 1000 },
  blocks: (model, clinician, line) => {
    const { commitments, history } = model.clinicians[clinician] ?? { commitments: [], history: [] };
    return [...commitments, ...history].some((work) => tooClose(model, clinician, line, work));
  },
  clashGroup: (model, clinician) => String(restOf(model, clinician)),
  clashes: (model, clinician, earlier, later) =>
    later.day > earlier.day &&
    later.startElapsed >= earlier.endElapsed &&
    later.startElapsed - earlier.endElapsed < restOf(model, clinician),
  sentence: (model, { clinician, line, other }) => {
    const name = model.clinicians[clinician]?.name;
    const hours = restOf(model, clinician) / 60;
    return other < 0
      ? `${name} would not have ${hours} hours of rest between ${model.lineName(line)} and work elsewhere or before.`
      : `${name} would not have ${hours} hours of rest between ${model.lineName(line)} and ${model.lineName(other)}.`;
  },
};

function tooClose(model: Model, clinician: number, line: Line, work: { start: number; end: number; minutes: number }) {
  if (work.minutes === 0) return false;
  const rest = restOf(model, clinician);
  const after = line.startElapsed - model.elapsed(work.end);
  const before = model.elapsed(work.start) - line.endElapsed;
  const endDay = Math.floor((work.end - 1) / 1440);
  const startDay = Math.floor(work.start / 1440);
  return (after >= 0 && after < rest && line.day > endDay) || (before >= 0 && before < rest && startDay > line.lastDay);
}
