import type { MipContext } from './mip-context.js';

/** Each free dependent is there only with a supporter, or costs; those that are fixed need one together. */
export function supportRows(context: MipContext, free: readonly number[]): void {
  const { problem, builder, options, columnOf, fixedPieces, replaced } = context;
  const sides = problem.supportBase.length * 2;
  const own: number[][] = Array.from({ length: sides }, () => []);
  const others = new Int32Array(sides);
  const entriesOf = (piece: number) =>
    problem.supportOfPiece.subarray(problem.supportStart[piece], problem.supportStart[piece + 1]);
  for (const piece of free) for (const entry of entriesOf(piece)) own[entry]!.push(columnOf[piece]!);
  for (const piece of fixedPieces) for (const entry of entriesOf(piece)) others[entry]! += 1;
  problem.supportBase.forEach((base, support) => {
    const dependents = own[support * 2]!;
    const supporters = own[support * 2 + 1]!;
    if (base + others[support * 2 + 1]! > 0 || (dependents.length === 0 && supporters.length === 0)) return;
    const level = problem.supportLevel[support]!;
    const price = problem.supportWeight[support]! * (options.lambdas[level] ?? 0);
    const rows = level === 0 && options.prohibitions === 'ROWS';
    const waiting = Math.max(0, others[support * 2]! - problem.supportAllowance[support]!);
    // dependents - supporters - short <= 0
    const ask = (columns: number[], amounts: number[], least: number, cost: number) => {
      const short = rows ? [] : [builder.column(cost, 0, Infinity, false)];
      builder.row(
        least,
        Infinity,
        [...columns, ...supporters, ...short],
        [...amounts, ...supporters.map(() => 1), ...short.map(() => 1)],
      );
    };
    for (const dependent of dependents) ask([dependent], [-1], 0, price);
    if (waiting === 0) return;
    replaced.cost += waiting * price;
    ask([], [], 1, waiting * price);
  });
}
