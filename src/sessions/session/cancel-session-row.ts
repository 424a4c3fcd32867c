import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import type { Tx } from '../../platform/database/scope.js';
import { instantNow } from '../../platform/database/today.queries.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { lockSession, markCancelled } from './lock-session.queries.js';
import type { SessionRow } from './session.queries.js';
import { creditSession } from '../ledger/share-ledger-writes.queries.js';
import { lockAccountOfSession } from '../ledger/share-ledger.queries.js';
import { sessionsProblems } from '../service/sessions.problems.js';

/**
 * The part of `cancelSession` that concerns the session itself: it is cancelled, its assignments end, and the ledgers
 * of shares and of turns to host are credited with what it gave and entitled to. Its bookings are for the area above,
 * in the same transaction. Locks the session's row for update, so that no booking slips in. Authorises by
 * `cancelSession`. Refuses a session that is already cancelled, or over.
 * @returns the session as it was before.
 */
export async function cancelSessionRow(
  tx: Tx,
  viewer: Viewer,
  sessionId: string,
  reason: string,
): Promise<Result<SessionRow>> {
  const session = await lockSession(tx.db, sessionId, 'update');
  if (session === undefined) {
    return refuse({
      code: generalProblems.NOT_FOUND,
      field: ['session'],
      message: 'There is no such session, or it is not in one of your networks.',
    });
  }
  const barred = refusalOf(viewer, tx.scope, 'cancelSession', { pcnId: session.pcnId });
  if (barred !== undefined) return refuse(barred);
  const written = checkPlainText(reason, 200, 'reason');
  if (!written.ok) return written;
  const open = await checkOpen(tx, session);
  if (!open.ok) return open;
  await markCancelled(tx.db, session.id, written.value);
  await lockAccountOfSession(tx.db, session.id);
  await creditSession(tx.db, session.id, written.value);
  return ok(session);
}

/** Refuses a session that was cancelled, or that is over: the past is not rewritten. */
export async function checkOpen(tx: Tx, session: SessionRow): Promise<Result<null>> {
  if (session.state === 'CANCELLED') {
    return refuse({
      code: sessionsProblems.SESSION_CANCELLED,
      field: ['session'],
      message: `This session was cancelled: ${session.cancelledReason ?? 'no reason is on record'}.`,
    });
  }
  if (Date.parse(session.endsAt) <= (await instantNow(tx.db)).getTime()) {
    return refuse({
      code: sessionsProblems.SESSION_OVER,
      field: ['session'],
      message: 'This session is over. What took place stays on record.',
    });
  }
  return ok(null);
}
