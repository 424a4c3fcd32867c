import type { z } from 'zod';
import type { Database } from '../database/database.js';

/**
 * A background task, which may be late. Its payload is checked before it runs. It may run twice (after a crash, for
 * example), so a second run must do no harm.
 */
export interface Job<P> {
  /** As in the table `job_task`, e.g. `offer-freed-slot`. */
  readonly name: string;
  readonly payload: z.ZodType<P>;
  /** When it also runs by itself, with the payload `{}`: minute, hour, day, month, weekday in UTC, as in a crontab. */
  readonly at?: string;
  /** Throws if it should be tried again later. */
  run(database: Database, payload: P): Promise<void>;
}

/** Jobs of different payloads, in one list. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each job's own schema checks its payload first
export type AnyJob = Job<any>;
