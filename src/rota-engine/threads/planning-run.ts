import type { LegResult } from '../course/lane.js';
import { iterationsOfLeg } from '../course/legs.js';
import type { Instance } from '../model/instance.js';
import type { Profile } from '../model/profile.js';
import { better } from '../scoring/compare-levels.js';
import { AskedThread } from './asked-thread.js';
import type { Progress, Solution, SolveOptions } from './solution.js';
import type { Reply, Request } from './solver-messages.js';

/** Raised with each change after which a seed and a budget may give another rota. */
const engineVersion = '3';

/** How long a thread may take to notice that it should stop before it is ended. */
const patienceMs = 2_000;

/** What the second lane was asked to do; it takes part in the meeting after leg `due` at the latest. */
interface Errand {
  reply: Promise<Reply>;
  due: number;
  /** Whether it may prove a rota to cost least. */
  proves: boolean;
}

type LegReply = Extract<Reply, { told: 'LEG' }>;

/**
 * One rota being planned: legs side by side, a meeting after each, until the budget is spent. A longer task of the
 * second lane takes several legs of the first, whose number was settled before it began.
 */
export class PlanningRun {
  private readonly startedAt = performance.now();
  private readonly stop = new SharedArrayBuffer(4);
  private readonly flag = new Int32Array(this.stop);
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly abort = () => this.halt();
  private halted: Promise<'HALTED'>;
  private giveUp: () => void = () => undefined;
  private levels: Float64Array | null = null;
  private pieces: Int32Array | null = null;
  private open = 0;
  private bound = -Infinity;
  private iterations = 0;
  private nodes = 0;
  private next: LegResult['next'] = { legs: 1, proves: false };
  /** The second lane has proven that nothing costs less than its rota, which is to be the result. */
  private optimal: LegReply | null = null;
  private failure: Error | null = null;

  constructor(private readonly options: SolveOptions) {
    this.halted = new Promise((resolve) => {
      this.giveUp = () => resolve('HALTED');
    });
    const { budget, signal } = options;
    if ('seconds' in budget) this.timers.push(setTimeout(this.abort, budget.seconds * 1000));
    if (signal?.aborted === true) this.halt();
    signal?.addEventListener('abort', this.abort);
  }

  async solve(threads: readonly [AskedThread, AskedThread], instance: Instance, profile: Profile): Promise<Solution> {
    const { seed, budget, signal } = this.options;
    const start = (lane: 0 | 1): Request => ({ ask: 'START', instance, profile, seed, lane, stop: this.stop });
    await Promise.all(threads.map((thread, lane) => thread.ask(start(lane === 0 ? 0 : 1))));
    const timed = 'seconds' in budget;
    const most = timed ? Infinity : budget.iterations;
    let errand: Errand | null = null;
    for (let leg = 0; !this.proven && (leg === 0 || this.iterations + iterationsOfLeg(leg) <= most); leg += 1) {
      // The first leg is short and always finished: there is a rota to hand out whatever else happens.
      if (leg > 0 && this.stopped) break;
      const nodesLeft = timed ? Number.MAX_SAFE_INTEGER : budget.nodes - this.nodes;
      const request: Request = { ask: 'LEG', leg, incumbent: this.pieces, nodesLeft };
      errand ??= this.send(threads[1], request, leg);
      const awaited = [threads[0].ask(request), ...(leg >= errand.due ? [errand.reply] : [])];
      const replies = await Promise.race([Promise.all(awaited), this.halted]);
      if (replies === 'HALTED') break;
      if (leg >= errand.due) errand = null;
      if (!this.meet(replies)) break;
      this.options.onProgress?.(this.progress());
      if (timed && this.optimal !== null) break;
    }
    // The same work finds the same proof, however many legs of the other lane it took.
    if (errand?.proves === true && !timed && !this.stopped) await Promise.race([threads[1].rest(), this.halted]);
    this.halt();
    await Promise.race([Promise.all(threads.map((thread) => thread.rest())), this.halted]);
    if (this.failure !== null) throw this.failure;
    if (this.optimal !== null) {
      this.take(this.optimal);
      this.options.onProgress?.(this.progress());
    }
    const pieces = this.pieces ?? new Int32Array(0);
    const finished = await this.finish(threads, instance, profile, pieces);
    if (finished.told !== 'FINISHED') throw new Error('The solver thread gave no rota');
    const { lawful, assignments, levels, open, instanceHash } = finished;
    return {
      ...this.progress(),
      lawful,
      assignments,
      levels,
      open,
      proven: lawful && this.proven,
      iterations: this.iterations,
      nodes: this.nodes,
      seed,
      budget,
      engineVersion,
      instanceHash,
      cancelled: signal?.aborted === true,
    };
  }

