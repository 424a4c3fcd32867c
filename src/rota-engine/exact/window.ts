import type { Highs } from './load-highs.js';
import { better } from '../scoring/compare-levels.js';
import { type Kernel } from '../scoring/kernel.js';
import { buildMip } from './mip.js';
import type { Problem } from '../scoring/problem.js';

export interface WindowResult {
  /** The pieces of a better rota, or null. */
  pieces: Int32Array | null;
  nodes: number;
  /** Iterations of the simplex method that it took. */
  steps: number;
  /** Whether nothing better exists in the window. */
  proven: boolean;
  /** Whether it was given up because of `shouldStop`: its result then depends on the clock and must not be used. */
  interrupted: boolean;
  /**
   * A bound on the cost of the whole rota with everything outside the window as it is; -Infinity when none was found.
   */
  bound: number;
}

export interface WindowOptions {
  held: Int32Array;
  free: Int32Array;
  lambdas: Float64Array;
  maximumNodes: number;
  /** After about this many iterations of the simplex method it ends with what it has. */
  maximumSteps: number;
  /** Costs closer than this count as equal; below one, none do, since all are whole numbers. */
  gap?: number;
  shouldStop: () => boolean;
}

/**
 * Decides the free pieces again, all at once and exactly as far as the nodes go, starting from the rota as it is. The
 * kernel scores the result: a solution counts only when it is lawful and better.
 */
export function solveWindow(highs: Highs, problem: Problem, kernel: Kernel, options: WindowOptions): WindowResult {
  const { held, free, lambdas, maximumNodes, maximumSteps, gap = 0.99, shouldStop } = options;
  const mip = buildMip(problem, { held, free, lambdas, prohibitions: 'ROWS' });
  const none = { pieces: null, nodes: 0, steps: 0, proven: false, interrupted: false, bound: -Infinity };
  if (mip.arrays.numCols === 0) return { ...none, proven: true };
  kernel.load(held);
  const before = kernel.levels.slice();
  const start = Float64Array.from(mip.pieces, (piece) => kernel.held[piece]!);
  return highs.withModel(mip.arrays, (model) => {
    model.options.set({
      output_flag: false,
      mip_max_nodes: maximumNodes,
      mip_rel_gap: 0,
      mip_abs_gap: gap,
      random_seed: 1,
    });
    model.setSolution({ indices: Int32Array.from(mip.pieces.keys()), values: start });
    let interrupted = false;
    let steps = 0;
    const { mipInterrupt, simplexInterrupt } = highs.constants.callbackType;
    const stop = (event: { interrupt(): void }) => {
      if (shouldStop()) interrupted = true;
      if (interrupted || steps >= maximumSteps) event.interrupt();
      return undefined;
    };
    model.run({
      [mipInterrupt]: (event) => {
        steps = Number(event.data.mip_total_lp_iterations ?? 0);
        return stop(event);
      },
      [simplexInterrupt]: stop,
    });
    const status = model.getModelStatus();
    const proven = status === highs.constants.modelStatus.optimal;
    const nodes = Math.max(1, Number(model.info.get('mip_node_count')));
    const bound = Number(model.info.get('mip_dual_bound'));
    if (interrupted) return { ...none, nodes, steps, interrupted };
    const values = model.getSolution().colValue;
    const window = new Set<number>(free);
    const pieces = [...held].filter((piece) => !window.has(piece));
    mip.pieces.forEach((piece, at) => {
      if ((values[at] ?? 0) > 0.5) pieces.push(piece);
    });
    // Without an incumbent the values belong to a relaxation; the kernel's score shows it.
    kernel.load(Int32Array.from(pieces).sort());
    const improved = better(kernel.levels, before);
    return { pieces: improved ? kernel.pieces() : null, nodes, steps, proven, interrupted, bound };
  });
}
