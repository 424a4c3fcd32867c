import { better } from '../scoring/compare-levels.js';
import { DayMoves } from './day-moves.js';
import { startGreedily } from './greedy-start.js';
import { Kernel } from '../scoring/kernel.js';
import { Moves } from './moves.js';
import type { Neighbourhood } from './neighbourhood.js';
import { piecesIn } from '../scoring/pieces.js';
import type { Problem } from '../scoring/problem.js';
import { Random } from './random.js';

/** Iterations between two looks at the clock, the temperature and the incumbent. */
export const stride = 512;

/** Length of the first round; each further one is twice as long. */
const firstRound = 128 * stride;

/**
 * Simulated annealing on the kernel, in rounds: the first from a greedy rota (from nothing where runs of days matter),
 * each further one from the best rota so far, warmed up less and cooled for twice as long. The problem and the seed
 * alone settle the course, so a larger budget only continues where a smaller one ended. What it hands out (`best`)
 * never gets worse.
 */
export class Search {
  readonly kernel: Kernel;
  readonly bestLevels: Float64Array;
  iterations = 0;
  /** By piece: held in the best rota. Copied far more often than read. */
  private readonly best: Uint8Array;
  private readonly moves: Neighbourhood;
  private readonly random: Random;
  private readonly lambdas: Float64Array;
  private readonly schedule: Schedule;
  private round = 0;
  private fromUnlawful = false;
  private roundStart = 0;
  private roundLength = firstRound;
  /** Strides in a row that broke a prohibition; below 0, strides that broke none. */
  private unlawful = 0;

  constructor(
    readonly problem: Problem,
    seed: number,
    start: Int32Array | null = null,
  ) {
    this.kernel = new Kernel(problem);
    this.random = new Random(seed);
    this.schedule = scheduleOf(problem);
    this.moves = this.schedule.days ? new DayMoves(this.kernel, this.random) : new Moves(this.kernel, this.random);
    this.lambdas = this.schedule.lambdas.slice();
    if (start !== null) this.kernel.load(start);
    else if (!this.schedule.days) startGreedily(this.kernel, this.lambdas);
    this.bestLevels = this.kernel.levels.slice();
    this.best = this.kernel.held.slice();
  }

  /** Whether rotas of this problem are made of days and runs of them, not of sessions. */
  get ofDays(): boolean {
    return this.schedule.days;
  }

  /** The pieces of the best rota so far, pins included. */
  get pieces(): Int32Array {
    return piecesIn(this.best);
  }

  /**
   * Continues for this many iterations (rounded up to whole strides) unless `shouldStop` says so between two strides.
   */
  run(iterations: number, shouldStop: () => boolean = () => false): void {
    const end = this.iterations + iterations;
    while (this.iterations < end && !shouldStop()) {
      if (this.iterations >= this.roundStart + this.roundLength) this.nextRound();
      this.stride();
      this.keepBest();
    }
  }

  /**
   * A better rota found elsewhere. The next round starts from it; at once where it misses fewer duties, which the rota
   * being cooled down would hardly reach. Leaves the incumbent as it is when the rota is not better.
   */
  adopt(pieces: Int32Array): void {
    const kept = this.kernel.pieces();
    const before = this.bestLevels.slice(0, -1);
    this.kernel.load(pieces);
    this.keepBest();
    if (!this.schedule.days && better(this.bestLevels.subarray(0, -1), before)) this.beginRound();
    else this.kernel.load(kept);
  }

  private stride(): void {
    const { kernel, moves, random, schedule, lambdas } = this;
    this.iterations += stride;
    if (!moves.any) return;
    const progress = (this.iterations - this.roundStart) / this.roundLength;
    // A rota that still breaks a prohibition is no start for gentle cooling.
    const hottest = this.round === 0 || this.fromUnlawful ? schedule.hottest : schedule.warm;
    const temperature = hottest * (schedule.coldest / hottest) ** progress;
    if (this.iterations % (16 * stride) === 0 || this.iterations < 64 * stride) moves.look?.();
    for (let at = 0; at < stride; at += 1) {
      kernel.mark();
      if (!moves.propose() || kernel.delta(lambdas) > -temperature * Math.log(random.unit())) kernel.rollback();
    }
    if (schedule.adaptive) this.weighProhibitions();
  }

  /**
   * Prohibitions that the search may break on its way grow dearer while it breaks them and cheaper while it does not.
   */
  private weighProhibitions(): void {
    const lawful = this.kernel.levels[0] === 0;
    this.unlawful = lawful ? Math.min(-1, this.unlawful - 1) : Math.max(1, this.unlawful + 1);
    const { lambdas } = this;
    const grow = 1 + 8 / Math.max(128, this.roundLength / stride);
    if (this.unlawful > 8) lambdas[0] = Math.min(1, lambdas[0]! * grow);
    else if (this.unlawful < -8) lambdas[0] = Math.max(0.05, lambdas[0]! / grow);
  }

  private nextRound(): void {
    this.roundLength *= 2;
    this.beginRound();
  }

  /** From the best rota so far. */
  private beginRound(): void {
    this.round += 1;
    this.fromUnlawful = this.bestLevels[0]! > 0;
    this.roundStart = this.iterations;
    this.kernel.load(this.pieces);
    this.lambdas.set(this.schedule.lambdas);
    this.unlawful = 0;
  }

  private keepBest(): void {
    if (!better(this.kernel.levels, this.bestLevels)) return;
    this.bestLevels.set(this.kernel.levels);
    this.best.set(this.kernel.held);
  }
}

interface Schedule {
  lambdas: Float64Array;
  hottest: number;
  /** The temperature at which rounds after the first begin when they start from a lawful rota. */
  warm: number;
  coldest: number;
  /** Whether prohibitions are searched through, at a weight that adapts. */
  adaptive: boolean;
  /** Whether rotas are made of days and runs of them more than of sessions. */
  days: boolean;
}

/** How to weigh levels and how hot to start, according to the problem's costs. */
function scheduleOf(problem: Problem): Schedule {
  const lambdas = new Float64Array(problem.levelCount).fill(1);
  const runs = problem.hasRuns.some((has) => has === 1) && problem.shortestWork.days.some((days) => days > 1);
  if (runs) {
    lambdas[0] = 0.3;
    return { lambdas, hottest: 80, warm: 12, coldest: 4, adaptive: true, days: true };
  }
  lambdas[0] = 1e6;
  return { lambdas, hottest: 200, warm: 200, coldest: 2, adaptive: false, days: false };
}
