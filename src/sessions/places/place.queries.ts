import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';

/**
 * Locks the places that a practice owns in a session until the transaction ends, by number, and says which are free
 * after that: waits for a booking that is just taking one.
 */
export async function lockOwnPlaces(
  db: Db,
  sessionId: string,
  ownerId: string,
): Promise<{ number: number; free: boolean }[]> {
  return (
    await sql<{ number: number; free: boolean }>`/* lockOwnPlaces */
      select p.number, is_free(p.taken_until, app_now()) as free from place p
      where p.session_id = ${sessionId}::uuid and p.owner_id = ${ownerId}::uuid order by p.number for update`.execute(
      db,
    )
  ).rows;
}

/** Passes places on; without a new owner, to the pool. Precondition: they are locked. */
export async function setPlaceOwner(
  db: Db,
  sessionId: string,
  numbers: readonly number[],
  ownerId: string | null,
): Promise<void> {
  await sql`/* setPlaceOwner */
    update place set owner_id = ${ownerId}::uuid
    where session_id = ${sessionId}::uuid and number = any(${[...numbers]}::integer[])`.execute(db);
}

/** Notifies subscribers to changes of availability when this transaction commits. */
export async function notifySession(db: Db, sessionId: string): Promise<void> {
  await sql`/* notifySession */ select notify_session(${sessionId}::uuid)`.execute(db);
}

export interface PlaceRow {
  readonly number: number;
  /** Null is the pool. */
  readonly ownerId: string | null;
  readonly free: boolean;
}

/**
 * Locks all places of a session until the transaction ends, by number, and says who owns each and which are free after
 * that.
 */
export async function lockPlaces(db: Db, sessionId: string): Promise<PlaceRow[]> {
  return (
    await sql<PlaceRow>`/* lockPlaces */
      select p.number, p.owner_id as "ownerId", is_free(p.taken_until, app_now()) as free from place p
      where p.session_id = ${sessionId}::uuid order by p.number for update`.execute(db)
  ).rows;
}
