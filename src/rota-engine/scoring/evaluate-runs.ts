import { about, type Subject } from '../model/subject.js';
import type { RunKind } from '../rules/terms.js';
import type { Charged } from './charged.js';
import type { Problem } from './problem.js';

interface Stretch {
  work: boolean;
  /** Days counted from the first known one; `last` belongs to it. */
  first: number;
  last: number;
}

/**
 * The cost of every clinician's runs of work and of days off. Runs that ended before the horizon are past; a run that
 * touches the first known day or the last day of the horizon counts as long enough beyond it.
 */
export function chargesOfRuns(problem: Problem, flags: Int32Array): Charged[] {
  const width = problem.historyDays + problem.days;
  const found: Charged[] = [];
  for (const run of problem.terms.runs) {
    const days = flags.subarray(run.clinician * width, (run.clinician + 1) * width);
    const limits = limitsOf(problem, run.kind);
    const level = limits.level[run.clinician]!;
    for (const stretch of stretchesOf(days)) {
      if (stretch.last < problem.historyDays) continue;
      const length = stretch.last - stretch.first + 1;
      const amount = amountOf(run.kind, run.days, stretch, length, problem);
      if (amount === 0) continue;
      const subject: Subject = about({ ...run.subject, day: stretch.first - problem.historyDays, limit: run.days });
      const monotone = run.kind === 'LONGEST_WORK';
      found.push({
        rule: run.rule,
        level,
        cost: amount * run.weight,
        amount,
        subject,
        sort: 'RUN',
        index: -1,
        monotone,
      });
    }
  }
  return found;
}

function limitsOf(problem: Problem, kind: RunKind) {
  if (kind === 'LONGEST_WORK') return problem.longestWork;
  return kind === 'SHORTEST_WORK' ? problem.shortestWork : problem.shortestOff;
}

function amountOf(kind: RunKind, days: number, stretch: Stretch, length: number, problem: Problem): number {
  // Days of the horizon that come too late in the run; what was too long before the horizon no longer counts.
  const late = stretch.last - Math.max(stretch.first + days, problem.historyDays) + 1;
  if (kind === 'LONGEST_WORK') return stretch.work ? Math.max(0, late) : 0;
  const inside = stretch.first > 0 && stretch.last < problem.historyDays + problem.days - 1;
  return stretch.work === (kind === 'SHORTEST_WORK') && inside ? Math.max(0, days - length) : 0;
}

function stretchesOf(days: Int32Array): Stretch[] {
  const found: Stretch[] = [];
  days.forEach((count, day) => {
    const last = found.at(-1);
    if (last !== undefined && last.work === count > 0) last.last = day;
    else found.push({ work: count > 0, first: day, last: day });
  });
  return found;
}
