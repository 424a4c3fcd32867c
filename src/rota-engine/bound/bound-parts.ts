import { type Blocks, blocksOf } from './bound-blocks.js';
import type { Sum } from './bound-sums.js';
import { type Week, weekOf } from './bound-weeks.js';
import type { Problem } from '../scoring/problem.js';

/**
 * Weeks connected by shared sums and flags, with nothing in common with other parts; items have numbers of their own.
 */
export interface Part {
  clinicians: readonly number[];
  /** The piece or (after the pieces) the flag of each of the part's items. */
  items: Int32Array;
  weeks: readonly Week[];
  sums: readonly Sum[];
  /** Flags that several days raise, each with the items that do. */
  spanning: readonly { flag: number; raisers: Int32Array }[];
}

export interface Parts {
  /** The smallest first. */
  parts: readonly Part[];
  /** The cost that is the same whatever is held. */
  constant: number;
}

/** The relaxation of a problem, part by part; null when somebody's day leaves too many choices to list. */
export function partsOf(problem: Problem): Parts | null {
  const blocks = blocksOf(problem);
  if (blocks === null) return null;
  const { pieceCount, lineCount } = problem;
  const cliniciansOf = (item: number) =>
    (item < pieceCount ? [item] : blocks.raisers[item - pieceCount]!).map((piece) => Math.floor(piece / lineCount));
  const root = rootsOf(problem.clinicianCount, [
    ...blocks.sums.map(({ items }) => [...items].flatMap(cliniciansOf)),
    ...blocks.spanning.map(({ flag }) => cliniciansOf(pieceCount + flag)),
  ]);
  const sums = Map.groupBy(blocks.sums, ({ items }) => root(cliniciansOf(items[0]!)[0]!));
  const spanning = Map.groupBy(blocks.spanning, ({ raisers }) => root(Math.floor(raisers[0]! / lineCount)));
  const weeks = Map.groupBy(blocks.blocks, ({ clinician }) => root(clinician));
  const parts = Array.from(weeks, ([first, own]) =>
    partOf(problem, own, sums.get(first) ?? [], spanning.get(first) ?? []),
  );
  return { parts: parts.sort((a, b) => a.items.length - b.items.length), constant: blocks.constant };
}

function partOf(problem: Problem, blocks: Blocks['blocks'], sums: readonly Sum[], spanning: Blocks['spanning']): Part {
  const numbers = new Map<number, number>();
  const itemOf = (item: number) => {
    const known = numbers.get(item) ?? numbers.size;
    numbers.set(item, known);
    return known;
  };
  const own = {
    clinicians: [...new Set(blocks.map(({ clinician }) => clinician))],
    weeks: blocks.map((block) => weekOf(problem, block, itemOf)),
    sums: sums.map((sum) => ({ ...sum, items: sum.items.map(itemOf) })),
    spanning: spanning.map(({ flag, raisers }) => ({
      flag: itemOf(problem.pieceCount + flag),
      raisers: Int32Array.from(raisers, itemOf),
    })),
  };
  return { ...own, items: Int32Array.from(numbers.keys()) };
}

/** Gives one member for each set of numbers that the groups connect. */
function rootsOf(count: number, groups: readonly (readonly number[])[]): (member: number) => number {
  const above = Int32Array.from({ length: count }, (_, member) => member);
  const root = (member: number): number => {
    let at = member;
    while (above[at]! !== at) at = above[at] = above[above[at]!]!;
    return at;
  };
  for (const [first, ...others] of groups) {
    for (const other of others) if (first !== undefined) above[root(other)] = root(first);
  }
  return root;
}
