import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import { type SessionRow, sessionsByIds } from './session.queries.js';

/**
 * Locks the session's row until the transaction ends and then reads it; undefined when the viewer cannot see it.
 * `share` is for what needs it to stay as it is (a booking, an assignment), `update` for what changes whether it can be
 * booked (cancelling it, taking somebody off it). Shared locks and update locks wait for each other.
 */
export async function lockSession(
  db: Db,
  sessionId: string,
  mode: 'share' | 'update',
): Promise<SessionRow | undefined> {
  await sql`/* lockSession */
    select from session where id = ${sessionId}::uuid for ${mode === 'share' ? sql`share` : sql`update`}`.execute(db);
  return (await sessionsByIds(db, [sessionId]))[0];
}

/** Marks a session as cancelled and ends its assignments. Precondition: it is locked for update and published. */
export async function markCancelled(db: Db, sessionId: string, reason: string): Promise<void> {
  await sql`/* markCancelled */
    update session set state = 'CANCELLED', cancelled_reason = ${reason} where id = ${sessionId}::uuid`.execute(db);
  await sql`/* endAssignmentsOfSession */
    update assignment set state = 'ENDED', ended_at = app_now(), ended_reason = ${'Session cancelled: ' + reason}
    where session_id = ${sessionId}::uuid and state <> 'ENDED'`.execute(db);
}
