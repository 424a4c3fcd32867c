import type { Line } from '../model/model.js';
import { about } from '../model/subject.js';
import type { Charged } from './charged.js';
import { clashCost, type Problem } from './problem.js';
import { chargesOfRuns } from './evaluate-runs.js';
import { chargesOfTours } from './evaluate-tours.js';
import { piecesIn } from './pieces.js';

/** The score of a rota computed from scratch, level by level, including what pins and the past break by themselves. */
export function evaluate(problem: Problem, pieces: Iterable<number>): Float64Array {
  const levels = new Float64Array(problem.levelCount);
  for (const { level, cost } of charges(problem, pieces)) levels[level] = (levels[level] ?? 0) + cost;
  return levels;
}

/** The same in the kernel's terms: without what pins and the past break and nobody can mend on level 0. */
export function score(problem: Problem, pieces: Iterable<number>): Float64Array {
  const levels = evaluate(problem, pieces);
  levels[0] = levels[0]! - inheritedCost(problem);
  return levels;
}

const inheritedCosts = new WeakMap<Problem, number>();

/** What pins and the past break of prohibitions and nobody can mend: the kernel's level 0 starts above it. */
export function inheritedCost(problem: Problem): number {
  const known = inheritedCosts.get(problem);
  if (known !== undefined) return known;
  let sum = 0;
  for (const { level, cost, monotone } of charges(problem, problem.pins)) if (level === 0 && monotone) sum += cost;
  inheritedCosts.set(problem, sum);
  return sum;
}

/**
 * Every cost of the rota that holds the pieces, one at a time and without any increment. The kernel's deltas are tested
 * against this, and explanations are made of it. Wants that are met are not listed, so costs are never negative.
 * `allowance`: by support, how many dependents cost nothing; the pinned ones unless given.
 */
export function charges(
  problem: Problem,
  pieces: Iterable<number>,
  allowance: Int32Array = problem.supportAllowance,
): Charged[] {
  const held = new Uint8Array(problem.pieceCount);
  for (const piece of pieces) held[piece] = 1;
  const list = [...piecesIn(held)];
  const flags = flagCounts(problem, list);
  return [
    ...chargesOfCounters(problem, counterValues(problem, list, flags)),
    ...chargesOfRuns(problem, flags),
    ...chargesOfSupports(problem, list, allowance),
    ...chargesOfClashes(problem, list),
    ...chargesOfTours(problem, list),
    ...chargesOfSingles(problem, held),
  ];
}

export function flagCounts(problem: Problem, pieces: readonly number[]): Int32Array {
  const counts = problem.flagBase.slice();
  for (const piece of pieces) {
    for (let at = problem.flagStart[piece]!; at < problem.flagStart[piece + 1]!; at += 1) {
      const flag = problem.flagOfPiece[at]!;
      counts[flag] = counts[flag]! + 1;
    }
  }
  return counts;
}

export function counterValues(problem: Problem, pieces: readonly number[], flags: Int32Array): Int32Array {
  const values = problem.counterBase.slice();
  const count = (item: number) => {
    for (let at = problem.itemStart[item]!; at < problem.itemStart[item + 1]!; at += 1) {
      const counter = problem.itemCounter[at]!;
      values[counter] = values[counter]! + problem.itemAmount[at]!;
    }
  };
  for (const piece of pieces) count(piece);
  flags.forEach((up, flag) => {
    if (up > 0) count(problem.pieceCount + flag);
  });
  return values;
}

function chargesOfCounters(problem: Problem, values: Int32Array): Charged[] {
  const found: Charged[] = [];
  values.forEach((value, index) => {
    const over = Math.max(0, value - problem.counterHigh[index]!);
    const under = Math.max(0, problem.counterLow[index]! - value);
    const cost = (over + under) * problem.counterWeight[index]!;
    const counter = problem.terms.counters[index];
    if (cost === 0 || counter === undefined) return;
    const { rule, subject, units } = counter;
    const level = problem.counterLevel[index]!;
    found.push({
      rule,
      level,
      cost,
      subject,
      index,
      sort: 'COUNTER',
      monotone: over > 0,
      amount: (over + under) * units,
    });
  });
  return found;
}

function chargesOfSupports(problem: Problem, pieces: readonly number[], allowance: Int32Array): Charged[] {
  const dependents = new Int32Array(problem.supportBase.length);
  const supporters = problem.supportBase.slice();
  for (const piece of pieces) {
    for (let at = problem.supportStart[piece]!; at < problem.supportStart[piece + 1]!; at += 1) {
      const entry = problem.supportOfPiece[at]!;
      const counts = (entry & 1) === 1 ? supporters : dependents;
      counts[entry >> 1] = counts[entry >> 1]! + 1;
    }
  }
  const found: Charged[] = [];
  dependents.forEach((count, index) => {
    const counted = supporters[index]! > 0 ? 0 : Math.max(0, count - allowance[index]!);
    const cost = counted * problem.supportWeight[index]!;
    const support = problem.terms.supports[index];
    if (cost === 0 || support === undefined) return;
    const { rule, subject, units } = support;
    const level = problem.supportLevel[index]!;
    found.push({
      rule,
      level,
      cost,
      subject,
      index,
      sort: 'SUPPORT',
      monotone: false,
      amount: counted * units,
    });
  });
  return found;
}

/** The first rule of the list that prohibits the pair: it belongs to that one. */
export function clashingRule(
  { model, rules, settings }: Problem,
  clinician: number,
  earlier: Line,
  later: Line,
): number {
  return rules.findIndex(
    ({ clashes }, index) =>
      settings[index]?.hardness === 'PROHIBITS' && clashes?.(model, clinician, earlier, later) === true,
  );
}

function chargesOfClashes(problem: Problem, pieces: readonly number[]): Charged[] {
  const { model, lineCount, bandReach } = problem;
  const found: Charged[] = [];
  for (const [place, piece] of pieces.entries()) {
    const clinician = Math.floor(piece / lineCount);
    const bits = problem.band[problem.bandGroup[clinician]!]!;
    for (let next = place + 1; next < pieces.length; next += 1) {
      const other = pieces[next]!;
      const distance = other - piece;
      if (Math.floor(other / lineCount) !== clinician || distance > bandReach) break;
      const line = piece % lineCount;
      if (bits[line * (2 * bandReach + 1) + distance + bandReach] === 0) continue;
      const earlier = model.lines[line]!;
      const later = model.lines[line + distance]!;
      const rule = clashingRule(problem, clinician, earlier, later);
      const subject = about({ clinician, line, other: later.index, day: later.day });
      found.push({ rule, level: 0, cost: clashCost, amount: 1, subject, index: -1, sort: 'CLASH', monotone: true });
    }
  }
  return found;
}

function chargesOfSingles(problem: Problem, held: Uint8Array): Charged[] {
  const level = problem.levelCount - 1;
  const found: Charged[] = [];
  for (const [index, { rule, piece, held: whenHeld, cost, amount }] of problem.terms.singles.entries()) {
    if ((held[piece] === 1) !== whenHeld) continue;
    const clinician = Math.floor(piece / problem.lineCount);
    const line = piece % problem.lineCount;
    const subject = about({ clinician, line, day: problem.dayOfLine[line] ?? -1 });
    found.push({ rule, level, cost, amount, subject, index, sort: 'SINGLE', monotone: whenHeld });
  }
  return found;
}
