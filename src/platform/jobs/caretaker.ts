import { setTimeout as delay } from 'node:timers/promises';
import { parseCronItems } from 'graphile-worker';
import type { Logger } from 'pino';
import { loggable } from '../database/database-error.js';
import { plainClient } from '../database/plain-connections.js';
import type { AnyJob } from './job.js';
import {
  announceWorker,
  queueForMinute,
  readQueueTime,
  releaseAbandonedJobs,
  releaseForgottenJobs,
} from './queue.queries.js';

type QueueClient = ReturnType<typeof plainClient>;

const usualLookMs = 5000;
const longestPauseMs = 5000;
const minuteMs = 60_000;

export interface CaretakerOptions {
  /** Connects as the worker role, which sees the queue and nothing else. */
  readonly connectionString: string;
  readonly jobs: readonly AnyJob[];
  readonly log: Logger;
  /** How often it looks for jobs of dead workers and for periodic ones that are due; default 5 seconds. */
  readonly lookEveryMs?: number;
  /** Ids of the jobs that this process's worker is running. */
  readonly inHand: () => readonly string[];
}

/**
 * What a queue needs besides its workers, on its own connection. It announces this process's worker, returns to the
 * queue the jobs of dead workers and those that its own worker lost, and queues periodic jobs by the database's clock.
 * The queue's own crontab uses the host's clock: one that is an hour ahead would delay every such job by an hour.
 */
export class Caretaker {
  private readonly stopping = new AbortController();
  private readonly ended: Promise<void>;
  private readonly periodic;
  private client: QueueClient | undefined;
  private workerId: string | undefined;
  private seenMinute: number | undefined;

  constructor(private readonly options: CaretakerOptions) {
    this.periodic = parseCronItems(
      options.jobs.flatMap(({ name, at }) => (at === undefined ? [] : [{ task: name, match: at }])),
    );
    this.ended = this.goOn();
  }

  /** From now on this process's jobs are locked by this id. */
  async announce(workerId: string): Promise<void> {
    this.workerId = workerId;
    // If the connection is lost, the next one announces it.
    if (this.client !== undefined) await announceWorker(this.client, workerId).catch(() => undefined);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.ended;
  }

  private async goOn(): Promise<void> {
    for (let pauseMs = 100; !this.stopping.signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const client = plainClient(this.options.connectionString);
      try {
        await client.connect();
        this.client = client;
        if (this.workerId !== undefined) await announceWorker(client, this.workerId);
        for (; !this.stopping.signal.aborted; await this.pause(this.options.lookEveryMs ?? usualLookMs)) {
          await this.look(client);
          pauseMs = 100;
        }
      } catch (error) {
        if (!this.stopping.signal.aborted) {
          this.options.log.warn({ fault: loggable(error) }, 'lost sight of the job queue; trying again');
        }
      }
      this.client = undefined;
      await client.end().catch(() => undefined);
      await this.pause(pauseMs);
    }
  }

  private async look(client: QueueClient): Promise<void> {
    await releaseAbandonedJobs(client);
    if (this.workerId !== undefined) await releaseForgottenJobs(client, this.workerId, this.options.inHand());
    const minute = Math.floor((await readQueueTime(client)).getTime() / minuteMs);
    if (this.seenMinute === undefined || Math.abs(minute - this.seenMinute) > 60) this.seenMinute = minute - 1;
    for (let next = this.seenMinute + 1; next <= minute; next += 1) {
      const at = new Date(next * minuteMs);
      for (const { task, match } of this.periodic) if (match(digestOf(at))) await queueForMinute(client, task, at);
      this.seenMinute = next;
    }
  }

  private pause(ms: number): Promise<void> {
    return delay(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

/** An instant as a crontab line sees it, in UTC. */
function digestOf(at: Date) {
  return {
    min: at.getUTCMinutes(),
    hour: at.getUTCHours(),
    date: at.getUTCDate(),
    month: at.getUTCMonth() + 1,
    dow: at.getUTCDay(),
  };
}
