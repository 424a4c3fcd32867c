import type { Component } from './components.js';
import type { Problem } from '../scoring/problem.js';
import type { Random } from '../search/random.js';

/**
 * The free pieces of a window: some days in a row of one component, drawn by how many pieces each has, as many as
 * `size` allows; `whole` when that is everything there is.
 */
export function choose(
  problem: Problem,
  components: readonly Component[],
  size: number,
  random: Random,
): { free: Int32Array; whole: boolean } {
  const total = components.reduce((sum, { pieces }) => sum + pieces.length, 0);
  let drawn = random.below(total);
  const component = components.find(({ pieces }) => (drawn -= pieces.length) < 0) ?? components[0]!;
  const { pieces } = component;
  if (size >= pieces.length) return { free: pieces, whole: pieces.length === total };
  const perDay = new Int32Array(problem.days);
  const dayOf = (piece: number) => problem.dayOfLine[piece % problem.lineCount]!;
  for (const piece of pieces) perDay[dayOf(piece)]! += 1;
  const start = random.below(problem.days);
  let from = start;
  let to = start;
  let count = perDay[start]!;
  // Grows on both sides, as far as whole days fit.
  for (let grown = true; grown;) {
    grown = false;
    if (to + 1 < problem.days && count + perDay[to + 1]! <= size) {
      count += perDay[(to += 1)]!;
      grown = true;
    }
    if (from > 0 && count + perDay[from - 1]! <= size) {
      count += perDay[(from -= 1)]!;
      grown = true;
    }
  }
  return { free: pieces.filter((piece) => dayOf(piece) >= from && dayOf(piece) <= to), whole: false };
}
