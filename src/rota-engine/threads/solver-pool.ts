import type { Instance } from '../model/instance.js';
import type { Profile } from '../model/profile.js';
import { AskedThread } from './asked-thread.js';
import { PlanningRun } from './planning-run.js';
import type { Solution, SolveOptions } from './solution.js';

/** Two threads, kept warm; rotas wait for each other. */
export class SolverPool {
  private threads: AskedThread[] = [];
  private queue: Promise<unknown> = Promise.resolve();

  async warm(): Promise<void> {
    await Promise.all(this.ready().map((thread) => thread.ask({ ask: 'WARM' })));
  }

  solve(instance: Instance, profile: Profile, options: SolveOptions): Promise<Solution> {
    const turn = this.queue.then(() => this.run(instance, profile, options));
    this.queue = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.end()));
    this.threads = [];
  }

  private ready(): readonly [AskedThread, AskedThread] {
    const [first = new AskedThread(), second = new AskedThread()] = this.threads.filter((thread) => !thread.ended);
    this.threads = [first, second];
    return [first, second];
  }

  private async run(instance: Instance, profile: Profile, options: SolveOptions): Promise<Solution> {
    const threads = this.ready();
    const run = new PlanningRun(options);
    try {
      return await run.solve(threads, instance, profile);
    } catch (error) {
      await this.close();
      throw error;
    } finally {
      run.settle();
      await Promise.all(threads.filter((thread) => thread.heavy || !thread.idle).map((thread) => thread.end()));
      this.threads = this.threads.filter((thread) => !thread.ended);
    }
  }
}