  private send(thread: AskedThread, request: Request, leg: number): Errand {
    const reply = thread.ask(request);
    reply.then(
      (told) => {
        if (told.told === 'LEG' && told.result.optimal) this.optimal = told;
      },
      (error: Error) => {
        this.failure = error;
      },
    );
    return { reply, due: leg + this.next.legs - 1, proves: this.next.proves };
  }

  /** A thread that did not stop in time is ended, and a new one checks the rota. */
  private async finish(
    threads: readonly [AskedThread, AskedThread],
    instance: Instance,
    profile: Profile,
    pieces: Int32Array,
  ): Promise<Reply> {
    const [thread] = threads;
    if (thread.idle) return thread.ask({ ask: 'FINISH', pieces });
    await Promise.all(threads.map((each) => each.end()));
    const fresh = new AskedThread();
    try {
      await fresh.ask({ ask: 'START', instance, profile, seed: 0, lane: 0, stop: this.stop });
      return await fresh.ask({ ask: 'FINISH', pieces });
    } finally {
      await fresh.end();
    }
  }

  settle(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.options.signal?.removeEventListener('abort', this.abort);
  }

  private get stopped(): boolean {
    return Atomics.load(this.flag, 0) !== 0;
  }

  private get cost(): number {
    return this.levels?.reduce((sum, cost) => sum + cost, 0) ?? 0;
  }

  private get proven(): boolean {
    return this.levels !== null && this.levels[0] === 0 && this.bound >= this.cost - 1e-3;
  }

  private halt(): void {
    Atomics.store(this.flag, 0, 1);
    this.timers.push(setTimeout(this.giveUp, patienceMs - 200));
  }

  /** Takes in the leg's results, lane by lane; a leg that was cut short in either lane is thrown away. */
  private meet(replies: readonly Reply[]): boolean {
    const legs = replies.flatMap((reply) => (reply.told === 'LEG' ? [reply] : []));
    const counts = this.levels === null || legs.every(({ result }) => !result.interrupted);
    if (!counts) return false;
    for (const leg of legs) this.take(leg);
    this.next = legs[1]?.result.next ?? this.next;
    this.iterations += Math.max(...legs.map(({ result }) => result.iterations));
    return true;
  }

  private take(leg: LegReply): void {
    const { pieces, levels, nodes, bound, optimal } = leg.result;
    if (leg === this.optimal) this.optimal = null;
    this.nodes += nodes;
    this.bound = Math.max(this.bound, bound);
    if (pieces === null || (this.levels !== null && !optimal && !better(levels, this.levels))) return;
    this.levels = levels;
    this.pieces = pieces;
    this.open = leg.open;
  }

  private progress(): Progress {
    const { cost, levels, open } = this;
    const bound = Number.isFinite(this.bound) ? this.bound : null;
    const gap = bound === null || cost === 0 ? null : Math.max(0, (cost - bound) / cost);
    return { seconds: (performance.now() - this.startedAt) / 1000, cost, hard: levels?.[0] ?? 0, open, bound, gap };
  }
}
