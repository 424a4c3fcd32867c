import { sql } from 'kysely';
import type { Db } from '../database/scope.js';

/** Deletes every key older than 24 hours. @returns how many. */
export async function purgeIdempotencyKeys(db: Db): Promise<number> {
  return Number(
    (await sql<{ n: string }>`/* purgeIdempotencyKeys */ select purge_idempotency_keys() as n`.execute(db)).rows[0]?.n,
  );
}
