import { identifying, identityRule } from '../identity/rules/patient-identity.js';
import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { cancelSessionRow } from '../sessions/session/cancel-session-row.js';
import { bookingProblems } from './booking.problems.js';
import { cancelBookingsOfSession, liveBookingsOfSession } from './booking.queries.js';

export interface CancelSession {
  readonly sessionId: string;
  readonly reason: string;
}

/**
 * Cancels a session with all its holds and bookings, in one transaction. Locks the session for update, so that no
 * booking slips in: booking locks it for sharing.
 * @returns the ids of the bookings that were confirmed, for which practices must find something else.
 */
export async function cancelSession(
  tx: Tx,
  viewer: Viewer,
  input: CancelSession,
): Promise<Result<{ sessionId: string; bookingIds: string[] }>> {
  if (identifying(input.reason) === 'DIGITS') {
    return refuse({
      code: bookingProblems.PATIENT_REFERENCE_IS_NHS_NUMBER,
      field: ['reason'],
      message: `Every practice reads this reason: say why without naming a patient, with ${identityRule}.`,
    });
  }
  const cancelled = await cancelSessionRow(tx, viewer, input.sessionId, input.reason);
  if (!cancelled.ok) return cancelled;
  const live = await liveBookingsOfSession(tx.db, input.sessionId);
  await cancelBookingsOfSession(tx.db, input.sessionId);
  return ok({
    sessionId: input.sessionId,
    bookingIds: live.filter((booking) => booking.state === 'CONFIRMED').map((booking) => booking.id),
  });
}
