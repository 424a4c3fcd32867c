import type { Action } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result } from '../../platform/result.js';
import { sessionsProblems } from '../../sessions/service/sessions.problems.js';
import { type SessionState, sessionsByIds } from '../../sessions/session/session.queries.js';
import { lockSessionAhead, type SessionAhead } from '../clinic/clinic-change.queries.js';
import { type ClinicForChange, lockedClinic } from '../clinic/clinic-for-change.js';
import { lockStaffOf } from './session-moves.queries.js';

export interface SessionForChange {
  readonly ahead: SessionAhead;
  readonly clinic: ClinicForChange;
}

/**
 * Locks the clinic of a session, as publication does, everyone assigned and then the session, as bookings do, and
 * checks the permission. Refused: NOT_FOUND, FORBIDDEN, a session in another state (SESSION_CANCELLED,
 * SESSION_NOT_CANCELLED), one that has begun.
 */
export async function sessionForChange(
  tx: Tx,
  viewer: Viewer,
  action: Action,
  sessionId: string,
  state: SessionState,
): Promise<Result<SessionForChange>> {
  const [known] = await sessionsByIds(tx.db, [sessionId]);
  if (known === undefined) return refuse(notFound);
  const clinic = await lockedClinic(tx, viewer, action, known.clinicId);
  if (!clinic.ok) return clinic;
  await lockStaffOf(tx.db, sessionId);
  const ahead = await lockSessionAhead(tx.db, sessionId, state);
  if (ahead !== undefined) return ok({ ahead, clinic: clinic.value });
  const [now] = await sessionsByIds(tx.db, [sessionId]);
  if (now === undefined) return refuse(notFound);
  if (now.state === state) {
    const message = 'This session has begun or is over, or was replaced by another form of it. Read its series again.';
    return refuse({ code: sessionsProblems.SESSION_OVER, field: ['session'], message });
  }
  return now.state === 'CANCELLED'
    ? refuse({
        code: sessionsProblems.SESSION_CANCELLED,
        field: ['session'],
        message: `This session was cancelled: ${now.cancelledReason ?? 'no reason is on record'}. Reinstate it with reinstateSession.`,
      })
    : refuse({
        code: sessionsProblems.SESSION_NOT_CANCELLED,
        field: ['session'],
        message: 'This session takes place: there is nothing to reinstate.',
      });
}

const notFound: Problem = {
  code: generalProblems.NOT_FOUND,
  field: ['session'],
  message: 'There is no such session, or it is not in one of your networks.',
};
