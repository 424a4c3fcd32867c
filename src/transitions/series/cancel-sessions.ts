import type { Viewer } from '../../identity/viewer.js';
import { cancelSession } from '../../booking/cancel-session.js';
import type { Tx } from '../../platform/database/scope.js';
import { ok, type Result } from '../../platform/result.js';
import type { ReportDraft } from '../change-report.js';
import type { SessionAhead } from '../clinic/clinic-change.queries.js';
import { bookingsAhead } from '../clinic/clinic-form.queries.js';
import { noteEnded } from '../clinic/note-ended.js';
import { type EndedWithSession, endedWithSession } from '../clinic/session-change.queries.js';
import { many } from '../rules/days.js';

interface Cancelling {
  readonly sessions: readonly SessionAhead[];
  readonly reason: string;
  readonly withBookings: boolean;
}

/**
 * Cancels sessions of a series and reports each of them, each booking that ends and who must be told. Clashes: a
 * session with anything booked or held, unless its bookings are to end with it. Precondition: the sessions are locked
 * for update.
 */
export async function cancelSessions(
  tx: Tx,
  viewer: Viewer,
  draft: ReportDraft,
  { sessions, reason, withBookings }: Cancelling,
): Promise<Result<null>> {
  const pinned = sessions.filter(({ taken }) => taken > 0 && !withBookings);
  for (const { id, sessionOn: on, startTime, endTime, taken } of pinned) {
    const text = `In the session on ${on}, ${startTime} to ${endTime}, ${many(taken, 'slot is', 'slots are')} booked or held. Move or cancel them first. To cancel them with the session, set withBookings.`;
    draft.note('clashes', 'SESSION', text, { on, about: { type: 'Session', key: id } });
  }
  const going = sessions.filter((session) => !pinned.includes(session));
  const dayOf = new Map(going.map(({ id, sessionOn }) => [id, sessionOn]));
  const bookings = await bookingsAhead(tx.db, [...dayOf.keys()]);
  const ended: EndedWithSession[] = [];
  for (const { id, sessionOn: on, startTime, endTime, siteName } of going) {
    const cancelled = await cancelSession(tx, viewer, { sessionId: id, reason });
    if (!cancelled.ok) return cancelled;
    const text = `The session on ${on}, ${startTime} to ${endTime}, at ${siteName} is cancelled.`;
    draft.note('moves', 'SESSION', text, { on, about: { type: 'Session', key: id } });
    const gone = await endedWithSession(tx.db, id);
    if (gone !== undefined) ended.push(gone);
  }
  const ringing = bookings
    .filter(({ confirmed }) => confirmed)
    .map(({ id, sessionId, odsCode }) => ({ id, odsCode, on: dayOf.get(sessionId) ?? '' }));
  noteEnded(draft, ended, ringing);
  return ok(null);
}
