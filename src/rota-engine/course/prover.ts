import type { Highs } from '../exact/load-highs.js';
import { LagrangianBound } from '../bound/bound.js';
import { choose } from '../exact/choose-window.js';
import { componentsOf, type Component } from '../exact/components.js';
import { Kernel } from '../scoring/kernel.js';
import { legsFor } from './legs.js';
import type { Problem } from '../scoring/problem.js';
import { Random } from '../search/random.js';
import type { Search } from '../search/search.js';
import { solveWindow, type WindowOptions, type WindowResult } from '../exact/window.js';

/**
 * What the second lane does besides annealing: GLANCE looks at each component's duties and stops where a proof takes
 * long, FILL does the same with patience for one component; then the bound, a window, or a whole small problem.
 */
export type Task = 'GLANCE' | 'FILL' | 'BOUND' | 'WINDOW' | 'WHOLE';

/** One turn at a task: the state of the search, how many nodes the budget has left, and whether to give up. */
export interface Turn {
  search: Search;
  nodesLeft: number;
  shouldStop: () => boolean;
}

export interface Proven {
  nodes: number;
  /** A proven bound on the total, or -Infinity. */
  bound: number;
  /** Cut short by `shouldStop`: the turn does not count. */
  interrupted: boolean;
  /** Proven that nothing costs less than the search's best rota. */
  optimal: boolean;
}

/**
 * The second lane looks at duties from this leg on and through windows from that one, and decides a whole small
 * problem. Windows end in the best rota near the one they began with, so they are too early for what annealing has not
 * cooled down yet.
 */
const fillingFrom = 1;
const windowsFrom = 80;
const wholeFrom = 12;

/**
 * The nodes that one window may take, and iterations of the simplex method; the overhead of a window, in such
 * iterations; and roughly how many all windows of a turn take together.
 */
const nodesOfWindow = 40;
const stepsOfWindow = 5_000;
const stepsBesides = 600;
const stepsOfWindows = 8_000;

/** A problem with at most this many pieces is small enough to be decided as a whole, with this much work. */
const piecesOfWhole = 1000;
const stepsOfWhole = 200_000;

/** How much work a component whose posts are to be filled may take, at a glance and with patience. */
const stepsOfGlance = 200;
const stepsOfFilling = 60_000;

/**
 * Roughly how many iterations of annealing take as long as one iteration of the simplex method on a whole small
 * problem, in a window, for a column of the bound's LP, and for a piece: when its component is looked at, when most of
 * its posts are filled, and when the bound is made.
 */
const iterationsOfStep = 60;
const iterationsOfWindowStep = 300;
const iterationsOfColumn = 70;
const iterationsOfGlance = 40;
const iterationsOfPiece = 500;
const iterationsOfMaking = 30;

/**
 * Exact decisions and bounds, one turn at a time. The problem, the seed and the turns before settle what comes next and
 * how long it may take.
 */
export class Prover {
  private readonly kernel: Kernel;
  private readonly random: Random;
  private readonly lambdas: Float64Array;
  private readonly duties: Pick<WindowOptions, 'lambdas' | 'gap'>;
  private readonly components: readonly Component[];
  private readonly pieceCount: number;
  /** Components whose duties are still to be looked at, smallest first, and those that need patience. */
  private unseen: readonly Component[];
  private unfilled: readonly Component[] = [];
  /** How many pieces a window has; grows while windows are solved to the end within their nodes. */
  private size = 400;
  private optimal = false;
  /** Whether the whole problem was looked at and could not be decided. */
  private tooLarge: boolean;
  private bound: LagrangianBound | null = null;

  constructor(
    private readonly problem: Problem,
    seed: number,
    private readonly highs: Highs,
  ) {
    this.kernel = new Kernel(problem);
    this.random = new Random(seed);
    this.lambdas = new Float64Array(problem.levelCount).fill(1);
    this.duties = dutiesAlone(problem);
    this.components = componentsOf(problem);
    this.unseen = this.components.toReversed();
    this.pieceCount = this.components.reduce((sum, { pieces }) => sum + pieces.length, 0);
    // One number can represent the score only where one level holds all of it.
    this.tooLarge = this.pieceCount > piecesOfWhole || problem.levelCount > 2;
  }

  /**
   * What to do in that leg, and over how many legs; null to anneal. Settled before the leg begins, and never by the
   * clock.
   */
  next(leg: number, search: Search): { task: Task; legs: number } | null {
    const task = search.bestLevels[0] === 0 ? this.taskOf(leg, search) : null;
    return task === null ? null : { task, legs: legsFor(leg, this.iterationsOf(task)) };
  }

  take(task: Task, turn: Turn): Proven {
    switch (task) {
      case 'GLANCE':
        return this.glance(turn);
      case 'FILL':
        return this.fill(turn);
      case 'BOUND':
        return this.raiseBound(turn);
      case 'WINDOW':
        return this.windows(turn);
      case 'WHOLE':
        return this.decideWhole(turn);
    }
  }

  /**
   * Rotas of days and runs profit from windows, and small ones are decided as a whole. In rotas of sessions whose posts
   * are filled, annealing does as well, and a bound says how far it got.
   */
  private taskOf(leg: number, { ofDays, bestLevels }: Search): Task | null {
    if (ofDays && !this.tooLarge) return leg >= wholeFrom ? 'WHOLE' : null;
    if (ofDays) return leg >= windowsFrom ? 'WINDOW' : null;
    if (leg < fillingFrom) return null;
    if (bestLevels.subarray(1, -1).some((missed) => missed > 0)) {
      if (this.unseen.length > 0) return 'GLANCE';
      if (this.unfilled.length > 0) return 'FILL';
    }
    if (this.bound === null || !this.bound.settled) return 'BOUND';
    return leg % 2 === 0 ? 'WINDOW' : null;
  }

