import type { Block } from './bound-blocks.js';
import { costOf } from './bound-choices.js';
import type { Problem } from '../scoring/problem.js';

/** The choices of one clinician's day, in numbers. Items are numbers of the part. */
export interface Day {
  /** What choice k holds or raises: `items[at]` for at in `[start[k], start[k + 1])`. */
  start: Int32Array;
  items: Int32Array;
  cost: Float64Array;
  /** How many pieces choice k holds: the first of its items. */
  pieces: Uint16Array;
  /** Amounts that the day can add to the week, each once; and for each choice which of them it adds. */
  amounts: Float64Array;
  amountOf: Int32Array;
  /**
   * Indexed by the position of a sum of amounts so far, times the number of amounts, plus the amount: the sum's
   * position after this day.
   */
  next: Int32Array;
}

/** One clinician's week, prepared for being decided many times. */
export interface Week {
  clinician: number;
  days: readonly Day[];
  /** The sums of amounts that the week can end with, and what each costs; Infinity for what is prohibited. */
  sums: Float64Array;
  ends: Float64Array;
}

/** `itemOf`: the part's number of a piece or (behind the pieces) a flag. */
export function weekOf(problem: Problem, block: Block, itemOf: (item: number) => number): Week {
  let sums = Float64Array.of(0);
  const days = block.days.map((choices): Day => {
    const held = choices.map(({ pieces, flags }) => [...pieces, ...flags.map((flag) => problem.pieceCount + flag)]);
    const start = new Int32Array(choices.length + 1);
    held.forEach((items, choice) => (start[choice + 1] = start[choice]! + items.length));
    const amounts = Float64Array.from(new Set(choices.map(({ amount }) => amount)));
    const places = new Map<number, number>();
    const next = new Int32Array(sums.length * amounts.length);
    sums.forEach((sum, from) => {
      amounts.forEach((amount, at) => {
        const place = places.get(sum + amount) ?? places.size;
        places.set(sum + amount, place);
        next[from * amounts.length + at] = place;
      });
    });
    sums = Float64Array.from(places.keys());
    return {
      start,
      items: Int32Array.from(held.flat(), itemOf),
      cost: Float64Array.from(choices, ({ cost }) => cost),
      pieces: Uint16Array.from(choices, ({ pieces }) => pieces.length),
      amounts,
      amountOf: Int32Array.from(choices, ({ amount }) => amounts.indexOf(amount)),
      next,
    };
  });
  const ends = sums.map((sum) =>
    block.counters.reduce((cost, counter) => cost + costOf(problem, counter, block.base + sum, block.pinned), 0),
  );
  // Where no end is lawful there is no lawful rota to bound.
  return {
    clinician: block.clinician,
    days,
    sums,
    ends: ends.every((cost) => cost === Infinity) ? ends.fill(0) : ends,
  };
}
