import type { MipBuilder } from './mip-builder.js';
import type { Problem } from '../scoring/problem.js';

export interface MipOptions {
  /** The rota around them: what it holds of pieces that are not free stays. */
  held: Iterable<number>;
  /** The pieces to decide, or null for every one that is not pinned. */
  free: Iterable<number> | null;
  /** What a unit of each level costs. */
  lambdas: Float64Array;
  /** Whether prohibitions are rows that no solution breaks, or costs like everything else (clashes are always rows). */
  prohibitions: 'ROWS' | 'COSTS';
}

/** What the generators of rows share: the problem with the free pieces taken out, and the columns made so far. */
export interface MipContext {
  problem: Problem;
  builder: MipBuilder;
  options: MipOptions;
  /** Column by piece; -1 where a piece is not free. */
  columnOf: Int32Array;
  /** By piece: held and not free. */
  fixed: Uint8Array;
  fixedPieces: readonly number[];
  flags: Int32Array;
  /** By flag: its free pieces; undefined for none. */
  raisers: ReadonlyMap<number, readonly number[]>;
  /** What terms that now have rows cost while no free piece is held: the columns hold that cost instead. */
  replaced: { cost: number };
}

/** A term without cost needs no row: filling the most posts means leaving all preferences out. */
export function counts({ options }: MipContext, level: number): boolean {
  return options.lambdas[level] !== 0 || (level === 0 && options.prohibitions === 'ROWS');
}