  private iterationsOf(task: Task): number {
    switch (task) {
      case 'GLANCE':
        return this.pieceCount * iterationsOfGlance;
      case 'FILL':
        return (this.unfilled[0]?.pieces.length ?? 0) * iterationsOfPiece;
      case 'BOUND':
        return this.bound === null
          ? this.pieceCount * iterationsOfMaking
          : this.bound.columnsOfTurn * iterationsOfColumn;
      case 'WINDOW':
        return stepsOfWindows * iterationsOfWindowStep;
      case 'WHOLE':
        return stepsOfWhole * iterationsOfStep;
    }
  }

  private glance(turn: Turn): Proven {
    let nodes = 0;
    const unfilled: Component[] = [];
    for (const component of this.unseen) {
      const looked = this.decideDuties(component, stepsOfGlance, { ...turn, nodesLeft: turn.nodesLeft - nodes });
      nodes += looked.nodes;
      if (looked.interrupted) return { ...nothing, nodes, interrupted: true };
      if (!looked.proven) unfilled.push(component);
    }
    this.unseen = [];
    this.unfilled = unfilled;
    return { ...nothing, nodes };
  }

  private fill(turn: Turn): Proven {
    const [component, ...others] = this.unfilled;
    if (component === undefined) return nothing;
    const { nodes, interrupted } = this.decideDuties(component, stepsOfFilling, turn);
    if (!interrupted) this.unfilled = others;
    return { ...nothing, nodes, interrupted };
  }

  /**
   * The fewest duties missed in one component, leaving preferences out: annealing cannot leave a rota whose open posts
   * only a long chain of changes would fill.
   */
  private decideDuties(component: Component, maximumSteps: number, turn: Turn): WindowResult {
    return this.solve(component.pieces, turn, { ...this.duties, maximumNodes: nodesOfWindow, maximumSteps });
  }

  private raiseBound({ shouldStop }: Turn): Proven {
    this.bound ??= new LagrangianBound(this.problem, this.highs);
    this.bound.turn(shouldStop);
    return { ...nothing, bound: this.bound.best, interrupted: shouldStop() };
  }

  /** One window after the other, until they have used the work given to the turn. */
  private windows(turn: Turn): Proven {
    const limits = { lambdas: this.lambdas, maximumNodes: nodesOfWindow, maximumSteps: stepsOfWindow };
    let nodes = 0;
    let bound = -Infinity;
    for (let work = 0; work < stepsOfWindows && nodes < turn.nodesLeft && !this.optimal;) {
      const { free, whole } = choose(this.problem, this.components, this.size, this.random);
      const decided = this.solve(free, { ...turn, nodesLeft: turn.nodesLeft - nodes }, limits);
      nodes += decided.nodes;
      if (decided.interrupted) return { ...nothing, nodes, interrupted: true };
      work += decided.steps + stepsBesides;
      this.size = Math.max(100, this.size * (decided.proven ? 1.25 : 0.7));
      this.optimal = whole && decided.proven;
      if (whole) bound = Math.max(bound, decided.bound);
    }
    return { ...nothing, nodes, bound };
  }

  /** The best rota of all, or a bound. */
  private decideWhole(turn: Turn): Proven {
    const free = Int32Array.from(this.components.flatMap(({ pieces }) => [...pieces])).sort();
    // One more, so that a run that is given the nodes it once took ends as it did then.
    const within = { ...turn, nodesLeft: turn.nodesLeft + 1 };
    const limits = { lambdas: this.lambdas, maximumNodes: 2 ** 31 - 1, maximumSteps: stepsOfWhole };
    const { nodes, interrupted, proven, bound } = this.solve(free, within, limits);
    if (interrupted) return { ...nothing, nodes, interrupted };
    this.tooLarge = true;
    this.optimal = proven;
    return { nodes, bound, interrupted, optimal: proven };
  }

  /** Decides the free pieces from the best rota so far, and gives the search what is better. */
  private solve(
    free: Int32Array,
    { search, nodesLeft, shouldStop }: Turn,
    limits: Omit<WindowOptions, 'held' | 'free' | 'shouldStop'>,
  ): WindowResult {
    const decided = solveWindow(this.highs, this.problem, this.kernel, {
      ...limits,
      held: search.pieces,
      free,
      maximumNodes: Math.max(1, Math.min(nodesLeft, limits.maximumNodes)),
      shouldStop,
    });
    if (!decided.interrupted && decided.pieces !== null) search.adopt(decided.pieces);
    return decided;
  }
}

const nothing: Proven = { nodes: 0, bound: -Infinity, interrupted: false, optimal: false };

/** Weighs duties by rank and preferences not at all; less than half the least unit of a duty is no difference. */
function dutiesAlone({ counterLevel, counterWeight, levelCount }: Problem): Pick<WindowOptions, 'lambdas' | 'gap'> {
  const last = levelCount - 1;
  const lambdas = Float64Array.from({ length: levelCount }, (_, level) =>
    level === 0 || level === last ? 0 : 4 ** (last - 1 - level),
  );
  let least = Infinity;
  counterLevel.forEach((level, counter) => {
    if (level > 0 && level < last) least = Math.min(least, counterWeight[counter]!);
  });
  return { lambdas, gap: least / 2 };
}
