import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { Logger as QueueLogger, run, type Runner, type Task, type TaskList, type WorkerEvents } from 'graphile-worker';
import type { Logger } from 'pino';
import type { Database } from '../database/database.js';
import { loggable } from '../database/database-error.js';
import { plainPool } from '../database/plain-connections.js';
import { Caretaker, type CaretakerOptions } from './caretaker.js';
import type { AnyJob } from './job.js';

const jobsAtOnce = 4;
const pauseBeforeAnotherTryMs = 2000;
const jobsMayTakeMs = 5000;
const stopMayTakeMs = 5000;
/** The queue says that a job is complete before it has written that. */
const writingMayTakeMs = 10_000;

export interface WorkerOptions extends Omit<CaretakerOptions, 'inHand'> {
  /** What the jobs themselves work with, as the app role. */
  readonly database: Database;
  /** How long a stop waits for running jobs; default 5 seconds. */
  readonly stopWithinMs?: number;
}

export interface Worker {
  readonly running: boolean;
  /** Takes no more jobs, and waits a little for running ones. A job that is cut off returns to the queue. */
  stop(): Promise<void>;
}

/**
 * Runs queued jobs until it is stopped; if the queue ends by itself, it is started again.
 * @throws if the queue cannot be read at the start.
 */
export async function startWorker(options: WorkerOptions): Promise<Worker> {
  const { log } = options;
  const stopping = new AbortController();
  const inHand = new Set<string>();
  const caretaker = new Caretaker({ ...options, inHand: () => [...inHand] });

  // One pool for all runners, which we end: the queue's own pool would be cut off when the database closes, with
  // alarming messages.
  const pool = plainPool(options.connectionString, jobsAtOnce + 2, (error) => {
    if (!stopping.signal.aborted) log.warn({ fault: loggable(error) }, 'the job queue lost a connection');
  });

  const start = (): Promise<Runner> => {
    const events = new EventEmitter() as WorkerEvents;
    // A runner keeps the result of its first look for a job, which reads the tasks' ids: if that failed, for example
    // with a lost connection, so does every later look. It ends then, and the next runner looks again.
    let looked = false;
    for (const event of ['worker:getJob:empty', 'job:start'] as const) events.once(event, () => void (looked = true));
    events.once('worker:getJob:error', () => {
      if (!looked) void running.then((blind) => blind.stop()).catch(() => undefined);
    });
    events.once('pool:create', ({ workerPool }) => void caretaker.announce(workerPool.id));
    events.on('job:start', ({ job }) => void inHand.add(job.id));
    events.on('job:complete', ({ job }) => setTimeout(() => inHand.delete(job.id), writingMayTakeMs).unref());
    const running = run({
      pgPool: pool,
      events,
      taskList: taskList(options),
      // The default is a file `crontab` in the working directory, whatever that may be.
      parsedCronItems: [],
      concurrency: jobsAtOnce,
      noHandleSignals: true,
      // Without a batch, however short, the queue does not wait on a stop until it has written how its last jobs ended;
      // they would stay locked and run again.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      gracefulShutdownAbortTimeout: options.stopWithinMs ?? jobsMayTakeMs,
      logger: new QueueLogger(() => (level, message) => {
        const quiet = stopping.signal.aborted && level !== 'error' ? 'debug' : undefined;
        log[quiet ?? levels[level] ?? 'info'](`job queue: ${message}`);
      }),
    });
    return running;
  };

  let runner: Runner | undefined;
  try {
    runner = await start();
  } catch (error) {
    await Promise.all([caretaker.stop(), pool.end()]);
    throw error;
  }
  const goOn = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        runner ??= await start();
        if (stopping.signal.aborted) await runner.stop();
        await runner.promise;
      } catch (error) {
        log.error({ fault: loggable(error) }, 'the background worker ended');
      }
      runner = undefined;
      await delay(pauseBeforeAnotherTryMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const ended = goOn();

  const stop = async (): Promise<void> => {
    stopping.abort();
    await runner?.stop().catch(() => undefined); // it may have just stopped
    await ended;
    await Promise.all([caretaker.stop(), pool.end()]);
  };
  const stopInTime = async (): Promise<void> => {
    // If the database is away, the queue may wait for it long after its jobs' time; it still returns them itself.
    const patience = new AbortController();
    const longest = (options.stopWithinMs ?? jobsMayTakeMs) + stopMayTakeMs;
    await Promise.race([stop(), delay(longest, undefined, { signal: patience.signal }).catch(() => undefined)]);
    patience.abort();
  };
  let stopped: Promise<void> | undefined;
  return {
    get running() {
      return runner !== undefined && !stopping.signal.aborted;
    },
    stop: () => (stopped ??= stopInTime()),
  };
}

/** Of the queue's own messages, those about every job are for debugging. */
const levels: Record<string, 'error' | 'warn' | 'debug'> = {
  error: 'error',
  warning: 'warn',
  info: 'debug',
  debug: 'debug',
};

function taskList({ jobs, database, log }: WorkerOptions): TaskList {
  return Object.fromEntries(jobs.map((job) => [job.name, taskOf(job, database, log)]));
}

function taskOf(job: AnyJob, database: Database, log: Logger): Task {
  return async (payload, { job: { id, attempts }, abortPromise }) => {
    try {
      // After a long enough wait, a stop fails the job, which returns it to the queue.
      await Promise.race([job.run(database, job.payload.parse(payload)), abortPromise]);
    } catch (error) {
      log.error({ job: job.name, id, attempts, fault: loggable(error) }, 'a job failed and is tried again later');
      // What is thrown here is stored in the queue's table, where a row's values must not end up.
      throw new Error(`${job.name} failed: see the log for job ${id}`);
    }
  };
}
