import type { Highs } from './load-highs.js';
import { better } from './compare-levels.js';
import { componentsOf, type Component } from './components.js';
import { LagrangianBound } from './bound.js';
import { Kernel } from './kernel.js';
import { iterationsOfLeg, legsFor } from './legs.js';
import type { Problem } from './problem.js';
import { Random } from './random.js';
import { Search } from './search.js';
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
  /** Proven to be what costs least: the rota to hand out, even if another one costs no more. */
  optimal: boolean;
  /** Over how many legs of the other lane the lane's next task goes at most, and whether it may prove a rota optimal. */
  next: { legs: number; proves: boolean };
}

interface Plan {
  task: 'ANNEAL' | 'WINDOW' | 'WHOLE' | 'BOUND' | 'FILL';
  legs: number;
}

/** Nodes that one window may take. */
const nodesOfWindow = 40;

/** Iterations of the simplex method that one window may take. */
const stepsOfWindow = 5_000;

/** The second lane looks through windows from this leg on, and decides a whole small problem from that one on. */
const windowsFrom = 8;
const wholeFrom = 12;

/** A problem with no more pieces is small enough to be decided as a whole, with so much work. */
const piecesOfWhole = 1000;
const stepsOfWhole = 400_000;

/**
 * About how many iterations of annealing take as long as one iteration of the simplex method on a whole small problem, in a
 * window (and besides that the window itself), and as one column of the bound's LP.
 */
const iterationsOfStep = 60;
const iterationsOfWindowStep = 300;
const iterationsOfWindow = 200_000;
const iterationsOfColumn = 100;

