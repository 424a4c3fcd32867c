import type { Viewer } from '../../identity/viewer.js';
import { organisationProblems } from '../../organisation/directory/organisation.problems.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import { roomForChange } from '../../organisation/site/room-for-change.js';
import type { Room } from '../../organisation/site/room.entity.js';
import { type RoomRow, roomsByIds } from '../../organisation/site/site.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { lockRooms } from '../../sessions/publication/planning.queries.js';
import { carryOut, type ChangeReport, checkDay, ReportDraft } from '../change-report.js';
import { agreeing, many } from '../rules/days.js';
import {
  clinicsInRoom,
  closeRoomOn,
  endOffersOfRoom,
  lockSessions,
  moveToRoom,
  type SessionInRoom,
  sessionsInRoom,
} from './room-change.queries.js';
import { offeredTo, sessionInWords } from './sessions-in-words.js';

export interface CloseRoom {
  readonly room: string;
  readonly from: string;
  readonly reason: string;
  /** Another room of the site for the sessions that are published there. */
  readonly sessionsTo?: string | undefined;
  readonly dryRun?: boolean | undefined;
}

/**
 * Closes a room from a day on: its offers end and no session is published there. Locks its sessions, then the rooms in
 * order of their ids, as publication does, so that no session comes to be in it in the meantime. Clashes: each session
 * there from that day on, of any network, unless `sessionsTo` names a room of the same site that is offered to that
 * network and free, and the viewer may change the session.
 */
export function closeRoom(tx: Tx, viewer: Viewer, input: CloseRoom): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => close(inner, viewer, input));
}

async function close(tx: Tx, viewer: Viewer, input: CloseRoom): Promise<Result<ChangeReport>> {
  const { from } = input;
  const seen = (await sessionsInRoom(tx.db, input.room, from)).flatMap(({ sessionId }) => sessionId ?? []);
  if (input.sessionsTo !== undefined) await lockSessions(tx.db, seen);
  await lockRooms(tx.db, [input.room, ...(input.sessionsTo === undefined ? [] : [input.sessionsTo])]);
  const found = await roomForChange(tx, viewer, input.room);
  if (!found.ok) return found;
  const { room, operatorId } = found.value;
  const day = checkDay(tx.scope.today, from);
  if (!day.ok) return day;
  const reason = checkPlainText(input.reason, 200, 'reason');
  if (!reason.ok) return reason;
  if (room.closedOn != null) {
    const message = `${room.name} closes or closed on ${room.closedOn}. There is nothing more to do.`;
    return refuse({ code: organisationProblems.ROOM_CLOSED, field: ['room'], message });
  }
  const other = await otherRoom(tx, room, input);
  if (!other.ok) return other;

  const draft = new ReportDraft(from);
  const sessions = await sessionsInRoom(tx.db, room.id, from);
  if (other.value === null) sessions.forEach((session) => noteInTheWay(draft, session));
  else await moveSessions(tx, draft, sessions, other.value);
  for (const { pcnId } of sessions) {
    draft.tell(pcnId, `You have sessions in ${room.name}, which closes on ${from}: ${reason.value}`);
  }
  await closeRoomOn(tx.db, room.id, from, reason.value);
  draft.note('moves', 'ROOM', `${room.name} closes.`, { about: { type: 'Room', key: room.id } });
  const offers = await endOffersOfRoom(tx.db, room.id, from, reason.value);
  draft.note(
    'moves',
    'ROOM_OFFER',
    `${many(offers.length, 'offer')} of it ${agreeing(offers.length, 'ends', 'end')}.`,
    {
      count: offers.length,
    },
  );
  for (const { pcnId } of offers) draft.tell(pcnId, `${room.name} is no longer offered from ${from}: ${reason.value}`);
  for (const clinic of await clinicsInRoom(tx.db, room.id, from)) {
    draft.note('stays', 'CLINIC', `“${clinic.title}” is to be held there. Move it with moveSharedClinicHost.`, {
      about: { type: 'SharedClinic', key: clinic.clinicId },
    });
    draft.tell(clinic.pcnId, `“${clinic.title}” needs another room instead of ${room.name}.`);
  }
  if (operatorId !== null) draft.tell(operatorId, `${room.name} closes on ${from}: ${reason.value}`);
  return ok(draft.report);
}

function noteInTheWay(draft: ReportDraft, session: SessionInRoom, why = 'Move or cancel it, or name `sessionsTo`.') {
  draft.note('clashes', 'SESSION', `A session is there on ${sessionInWords(session)}. ${why}`, {
    on: session.sessionOn,
    about: session.sessionId === null ? null : { type: 'Session', key: session.sessionId },
  });
}

async function otherRoom(tx: Tx, room: Room, { from, sessionsTo }: CloseRoom): Promise<Result<RoomRow | null>> {
  if (sessionsTo === undefined) return ok(null);
  const [other] = await roomsByIds(tx.db, [sessionsTo]);
  const no = (message: string) => refuse({ code: generalProblems.INVALID_INPUT, field: ['sessionsTo'], message });
  if (other?.siteId !== room.siteId || other.id === room.id) return no('Name another room of the same site.');
  return other.closedOn !== null
    ? no(`${other.name} closes too, on ${other.closedOn}, not before ${from}.`)
    : ok(other);
}

/** Precondition: the sessions that the viewer sees, and both rooms, are locked. */
async function moveSessions(tx: Tx, draft: ReportDraft, sessions: readonly SessionInRoom[], other: RoomRow) {
  const offered = await offeredTo(tx, other.id, sessions);
  const taken = await sessionsInRoom(tx.db, other.id, sessions[0]?.sessionOn ?? tx.scope.today);
  const movable: SessionInRoom[] = [];
  for (const [index, session] of sessions.entries()) {
    const busy = taken.some(({ startsAt, endsAt }) => startsAt < session.endsAt && endsAt > session.startsAt);
    if (session.sessionId === null) noteInTheWay(draft, session, 'Ask its network to move it.');
    else if (offered[index] !== true) noteInTheWay(draft, session, `${other.name} is not offered to its network then.`);
    else if (busy) noteInTheWay(draft, session, `${other.name} is taken then.`);
    else movable.push(session);
  }
  const moved = new Set(
    await moveToRoom(
      tx.db,
      movable.flatMap(({ sessionId }) => sessionId ?? []),
      other.id,
    ),
  );
  for (const session of movable) {
    if (session.sessionId === null || !moved.has(session.sessionId)) {
      noteInTheWay(draft, session, 'Ask its network to move it.');
      continue;
    }
    draft.note('moves', 'SESSION', `The session of ${sessionInWords(session)} moves to ${other.name}.`, {
      on: session.sessionOn,
      about: { type: 'Session', key: session.sessionId },
    });
  }
}
