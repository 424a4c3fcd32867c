import type { Viewer } from '../../identity/viewer.js';
import { refusalOf } from '../../identity/permissions.js';
import { lockRoom, offersByIds } from '../../organisation/accommodation/accommodation.queries.js';
import { organisationProblems } from '../../organisation/directory/organisation.problems.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import { roomsByIds } from '../../organisation/site/site.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { carryOut, type ChangeReport, checkDay, ReportDraft } from '../change-report.js';
import { clinicsInRoom, endOffer, sessionsInRoom } from './room-change.queries.js';
import { offeredTo, sessionInWords } from './sessions-in-words.js';

export interface WithdrawOffer {
  readonly offer: string;
  readonly from: string;
  readonly reason: string;
  readonly dryRun?: boolean | undefined;
}

/**
 * Withdraws the offer of a room from a day on. One that has not begun by then is deleted; the audit trail keeps it.
 * Locks the room, as publication does, so that no session is published into it by this offer in the meantime. Clashes:
 * the network's published sessions there from that day on that no other offer covers. Refused: an offer that was
 * declined, or is over by that day.
 */
export function withdrawOffer(tx: Tx, viewer: Viewer, input: WithdrawOffer): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => withdraw(inner, viewer, input));
}

async function withdraw(tx: Tx, viewer: Viewer, input: WithdrawOffer): Promise<Result<ChangeReport>> {
  const { from } = input;
  const [seen] = await offersByIds(tx.db, [input.offer]);
  if (seen !== undefined) await lockRoom(tx.db, seen.roomId);
  const [offer] = await offersByIds(tx.db, [input.offer]);
  if (offer === undefined) {
    const message = 'You see no such offer. Read the offers of the network again.';
    return refuse({ code: generalProblems.NOT_FOUND, field: ['offer'], message });
  }
  const { pcnId, offeredById, roomId } = offer;
  const barred = refusalOf(viewer, tx.scope, 'offerAccommodation', { organisationId: offeredById });
  if (barred !== undefined) return refuse(barred);
  const day = checkDay(tx.scope.today, from);
  if (!day.ok) return day;
  const reason = checkPlainText(input.reason, 200, 'reason');
  if (!reason.ok) return reason;
  if (offer.state === 'DECLINED' || (offer.to !== null && offer.to <= from)) {
    const message =
      offer.state === 'DECLINED' ? 'The network declined this offer.' : `The offer ends on ${String(offer.to)} anyway.`;
    return refuse({ code: organisationProblems.LENDING_ENDED, field: ['offer'], message });
  }

  const [room] = await roomsByIds(tx.db, [roomId]);
  const name = room?.name ?? 'The room';
  const draft = new ReportDraft(from);
  const sessions = (await sessionsInRoom(tx.db, roomId, from)).filter((session) => session.pcnId === pcnId);
  const before = await offeredTo(tx, roomId, sessions);
  await endOffer(tx.db, offer.id, from, reason.value);
  const after = await offeredTo(tx, roomId, sessions);
  for (const [index, session] of sessions.entries()) {
    if (before[index] !== true || after[index] === true) continue;
    draft.note('clashes', 'SESSION', `A session needs it on ${sessionInWords(session)}. Ask the network to move it.`, {
      on: session.sessionOn,
      about: session.sessionId === null ? null : { type: 'Session', key: session.sessionId },
    });
  }
  const begun = offer.from < from;
  const gone = begun ? `The offer of ${name} ends.` : `The offer of ${name} is withdrawn before it begins.`;
  draft.note('moves', 'ROOM_OFFER', gone, { about: begun ? { type: 'AccommodationOffer', key: offer.id } : null });
  for (const clinic of await clinicsInRoom(tx.db, roomId, from)) {
    if (clinic.pcnId !== pcnId) continue;
    draft.note('stays', 'CLINIC', `“${clinic.title}” is to be held there. Its next sessions need another room.`, {
      about: { type: 'SharedClinic', key: clinic.clinicId },
    });
  }
  draft.tell(pcnId, `${name} is no longer offered from ${from}: ${reason.value}`);
  return ok(draft.report);
}