/** The same for a piece of a component of which the most posts are to be filled, and how much work that may be. */
const iterationsOfPiece = 500;
const stepsOfFilling = 60_000;

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
  /** Iterations of the simplex method that windows lately took: the other lane goes on meanwhile. */
  private steps = stepsOfWindow / 2;
  private proven = false;
  /** Whether the whole problem was looked at and could not be decided. */
  private tooLarge: boolean;
  private bound: LagrangianBound | null = null;
  /** How many components have had their duties decided on their own. */
  private filled = 0;
  private plan: Plan = { task: 'ANNEAL', legs: 1 };

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
    const pieces = this.components.reduce((sum, component) => sum + component.pieces.length, 0);
    // One number stands for the score only where one level holds all of it.
    this.tooLarge = pieces > piecesOfWhole || problem.levelCount > 2;
  }

  /** Goes one leg on from the best rota of both lanes. `nodesLeft`: how many nodes the budget still has. */
  leg(leg: number, incumbent: Int32Array | null, nodesLeft: number, shouldStop: () => boolean): LegResult {
    const { search } = this;
    if (incumbent !== null) search.adopt(incumbent);
    const before = leg === 0 ? null : search.bestLevels.slice();
    const { task } = this.plan;
    if (task === 'BOUND') return this.raiseBound(leg, before, shouldStop);
    if (task === 'ANNEAL' || this.highs === null || nodesLeft <= 0) {
      const from = search.iterations;
      search.run(iterationsOfLeg(leg), shouldStop);
      const iterations = search.iterations - from;
      return this.result(leg, before, { iterations, interrupted: iterations < iterationsOfLeg(leg) });
    }
    if (task === 'FILL') return this.fill(this.highs, leg, before, nodesLeft, shouldStop);
    if (task === 'WHOLE') return this.decideWhole(this.highs, leg, before, nodesLeft, shouldStop);
    return this.window(this.highs, leg, before, nodesLeft, shouldStop);
  }

  /**
   * Rotas of days and runs profit from windows, small ones are decided as a whole; in those of sessions annealing does as
   * well, and a bound says how far it got.
   */
  private taskOf(leg: number): Plan['task'] {
    if (this.search.ofDays && !this.tooLarge) return leg >= wholeFrom ? 'WHOLE' : 'ANNEAL';
    if (this.search.ofDays) return 'WINDOW';
    if (this.bound === null || !this.bound.begun) return 'BOUND';
    if (this.filled < this.components.length) return 'FILL';
    if (!this.bound.settled) return 'BOUND';
    return leg % 2 === 0 ? 'WINDOW' : 'ANNEAL';
  }

  /** What to do in that leg, and over how many legs: settled before it begins, by nothing that the clock decides. */
  private planOf(leg: number): Plan {
    if (this.number === 0 || this.highs === null || leg < windowsFrom || this.search.bestLevels[0] !== 0)
      return { task: 'ANNEAL', legs: 1 };
    const task = this.taskOf(leg);
    if (task === 'WHOLE') return { task, legs: legsFor(leg, stepsOfWhole * iterationsOfStep) };
    if (task === 'WINDOW')
      return { task, legs: legsFor(leg, this.steps * iterationsOfWindowStep + iterationsOfWindow) };
    const { pieces } = this.components[this.filled] ?? { pieces: [] };
    if (task === 'FILL') return { task, legs: legsFor(leg, pieces.length * iterationsOfPiece) };
    const columns = task === 'BOUND' ? (this.bound?.columnsOfTurn ?? 0) : 0;
    return { task, legs: legsFor(leg, columns * iterationsOfColumn) };
  }

  private raiseBound(leg: number, before: Float64Array | null, shouldStop: () => boolean): LegResult {
    this.bound ??= new LagrangianBound(this.problem, this.highs);
    this.bound.turn(shouldStop);
    return this.result(leg, before, { bound: this.bound.best, interrupted: shouldStop() });
  }

  private window(
    highs: Highs,
    leg: number,
    before: Float64Array | null,
    nodesLeft: number,
    shouldStop: () => boolean,
  ): LegResult {
    const { problem, search } = this;
    if (this.proven) return this.result(leg, before, {});
    const { free, whole } = this.choose();
    const { nodes, steps, interrupted, proven, pieces, bound } = solveWindow(highs, problem, this.kernel, {
      held: search.pieces,
      free,
      lambdas: this.lambdas,
      maximumNodes: Math.min(nodesLeft, nodesOfWindow),
      maximumSteps: stepsOfWindow,
      shouldStop,
    });
    if (!interrupted) {
      if (pieces !== null) search.adopt(pieces);
      this.steps = (this.steps + steps) / 2;
      this.size = Math.max(100, this.size * (proven ? 1.25 : 0.7));
      this.proven = whole && proven;
    }
    return this.result(leg, before, { nodes, interrupted, bound: whole && !interrupted ? bound : -Infinity });
  }

  /**
   * The fewest duties missed in one component, preferences left out, with few changes: annealing cannot leave a rota whose
   * open posts only a long chain of changes would fill.
   */
  private fill(
    highs: Highs,
    leg: number,
    before: Float64Array | null,
    nodesLeft: number,
    shouldStop: () => boolean,
  ): LegResult {
    const { problem, search } = this;
    const { counterLevel, counterWeight, levelCount } = problem;
    const weights = [...counterWeight].filter((_, counter) => {
      const level = counterLevel[counter]!;
      return level > 0 && level < levelCount - 1;
    });
    const lambdas = Float64Array.from({ length: levelCount }, (_, level) =>
      level === 0 || level === levelCount - 1 ? 0 : 4 ** (levelCount - 2 - level),
    );
    const { nodes, interrupted, pieces } = solveWindow(highs, problem, this.kernel, {
      held: search.pieces,
      free: this.components[this.filled]!.pieces,
      lambdas,
      maximumNodes: Math.min(nodesLeft, nodesOfWindow),
      maximumSteps: stepsOfFilling,
      gap: weights.reduce((least, weight) => Math.min(least, weight), Infinity) / 2,
      change: 1,
      shouldStop,
    });
    if (interrupted) return this.result(leg, before, { nodes, interrupted });
    if (pieces !== null) search.adopt(pieces);
    this.filled += 1;
    return this.result(leg, before, { nodes });
  }

  /** The best rota of all, or a bound. What is proven is handed out whatever else costs the same, so that time cannot tell. */
  private decideWhole(
    highs: Highs,
    leg: number,
    before: Float64Array | null,
    nodesLeft: number,
    shouldStop: () => boolean,
  ): LegResult {
    const { problem, search } = this;
    const { nodes, interrupted, proven, pieces, bound } = solveWindow(highs, problem, this.kernel, {
      held: search.pieces,
      free: Int32Array.from(this.components.flatMap((component) => [...component.pieces])).sort(),
      lambdas: this.lambdas,
      // One more, so that a run that is given the nodes it once took ends as it did then.
      maximumNodes: Math.min(nodesLeft + 1, 2 ** 31 - 1),
      maximumSteps: stepsOfWhole,
      shouldStop,
    });
    if (interrupted) return this.result(leg, before, { nodes, interrupted });
    if (pieces !== null) search.adopt(pieces);
    this.tooLarge = true;
    this.proven = proven;
    return { ...this.result(leg, before, { nodes, bound }), pieces: search.pieces, optimal: proven };
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
    leg: number,
    before: Float64Array | null,
    done: Partial<Pick<LegResult, 'iterations' | 'nodes' | 'bound' | 'interrupted'>>,
  ): LegResult {
    const { search } = this;
    const improved = before === null || better(search.bestLevels, before);
    this.plan = this.planOf(leg + this.plan.legs);
    return {
      pieces: improved ? search.pieces : null,
      levels: search.bestLevels.slice(),
      iterations: 0,
      nodes: 0,
      interrupted: false,
      optimal: false,
      ...done,
      // Every cost is a whole number.
      bound: Math.ceil((done.bound ?? -Infinity) - 1e-4),
      next: { legs: this.plan.legs, proves: this.plan.task === 'WHOLE' },
    };
  }
}
