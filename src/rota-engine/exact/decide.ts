import type { Kernel } from '../scoring/kernel.js';
import type { Highs } from './load-highs.js';
import { buildMip } from './mip.js';
import type { Problem } from '../scoring/problem.js';

export interface DecideOptions {
  /** The rota to start from; what it holds of pieces that are not free stays. It may break something. */
  held: Iterable<number>;
  free: Int32Array;
  lambdas: Float64Array;
  maximumNodes: number;
  /** Sets of pieces that must not all be held together: answers that are already known. */
  without: readonly (readonly number[])[];
}

export interface Decision {
  /** The best lawful rota found, all of it; null when none was. The kernel then holds it. */
  pieces: Int32Array | null;
  /** Whether nothing cheaper exists, or nothing lawful at all, with everything that is not free as it is. */
  proven: boolean;
  /** No such rota has a lower weighed cost; null when no bound was found. */
  bound: number | null;
  nodes: number;
}

/**
 * The cheapest lawful choice of the free pieces, exact as far as the nodes go. Prohibitions are rows; costs are weighed
 * by `lambdas`, which are whole numbers, so that a gap below one means none. The kernel scores the result. These models
 * are small and start from a rota that is nearly always the best already: presolve, the feasibility jump and the search
 * for symmetries would take three quarters of the time.
 */
export function decide(highs: Highs, kernel: Kernel, options: DecideOptions): Decision {
  const { problem } = kernel;
  const { held, free, lambdas, maximumNodes, without } = options;
  const start = new Set(held);
  const isFree = new Set(free);
  const outside = [...start].filter((piece) => !isFree.has(piece));
  const mip = buildMip(problem, { held: outside, free, lambdas, prohibitions: 'ROWS' });
  if (mip.arrays.numCols === 0) return scored(kernel, outside, { proven: true, bound: mip.arrays.offset, nodes: 0 });
  const columnOf = new Map(Array.from(mip.pieces, (piece, column) => [piece, column]));
  return highs.withModel(mip.arrays, (model) => {
    model.options.set({
      output_flag: false,
      mip_max_nodes: maximumNodes,
      mip_rel_gap: 0,
      mip_abs_gap: 0.99,
      random_seed: 1,
      presolve: 'off',
      mip_heuristic_run_feasibility_jump: false,
      mip_detect_symmetry: false,
    });
    for (const pieces of without) {
      const inside = pieces.flatMap((piece) => columnOf.get(piece) ?? []);
      // A set that is partly decided elsewhere is together only if that part is held.
      if (pieces.some((piece) => !columnOf.has(piece) && !start.has(piece))) continue;
      model.addRow(-Infinity, inside.length - 1, {
        indices: Int32Array.from(inside).sort(),
        values: new Float64Array(inside.length).fill(1),
      });
    }
    model.setSolution({
      indices: Int32Array.from(mip.pieces.keys()),
      values: Float64Array.from(mip.pieces, (piece) => (start.has(piece) ? 1 : 0)),
    });
    model.run();
    const status = model.getModelStatus();
    const { optimal, infeasible } = highs.constants.modelStatus;
    const nodes = Number(model.info.get('mip_node_count'));
    if (status === infeasible) return { pieces: null, proven: true, bound: null, nodes };
    const bound = Number(model.info.get('mip_dual_bound'));
    const values = model.getSolution().colValue;
    const chosen = [...mip.pieces].filter((_, column) => (values[column] ?? 0) > 0.5);
    const known = { proven: status === optimal, bound: Number.isFinite(bound) ? bound : null, nodes };
    return scored(kernel, [...outside, ...chosen], known);
  });
}

/** At a limit without an incumbent the values belong to a relaxation; the kernel's score shows it. */
function scored(kernel: Kernel, pieces: readonly number[], known: Omit<Decision, 'pieces'>): Decision {
  kernel.load(Int32Array.from(pieces));
  return kernel.levels[0] === 0 ? { pieces: kernel.pieces(), ...known } : { pieces: null, ...known };
}

/** What was decided, or the rota known before where that is cheaper or all there is; the kernel then holds it. */
export function cheaper<Known extends Int32Array | null>(
  kernel: Kernel,
  lambdas: Float64Array,
  decided: Int32Array | null,
  known: Known,
): Int32Array | Known {
  if (known === null) {
    if (decided !== null) kernel.load(decided);
    return decided ?? known;
  }
  kernel.load(known);
  if (decided === null) return known;
  const cost = kernel.total(lambdas);
  kernel.load(decided);
  if (kernel.total(lambdas) <= cost) return decided;
  kernel.load(known);
  return known;
}

/**
 * One number for a score where a MIP needs one: preferences count once, each duty four times as much as the next lower
 * one, on top of the weights of the rules. Prohibitions have no weight: they are rows.
 */
export function rankWeights({ levelCount }: Problem): Float64Array {
  return Float64Array.from({ length: levelCount }, (_, level) => (level === 0 ? 0 : 4 ** (levelCount - 1 - level)));
}
