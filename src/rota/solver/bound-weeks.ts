import { type Block, priceOf } from './bound-blocks.js';
import type { Problem } from './problem.js';

/** A block's days with what does not change from one pricing to the next. */
export interface Week {
  block: Block;
  /** Amounts that a day can add, each once; and for each choice which of them it adds. */
  amounts: readonly Float64Array[];
  amountOf: readonly Int32Array[];
  /** By day and amount sum so far, the place of each sum after the next day's amounts. */
  sums: readonly Float64Array[];
  next: readonly Int32Array[];
  /** What each sum at the end costs. */
  ends: Float64Array;
}

/** The block ready to be decided again and again. */
export function weekOf(problem: Problem, block: Block): Week {
  const amounts = block.days.map((choices) => Float64Array.from(new Set(choices.map(({ amount }) => amount))));
  const amountOf = block.days.map((choices, day) =>
    Int32Array.from(choices, ({ amount }) => amounts[day]!.indexOf(amount)),
  );
  const sums = [Float64Array.of(0)];
  const next = amounts.map((own, day) => {
    const places = new Map<number, number>();
    const before = sums[day]!;
    const to = new Int32Array(before.length * own.length);
    before.forEach((sum, from) => {
      own.forEach((amount, at) => {
        const place = places.get(sum + amount) ?? places.size;
        places.set(sum + amount, place);
        to[from * own.length + at] = place;
      });
    });
    sums.push(Float64Array.from(places.keys()));
    return to;
  });
  const pinned = block.days.reduce((sum, choices) => sum + choices[0]!.amount, block.base);
  const ends = sums.at(-1)!.map((sum) => {
    const value = block.base + sum;
    return block.counters.reduce((cost, counter) => {
      if (problem.counterLevel[counter]! > 0) return cost + priceOf(problem, counter, value);
      return value > Math.max(problem.counterHigh[counter]!, pinned) ? Infinity : cost;
    }, 0);
  });
  return { block, amounts, amountOf, sums, next, ends };
}
