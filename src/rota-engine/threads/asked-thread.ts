import { Worker } from 'node:worker_threads';
import type { Reply, Request } from './solver-messages.js';

/** WebAssembly memory never shrinks: a thread that holds more is replaced after its run. */
const memoryLimit = 2 ** 30;

/**
 * Most of what a new problem allocates is short-lived: with the usual few megabytes a third of the first second is
 * garbage collection.
 */
const youngMegabytes = 64;

/** A solver thread, seen from the thread that asks it: one answer to each request. */
export class AskedThread {
  ended = false;
  heavy = false;
  /** Whether it has answered everything it was asked. */
  idle = true;
  private last: Promise<unknown> = Promise.resolve();
  private readonly worker: Worker;

  constructor() {
    // Tests load the sources; threads always run the build.
    const here = import.meta.url;
    const file = here.endsWith('.ts')
      ? new URL('../../../dist/src/rota-engine/threads/solver-thread.js', here)
      : new URL('./solver-thread.js', here);
    this.worker = new Worker(file, {
      execArgv: [],
      stdout: true,
      resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes },
    });
    this.worker.stdout.resume(); // output of libraries is not needed and not kept
    // Both events reach whoever waits for an answer; a thread that fails while idle is replaced.
    this.worker.on('error', () => (this.ended = true)).on('exit', () => (this.ended = true));
    this.worker.unref();
  }

  ask(request: Request): Promise<Reply> {
    this.worker.ref();
    this.idle = false;
    const answer = new Promise<Reply>((resolve, reject) => {
      const settle = () => {
        this.idle = true;
        this.worker.off('message', told).off('error', failed).off('exit', left).unref();
      };
      const told = (reply: Reply) => {
        settle();
        if (reply.told === 'LEG') this.heavy ||= reply.memoryBytes > memoryLimit;
        if (reply.told === 'FAILED') reject(new Error(reply.message));
        else resolve(reply);
      };
      const failed = (error: Error) => {
        settle();
        reject(new Error(error.message.slice(0, 300)));
      };
      const left = () => {
        settle();
        reject(new Error('The solver thread ended'));
      };
      this.worker.on('message', told).on('error', failed).on('exit', left);
      this.worker.postMessage(request);
    });
    this.last = answer.catch(() => undefined);
    return answer;
  }

  /** Waits until it has answered, or failed. */
  async rest(): Promise<void> {
    await this.last;
  }

  async end(): Promise<void> {
    this.ended = true;
    await this.worker.terminate();
  }
}
