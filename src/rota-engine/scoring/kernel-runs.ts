import type { Problem } from './problem.js';

/**
 * The day of this flag has just become, or ceased to be, a day of work: updates what its runs and their neighbours
 * cost.
 */
export function turnDay(
  problem: Problem,
  levels: Float64Array,
  flagCount: Int32Array,
  clinician: number,
  flag: number,
  sign: 1 | -1,
): void {
  const width = problem.historyDays + problem.days;
  const first = clinician * width;
  const last = first + width - 1;
  const start = first + problem.historyDays;
  let left = flag;
  while (left > first && flagCount[left - 1]! > 0) left -= 1;
  let right = flag;
  while (right < last && flagCount[right + 1]! > 0) right += 1;
  // A run that ended before the horizon no longer counts.
  const before = flag > start ? flag - left : 0;
  const after = right - flag;

  const longest = problem.longestWork.days[clinician]!;
  if (longest > 0) {
    const over =
      tooLate(right, left, longest, start) -
      tooLate(flag - 1, left, longest, start) -
      tooLate(right, flag + 1, longest, start);
    const level = problem.longestWork.level[clinician]!;
    levels[level] = levels[level]! + sign * over * problem.longestWork.weight[clinician]!;
  }
  const shortest = problem.shortestWork.days[clinician]!;
  if (shortest > 1) {
    const joined = right - left + 1;
    let short = joined < shortest && left > first && right < last ? shortest - joined : 0;
    if (before > 0 && before < shortest && left > first) short -= shortest - before;
    if (after > 0 && after < shortest && right < last) short -= shortest - after;
    const level = problem.shortestWork.level[clinician]!;
    levels[level] = levels[level]! + sign * short * problem.shortestWork.weight[clinician]!;
  }
  const off = problem.shortestOff.days[clinician]!;
  if (off > 1) {
    const short = shortOff(flagCount, flag, off, first, last, start);
    const level = problem.shortestOff.level[clinician]!;
    levels[level] = levels[level]! + sign * short * problem.shortestOff.weight[clinician]!;
  }
}

/** By how much days off fall short of `off` when this one becomes a day of work; only what is shorter is looked at. */
function shortOff(
  flagCount: Int32Array,
  flag: number,
  off: number,
  first: number,
  last: number,
  start: number,
): number {
  let left = flag;
  while (left > first && flag - left < off && flagCount[left - 1] === 0) left -= 1;
  let right = flag;
  while (right < last && right - flag < off && flagCount[right + 1] === 0) right += 1;
  const before = flag > start ? flag - left : 0;
  const after = right - flag;
  const joined = right - left + 1;
  let short = 0;
  if (before > 0 && before < off && left > first) short += off - before;
  if (after > 0 && after < off && right < last) short += off - after;
  if (joined < off && left > first && right < last) short -= off - joined;
  return short;
}

/**
 * How many days from `start` on, up to `right`, have a full `longest` days of the run that began at `left` before them.
 */
function tooLate(right: number, left: number, longest: number, start: number): number {
  const first = left + longest > start ? left + longest : start;
  return right >= first ? right - first + 1 : 0;
}
