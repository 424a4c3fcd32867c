import { sql } from 'kysely';
import type { Db } from '../database/scope.js';

export interface EnqueueOptions {
  /** Replaces a job with the same key that has not run yet. */
  readonly jobKey?: string;
  /** Not before this instant. */
  readonly runAt?: Date;
}

/** Queues a job in the caller's transaction: it runs after the commit, and disappears with a rollback. */
export async function enqueue(db: Db, task: string, payload: object, options: EnqueueOptions = {}): Promise<void> {
  await sql`/* enqueue */ select enqueue(${task}, ${JSON.stringify(payload)}::json, ${options.jobKey ?? null}::text,
    ${options.runAt?.toISOString() ?? null}::timestamptz)`.execute(db);
}
