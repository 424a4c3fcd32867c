import type { Problem } from '../scoring/problem.js';

/** A day with more choices is not listed. */
const mostChoices = 20_000;

/** Every set of the day's lines that the clinician can hold together, pins always among them; null for too many. */
export function choicesOf(problem: Problem, clinician: number, lines: readonly number[]): number[][] | null {
  const { band, bandGroup, bandReach, eligible, lineCount, dayWidth } = problem;
  const bits = band[bandGroup[clinician]!]!;
  const clash = (line: number, other: number) =>
    Math.abs(other - line) <= bandReach && bits[line * (2 * bandReach + 1) + other - line + bandReach] === 1;
  const pinned = lines.filter((line) => eligible[clinician * lineCount + line] === 2);
  const free = lines.filter((line) => eligible[clinician * lineCount + line] === 1);
  const sets: number[][] = [pinned];
  for (const line of free) {
    for (let at = sets.length - 1; at >= 0; at -= 1) {
      const set = sets[at]!;
      if (set.length < dayWidth && set.every((other) => !clash(line, other))) sets.push([...set, line]);
    }
    if (sets.length > mostChoices) return null;
  }
  return sets;
}

export function flagsOf(problem: Problem, pieces: readonly number[]): number[] {
  return [
    ...new Set(
      pieces.flatMap((piece) => [
        ...problem.flagOfPiece.subarray(problem.flagStart[piece], problem.flagStart[piece + 1]),
      ]),
    ),
  ];
}

/** What the sites of one day cost: each pair of them, and each site above a number. */
export function costOfSites(problem: Problem, lines: readonly number[]): number {
  const { siteOfLine, siteCount, sitePairCost, sitePairLevel, sitesHigh, sitesLevel, sitesWeight } = problem;
  const sites = [...new Set(lines.map((line) => siteOfLine[line]!))];
  let cost = sitesLevel > 0 ? Math.max(0, sites.length - sitesHigh) * sitesWeight : 0;
  if (sitePairLevel === 0) return cost;
  sites.forEach((here, at) => {
    for (const there of sites.slice(at + 1)) cost += sitePairCost[here * siteCount + there]!;
  });
  return cost;
}

/** What a counter costs at a value: Infinity where that is prohibited, beyond what the pins break by themselves. */
export function costOf(problem: Problem, counter: number, value: number, pinned: number): number {
  if (problem.counterLevel[counter]! > 0) return priceOf(problem, counter, value);
  const { counterHigh, counterLow } = problem;
  return value > Math.max(counterHigh[counter]!, pinned) || value < counterLow[counter]! ? Infinity : 0;
}

/** What a counter that is not a prohibition costs at a value. */
export function priceOf({ counterLow, counterHigh, counterWeight }: Problem, counter: number, value: number): number {
  const over = Math.max(0, value - counterHigh[counter]!);
  const under = Math.max(0, counterLow[counter]! - value);
  return (over + under) * counterWeight[counter]!;
}
