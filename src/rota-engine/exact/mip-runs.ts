import type { MipContext } from './mip-context.js';
import type { RunLimits } from '../scoring/problem.js';

/** A day as part of a row: a column, or its value in every solution. */
type Day = { column: number } | { worked: 0 | 1 };

/**
 * Runs as rows over windows of days: of `longest + 1` days in a row one is off. A run of work (or of days off) that is
 * too short is a pattern of one day before it, its days and one after it. Days outside what is known take no part.
 */
export function runRows(context: MipContext, flagColumn: (flag: number) => number): void {
  const { problem, flags, raisers } = context;
  const width = problem.historyDays + problem.days;
  for (let clinician = 0; clinician < problem.clinicianCount; clinician += 1) {
    if (problem.hasRuns[clinician] === 0) continue;
    const days = Array.from({ length: width }, (_, at): Day => {
      const flag = clinician * width + at;
      if (flags[flag]! > 0) return { worked: 1 };
      return raisers.has(flag) ? { column: flagColumn(flag) } : { worked: 0 };
    });
    if (!days.some((day) => 'column' in day)) continue;
    longestRows(context, clinician, days);
    shortestRows(context, problem.shortestWork, clinician, days, 1);
    shortestRows(context, problem.shortestOff, clinician, days, 0);
  }
}

function longestRows(context: MipContext, clinician: number, days: readonly Day[]): void {
  const { longestWork, historyDays } = context.problem;
  const longest = longestWork.days[clinician]!;
  if (longest === 0) return;
  for (let last = Math.max(historyDays, longest); last < days.length; last += 1) {
    pattern(context, longestWork, clinician, {
      run: days.slice(last - longest, last + 1),
      ends: [],
      work: 1,
      units: 1,
    });
  }
}

function shortestRows(
  context: MipContext,
  limits: RunLimits,
  clinician: number,
  days: readonly Day[],
  work: 0 | 1,
): void {
  const shortest = limits.days[clinician]!;
  for (let length = 1; length < shortest; length += 1) {
    for (let first = 1; first + length < days.length; first += 1) {
      if (first + length - 1 < context.problem.historyDays) continue;
      const ends = [days[first - 1]!, days[first + length]!];
      const run = days.slice(first, first + length);
      pattern(context, limits, clinician, { run, ends, work, units: shortest - length });
    }
  }
}

interface Pattern {
  /** Days that are all worked (`work` 1) or all off (0) ... */
  run: readonly Day[];
  /** ... between days that are the opposite. */
  ends: readonly Day[];
  work: 0 | 1;
  units: number;
}

/** The pattern must not be complete, or costs its units when it is. */
function pattern(
  { builder, options, replaced }: MipContext,
  limits: RunLimits,
  clinician: number,
  { run, ends, work, units }: Pattern,
): void {
  const level = limits.level[clinician]!;
  const price = units * limits.weight[clinician]! * (options.lambdas[level] ?? 0);
  const columns: number[] = [];
  const amounts: number[] = [];
  // Sum over the days of "is as the pattern asks", at most one less than all.
  let most = run.length + ends.length - 1;
  let complete = true;
  for (const [day, wanted] of [
    ...run.map((day) => [day, work] as const),
    ...ends.map((day) => [day, 1 - work] as const),
  ]) {
    const now = 'column' in day ? 0 : day.worked;
    if (now !== wanted) complete = false;
    if ('worked' in day) {
      if (day.worked !== wanted) return;
      most -= 1;
    } else if (wanted === 1) {
      columns.push(day.column);
      amounts.push(1);
    } else {
      columns.push(day.column);
      amounts.push(-1);
      most -= 1;
    }
  }
  if (columns.length === 0) return;
  if (complete) replaced.cost += price;
  if (level !== 0 || options.prohibitions === 'COSTS') {
    columns.push(builder.column(price, 0, Infinity, false));
    amounts.push(-1);
  }
  builder.row(-Infinity, most, columns, amounts);
}
