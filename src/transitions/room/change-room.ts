import type { Viewer } from '../../identity/viewer.js';
import { roomForChange } from '../../organisation/site/room-for-change.js';
import type { RoomKind } from '../../organisation/site/room.entity.js';
import { checkRoom } from '../../organisation/site/rules/room-details.js';
import { organisationProblems } from '../../organisation/directory/organisation.problems.js';
import type { Tx } from '../../platform/database/scope.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';
import { sessionsInRoom } from './room-change.queries.js';
import { sessionInWords } from './sessions-in-words.js';

export interface ChangeRoom {
  readonly room: string;
  readonly name?: string | undefined;
  readonly kind?: RoomKind | undefined;
  readonly equipment?: readonly string[] | undefined;
  readonly stepFree?: boolean | undefined;
  readonly places?: number | undefined;
  readonly dryRun?: boolean | undefined;
}

/**
 * Corrects what is on record of a room, from today on. What is left out stays. Sessions stay in it; if it loses
 * something, each is named and its network told, because it may not suit them any more. Locks the room, as publication
 * does. Refused: a room that has closed, a name that another room of the site has.
 */
export function changeRoom(tx: Tx, viewer: Viewer, input: ChangeRoom): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, (inner) => change(inner, viewer, input));
}

async function change(tx: Tx, viewer: Viewer, input: ChangeRoom): Promise<Result<ChangeReport>> {
  const found = await roomForChange(tx, viewer, input.room);
  if (!found.ok) return found;
  const { room } = found.value;
  const { today } = tx.scope;
  if (room.closedOn != null && room.closedOn <= today) {
    const message = `${room.name} closed on ${room.closedOn}. What it was stays on record.`;
    return refuse({ code: organisationProblems.ROOM_CLOSED, field: ['room'], message });
  }
  const checked = checkRoom({
    name: input.name ?? room.name,
    kind: input.kind ?? room.kind,
    equipment: input.equipment ?? room.equipment,
    stepFree: input.stepFree ?? room.stepFree,
    places: input.places ?? room.places,
  });
  if (!checked.ok) return checked;
  const now = checked.value;
  const draft = new ReportDraft(today);
  const about = { type: 'Room', key: room.id };
  const lost: string[] = [];
  const say = (what: string, before: string, after: string, loses = false) => {
    if (before === after) return;
    draft.note('moves', 'ROOM', `${what} of ${room.name} changes.`, { about, before, after });
    if (loses) lost.push(`${what.toLowerCase()} is now ${after}, was ${before}`);
  };
  const gone = room.equipment.filter((piece) => !now.equipment.includes(piece));
  say('The name', room.name, now.name);
  say('The kind', room.kind, now.kind, true);
  say('The equipment', room.equipment.join(', ') || 'none', now.equipment.join(', ') || 'none', gone.length > 0);
  say('Step-free access', yesNo(room.stepFree), yesNo(now.stepFree), room.stepFree && !now.stepFree);
  say('The number of places', String(room.places), String(now.places), now.places < room.places);
  const name = room.name;
  Object.assign(room, now);
  await tx.em.flush();
  if (lost.length > 0) {
    for (const session of await sessionsInRoom(tx.db, room.id, today)) {
      draft.note(
        'stays',
        'SESSION',
        `A session is there on ${sessionInWords(session)}. Check that the room still suits.`,
        {
          on: session.sessionOn,
          about: session.sessionId === null ? null : { type: 'Session', key: session.sessionId },
        },
      );
      draft.tell(session.pcnId, `You have sessions in ${name}: ${lost.join('; ')}.`);
    }
  }
  return ok(draft.report);
}

function yesNo(is: boolean): string {
  return is ? 'yes' : 'no';
}
