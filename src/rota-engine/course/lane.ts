import { better } from '../scoring/compare-levels.js';
import type { Highs } from '../exact/load-highs.js';
import { iterationsOfLeg } from './legs.js';
import type { Problem } from '../scoring/problem.js';
import { type Proven, Prover, type Task } from './prover.js';
import { Search } from '../search/search.js';

export interface LegResult {
  /**
   * The lane's best rota when it is better than the one at the start of the leg (or the leg is the first), else null.
   */
  pieces: Int32Array | null;
  levels: Float64Array;
  iterations: number;
  nodes: number;
  /** A proven bound on the total, or -Infinity. */
  bound: number;
  /** Cut short by `shouldStop`: the leg does not count. */
  interrupted: boolean;
  /** Proven to cost least: this rota is handed out, even if another one costs no more. */
  optimal: boolean;
  /** The most legs of the other lane that the lane's next task takes, and whether it may prove a rota optimal. */
  next: { legs: number; proves: boolean };
}

interface Plan {
  task: Task | 'ANNEAL';
  legs: number;
}

const anneal: Plan = { task: 'ANNEAL', legs: 1 };

/**
 * One of the two lanes that search for a rota side by side, in legs that depend only on the problem, the seed and what
 * the lanes told each other at their meetings: lane 0 anneals, lane 1 (the one with HiGHS) anneals and proves.
 */
export class Lane {
  private readonly search: Search;
  private readonly prover: Prover | null;
  private plan = anneal;

  constructor(problem: Problem, seed: number, number: 0 | 1, highs: Highs | null) {
    this.search = new Search(problem, seed + number);
    this.prover = highs === null ? null : new Prover(problem, seed + 7919 * (number + 1), highs);
  }

  /** Runs one leg from the best rota of both lanes. `nodesLeft`: how many nodes the budget still has. */
  leg(leg: number, incumbent: Int32Array | null, nodesLeft: number, shouldStop: () => boolean): LegResult {
    const { search, prover } = this;
    if (incumbent !== null) search.adopt(incumbent);
    const before = leg === 0 ? null : search.bestLevels.slice();
    const { task, legs } = this.plan;
    if (prover === null || task === 'ANNEAL' || (task !== 'BOUND' && nodesLeft <= 0)) {
      const from = search.iterations;
      search.run(iterationsOfLeg(leg), shouldStop);
      const iterations = search.iterations - from;
      return this.result(leg + legs, before, { iterations, interrupted: iterations < iterationsOfLeg(leg) });
    }
    const proven = prover.take(task, { search, nodesLeft, shouldStop });
    return this.result(leg + legs, before, proven);
  }

  private result(next: number, before: Float64Array | null, done: Partial<Proven & { iterations: number }>): LegResult {
    const { search } = this;
    this.plan = this.prover?.next(next, search) ?? anneal;
    const optimal = done.optimal ?? false;
    // A proven rota is handed out whatever else costs the same, so that timing makes no difference.
    const handsOut = optimal || before === null || better(search.bestLevels, before);
    return {
      iterations: 0,
      nodes: 0,
      interrupted: false,
      ...done,
      optimal,
      pieces: handsOut ? search.pieces : null,
      levels: search.bestLevels.slice(),
      // Every cost is a whole number.
      bound: Math.ceil((done.bound ?? -Infinity) - 1e-4),
      next: { legs: this.plan.legs, proves: this.plan.task === 'WHOLE' },
    };
  }
}
