import type { Problem } from '../scoring/problem.js';

/**
 * Items (pieces and flags) that several blocks share, and what each value of their sum costs: convex, linear between
 * the points.
 */
export interface Sum {
  items: Int32Array;
  amounts: Float64Array;
  /** Before anything is held. */
  base: number;
  /** The values at which the cost bends, from the least to the largest that a lawful rota can have. */
  points: Float64Array;
  costs: Float64Array;
}

export interface Shared {
  counter: number;
  /** Its value before anything is held. */
  base: number;
  members: readonly { item: number; amount: number }[];
}

/**
 * One sum for all counters of the same items: wanted posts and posts that must not be exceeded are one number, and so
 * need one price. What pins exceed by themselves is inherited.
 */
export function sumsOf(problem: Problem, shared: readonly Shared[], pinned: Int32Array): Sum[] {
  const alike = Map.groupBy(shared, ({ members }) => members.map(({ item, amount }) => `${item}:${amount}`).join());
  return Array.from(alike.values(), (group) => sumOf(problem, group, pinned));
}

function sumOf(problem: Problem, group: readonly Shared[], pinned: Int32Array): Sum {
  const { counterLow, counterHigh, counterWeight, counterLevel } = problem;
  const [{ base, members }] = group as readonly [Shared, ...Shared[]];
  let least = members.reduce((sum, { amount }) => sum + Math.min(0, amount), base);
  let most = members.reduce((sum, { amount }) => sum + Math.max(0, amount), base);
  const priced: { low: number; high: number; weight: number }[] = [];
  for (const { counter, base: own } of group) {
    const shift = own - base;
    const low = counterLow[counter]! - shift;
    const high = counterHigh[counter]! - shift;
    if (counterLevel[counter] === 0) {
      most = Math.min(most, Math.max(high, pinned[counter]! - shift));
      least = Math.max(least, low);
    } else priced.push({ low, high, weight: counterWeight[counter]! });
  }
  // Limits that no rota can keep bound nothing: then there is no lawful rota.
  if (least > most) least = most;
  const bends = priced.flatMap(({ low, high }) => [low, high]).filter((value) => value > least && value < most);
  const points = Float64Array.from(new Set([least, ...bends, most])).sort();
  const cost = (value: number) =>
    priced.reduce(
      (sum, { low, high, weight }) => sum + (Math.max(0, value - high) + Math.max(0, low - value)) * weight,
      0,
    );
  return {
    items: Int32Array.from(members, ({ item }) => item),
    amounts: Float64Array.from(members, ({ amount }) => amount),
    base,
    points,
    costs: points.map(cost),
  };
}
