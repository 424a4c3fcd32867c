import type { Highs } from './load-highs.js';
import { componentsOf, type Component } from './components.js';
import { LagrangianBound } from './bound.js';
import { Kernel } from './kernel.js';
import type { Problem } from './problem.js';
import { Random } from './random.js';
import { better, Search, stride } from './search.js';
import { solveWindow } from './window.js';

export interface LegResult {
  /** The lane's best rota when it is better than what the leg began with (or the leg is the first), else null. */
  pieces: Int32Array | null;
  levels: Float64Array;
  iterations: number;
  nodes: number;
  /** A proven bound on the total, or -Infinity. */
  bound: number;
  /** Cut off by `shouldStop`: the leg does not count. */
  interrupted: boolean;
}

/** Iterations of a leg: short ones first, so that a first rota is there soon and meetings are rare later. */
export function iterationsOfLeg(leg: number): number {
  return Math.min(512, 8 * 2 ** Math.floor(leg / 2)) * stride;
}

/** Nodes that one window may take. */
const nodesOfWindow = 40;

/** The second lane looks through windows from this leg on. */
const windowsFrom = 8;

/**
 * One of the two courses that search a rota side by side, in legs that depend on nothing but problem, seed and what the
 * lanes told each other at their meetings: lane 0 anneals, lane 1 anneals and later decides windows exactly and raises the
 * bound.
 */
export class Lane {
  private readonly search: Search;
  private readonly kernel: Kernel;
  private readonly random: Random;
  private readonly lambdas: Float64Array;
  private readonly components: readonly Component[];
  /** How many pieces a window has: grows while windows are solved to the end within their nodes. */
  private size = 400;
  private proven = false;
  private bound: LagrangianBound | null = null;

  constructor(
    private readonly problem: Problem,
    seed: number,
    private readonly number: 0 | 1,
    private readonly highs: Highs | null,
  ) {
    this.search = new Search(problem, seed + number);
    this.kernel = new Kernel(problem);
    this.random = new Random(seed + 7919 * (number + 1));
    this.lambdas = new Float64Array(problem.levelCount).fill(1);
    this.components = componentsOf(problem);
  }

  /** Goes one leg on from the best rota of both lanes. `nodesLeft`: how many nodes the budget still has. */
  leg(leg: number, incumbent: Int32Array | null, nodesLeft: number, shouldStop: () => boolean): LegResult {
    const { search } = this;
    if (incumbent !== null) search.adopt(incumbent);
    const before = leg === 0 ? null : search.bestLevels.slice();
    const lawful = search.bestLevels[0] === 0;
    const task = lawful && this.number === 1 && leg >= windowsFrom ? this.taskOf(leg) : 'ANNEAL';
    if (task === 'BOUND') return this.raiseBound(before, shouldStop);
    if (task === 'ANNEAL' || this.highs === null || nodesLeft <= 0) {
      const from = search.iterations;
      search.run(iterationsOfLeg(leg), shouldStop);
      const interrupted = search.iterations < from + iterationsOfLeg(leg);
      return this.result(before, search.iterations - from, 0, -Infinity, interrupted);
    }
    return this.window(this.highs, before, nodesLeft, shouldStop);
  }

  /** Rotas of days and runs profit from windows; in those of sessions annealing does as well, and a bound says how far it got. */
  private taskOf(leg: number): 'ANNEAL' | 'WINDOW' | 'BOUND' {
    if (this.search.ofDays) return 'WINDOW';
    return (['BOUND', 'WINDOW', 'BOUND', 'ANNEAL'] as const)[leg % 4] ?? 'ANNEAL';
  }

  private raiseBound(before: Float64Array | null, shouldStop: () => boolean): LegResult {
    this.bound ??= new LagrangianBound(this.problem, this.highs);
    if (!shouldStop()) this.bound.turn();
    return this.result(before, 0, 0, this.bound.best, shouldStop());
  }

  private window(highs: Highs, before: Float64Array | null, nodesLeft: number, shouldStop: () => boolean): LegResult {
    const { problem, search } = this;
    if (this.proven) return this.result(before, 0, 0, -Infinity, false);
    const { free, whole } = this.choose();
    const result = solveWindow(highs, problem, this.kernel, {
      held: search.pieces,
      free,
      lambdas: this.lambdas,
      maximumNodes: Math.min(nodesLeft, whole ? nodesOfWindow * 50 : nodesOfWindow),
      shouldStop,
    });
    if (!result.interrupted) {
      if (result.pieces !== null) search.adopt(result.pieces);
      this.size = Math.max(100, this.size * (result.proven ? 1.25 : 0.7));
      this.proven = whole && result.proven;
    }
    return this.result(
      before,
      0,
      result.nodes,
      whole && !result.interrupted ? result.bound : -Infinity,
      result.interrupted,
    );
  }

  /** Some days in a row of one component, as many as the size allows; `whole` when that is everything there is. */
  private choose(): { free: Int32Array; whole: boolean } {
    const { random, problem, components } = this;
    const total = components.reduce((sum, { pieces }) => sum + pieces.length, 0);
    let drawn = random.below(total);
    const component = components.find(({ pieces }) => (drawn -= pieces.length) < 0) ?? components[0]!;
    const { pieces } = component;
    if (this.size >= pieces.length) return { free: pieces, whole: pieces.length === total };
    const perDay = new Int32Array(problem.days);
    const dayOf = (piece: number) => problem.dayOfLine[piece % problem.lineCount]!;
    for (const piece of pieces) perDay[dayOf(piece)]! += 1;
    const start = random.below(problem.days);
    let from = start;
    let to = start;
    let count = perDay[start]!;
    // Grows to both sides, as far as whole days fit.
    for (let grown = true; grown;) {
      grown = false;
      if (to + 1 < problem.days && count + perDay[to + 1]! <= this.size) {
        count += perDay[(to += 1)]!;
        grown = true;
      }
      if (from > 0 && count + perDay[from - 1]! <= this.size) {
        count += perDay[(from -= 1)]!;
        grown = true;
      }
    }
    return { free: pieces.filter((piece) => dayOf(piece) >= from && dayOf(piece) <= to), whole: false };
  }

  private result(
    before: Float64Array | null,
    iterations: number,
    nodes: number,
    bound: number,
    interrupted: boolean,
  ): LegResult {
    const { search } = this;
    const improved = before === null || better(search.bestLevels, before);
    return {
      pieces: improved ? search.pieces : null,
      levels: search.bestLevels.slice(),
      iterations,
      nodes,
      bound,
      interrupted,
    };
  }
}
