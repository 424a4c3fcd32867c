import type { Line, Model, OtherWork } from '../model/model.js';
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
  blocks: (model, clinician, line) =>
    model.otherWork[clinician]?.some((work) => tooClose(restOf(model, clinician), line, work)) === true,
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

function tooClose(rest: number, line: Line, work: OtherWork): boolean {
  const after = line.startElapsed - work.endElapsed;
  const before = work.startElapsed - line.endElapsed;
  return (
    (after >= 0 && after < rest && line.day > work.lastDay) || (before >= 0 && before < rest && work.day > line.lastDay)
  );
}
