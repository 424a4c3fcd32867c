import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import type { Tx } from '../../platform/database/scope.js';
import { instantNow } from '../../platform/database/today.queries.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { atFields, ok, refuse, type Result } from '../../platform/result.js';
import { Assignment } from './assignment.entity.js';
import { assignmentsByIds, countTakenSlots } from './assignment.queries.js';
import { lockSession } from '../session/lock-session.queries.js';
import { checkOpen } from '../session/cancel-session-row.js';

export interface Unassigned {
  readonly assignmentId: string;
  readonly sessionId: string;
  /** How many slots of the post are booked or held. They stay so, and somebody else is needed. */
  readonly affectedSlotCount: number;
}

/**
 * Takes a clinician off a post. Slots that are booked there stay booked and are counted. The post is open, so nothing
 * new is booked there, until somebody else fills it or the session is cancelled, which offers other times. Locks the
 * session's row for update, which every booking locks for sharing, so that no booking escapes the count.
 */
export async function unassignClinician(
  tx: Tx,
  viewer: Viewer,
  input: { readonly assignment: string; readonly reason: string },
): Promise<Result<Unassigned>> {
  const [known] = await assignmentsByIds(tx.db, [input.assignment]);
  const session = known && (await lockSession(tx.db, known.sessionId, 'update'));
  if (session === undefined) {
    return refuse({
      code: generalProblems.NOT_FOUND,
      field: ['assignment'],
      message: 'There is no such assignment, or it is not in one of your networks.',
    });
  }
  const barred = refusalOf(viewer, tx.scope, 'assignClinician', { pcnId: session.pcnId });
  if (barred !== undefined) return refuse(barred);
  const reason = checkPlainText(input.reason, 200, 'reason');
  if (!reason.ok) return reason;
  const open = atFields(await checkOpen(tx, session), { session: ['assignment'] });
  if (!open.ok) return open;
  const assignment = await tx.em.findOneOrFail(Assignment, { id: input.assignment });
  const ended = assignment.end(reason.value, await instantNow(tx.db));
  if (!ended.ok) return ended;
  await tx.em.flush();
  return ok({
    assignmentId: assignment.id,
    sessionId: session.id,
    affectedSlotCount: await countTakenSlots(tx.db, session.id, assignment.postNumber),
  });
}
