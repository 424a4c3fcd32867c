import { counterValues, flagCounts, score } from '../scoring/evaluate.js';
import { MipBuilder, type MipArrays } from './mip-builder.js';
import { clashRows, exclude } from './mip-clashes.js';
import { counts, type MipContext, type MipOptions } from './mip-context.js';
import { runRows } from './mip-runs.js';
import { supportRows } from './mip-supports.js';
import { tourRows } from './mip-tours.js';
import type { Problem } from '../scoring/problem.js';

export interface Mip {
  arrays: MipArrays;
  /** The piece of each column from 0 on; the columns after them are auxiliary. */
  pieces: Int32Array;
}

/**
 * The rota as a MIP, from the same terms that the kernel scores: for each choice of the free pieces without a clash,
 * its objective (offset included) is the kernel's `total(lambdas)`. With prohibitions as rows, a choice that breaks
 * one, beyond what the fixed pieces break by themselves, is infeasible.
 */
export function buildMip(problem: Problem, options: MipOptions): Mip {
  const builder = new MipBuilder();
  const columnOf = new Int32Array(problem.pieceCount).fill(-1);
  const free = options.free === null ? allFree(problem) : [...options.free];
  const last = problem.levelCount - 1;
  for (const piece of free) {
    columnOf[piece] = builder.column((options.lambdas[last] ?? 0) * (problem.pieceCost[piece] ?? 0), 0, 1, true);
  }
  const fixedPieces = [...new Set([...problem.pins, ...options.held])].filter((piece) => columnOf[piece] === -1);
  const fixed = new Uint8Array(problem.pieceCount);
  for (const piece of fixedPieces) fixed[piece] = 1;
  const flags = flagCounts(problem, fixedPieces);
  const context: MipContext = {
    problem,
    builder,
    options,
    columnOf,
    fixed,
    fixedPieces,
    flags,
    raisers: raisersOf(problem, free),
    replaced: { cost: 0 },
  };

  clashRows(context, free);
  const flagColumn = flagColumns(context);
  counterRows(context, free, flagColumn);
  runRows(context, flagColumn);
  supportRows(context, free);
  tourRows(context, free);

  const around = score(problem, fixedPieces).reduce(
    (sum, cost, level) => sum + cost * (options.lambdas[level] ?? 0),
    0,
  );
  return { arrays: builder.arrays(around - context.replaced.cost), pieces: Int32Array.from(free) };
}

function allFree(problem: Problem): number[] {
  const pieces: number[] = [];
  problem.eligible.forEach((may, piece) => {
    if (may === 1) pieces.push(piece);
  });
  return pieces;
}

function raisersOf(problem: Problem, free: readonly number[]): Map<number, number[]> {
  const raisers = new Map<number, number[]>();
  for (const piece of free) {
    for (let at = problem.flagStart[piece]!; at < problem.flagStart[piece + 1]!; at += 1) {
      const flag = problem.flagOfPiece[at]!;
      const known = raisers.get(flag);
      if (known === undefined) raisers.set(flag, [piece]);
      else known.push(piece);
    }
  }
  return raisers;
}

/** Gives the column of a flag, made at the first call: up exactly when one of its pieces is. */
function flagColumns({ builder, columnOf, raisers, problem }: MipContext): (flag: number) => number {
  const columns = new Map<number, number>();
  return (flag) => {
    const known = columns.get(flag);
    if (known !== undefined) return known;
    const pieces = raisers.get(flag) ?? [];
    const own = pieces.map((piece) => columnOf[piece]!);
    if (own.length === 1) {
      columns.set(flag, own[0]!);
      return own[0]!;
    }
    const column = builder.column(0, 0, 1, false);
    columns.set(flag, column);
    if (exclude(problem, pieces)) {
      builder.row(0, 0, [column, ...own], [1, ...own.map(() => -1)]);
      return column;
    }
    for (const each of own) builder.row(0, Infinity, [column, each], [1, -1]);
    builder.row(-Infinity, 0, [column, ...own], [1, ...own.map(() => -1)]);
    return column;
  };
}

function counterRows(context: MipContext, free: readonly number[], flagColumn: (flag: number) => number): void {
  const { problem, builder, columnOf, flags, raisers, fixedPieces } = context;
  const values = counterValues(problem, fixedPieces, flags);
  const touched = new Map<number, { columns: number[]; amounts: number[] }>();
  const count = (item: number, column: () => number) => {
    for (let at = problem.itemStart[item]!; at < problem.itemStart[item + 1]!; at += 1) {
      const counter = problem.itemCounter[at]!;
      if (!counts(context, problem.counterLevel[counter]!)) continue;
      const terms = touched.get(counter) ?? { columns: [], amounts: [] };
      touched.set(counter, terms);
      terms.columns.push(column());
      terms.amounts.push(problem.itemAmount[at]!);
    }
  };
  for (const piece of free) count(piece, () => columnOf[piece]!);
  for (const flag of raisers.keys()) if (flags[flag] === 0) count(problem.pieceCount + flag, () => flagColumn(flag));
  for (const [counter, terms] of touched) counterRow(context, counter, values[counter]!, joined(terms));
  if (context.options.prohibitions === 'ROWS') {
    values.forEach((value, counter) => {
      // A minimum that no free piece can reach: no choice is lawful.
      const missed = problem.counterLevel[counter] === 0 && value < problem.counterLow[counter]!;
      if (missed && !touched.has(counter)) builder.row(1, Infinity, [], []);
    });
  }
}

function counterRow(
  { problem, builder, options, replaced }: MipContext,
  counter: number,
  value: number,
  { columns, amounts }: { columns: number[]; amounts: number[] },
): void {
  const low = problem.counterLow[counter]!;
  const high = problem.counterHigh[counter]!;
  const level = problem.counterLevel[counter]!;
  const price = problem.counterWeight[counter]! * (options.lambdas[level] ?? 0);
  const most = amounts.reduce((sum, amount) => sum + Math.max(0, amount), value);
  const least = amounts.reduce((sum, amount) => sum + Math.min(0, amount), value);
  if (most <= high && least >= low) return;
  if (level === 0 && options.prohibitions === 'ROWS') {
    // What the fixed pieces already exceed is inherited: nothing may be added to it.
    builder.row(
      least >= low ? -Infinity : low - value,
      most <= high ? Infinity : Math.max(high, value) - value,
      columns,
      amounts,
    );
    replaced.cost += Math.max(0, low - value) * price;
    return;
  }
  replaced.cost += (Math.max(0, value - high) + Math.max(0, low - value)) * price;
  if (least < low) {
    columns.push(builder.column(price, 0, Infinity, false));
    amounts.push(1);
  }
  if (most > high) {
    columns.push(builder.column(price, 0, Infinity, false));
    amounts.push(-1);
  }
  builder.row(least < low ? low - value : -Infinity, most > high ? high - value : Infinity, columns, amounts);
}

/** A flag with one free piece is that piece's column, which may already be there. */
function joined({ columns, amounts }: { columns: number[]; amounts: number[] }) {
  const sums = new Map<number, number>();
  for (const [at, column] of columns.entries()) sums.set(column, (sums.get(column) ?? 0) + (amounts[at] ?? 0));
  return { columns: [...sums.keys()], amounts: [...sums.values()] };
}
