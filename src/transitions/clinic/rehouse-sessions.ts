import { roomsOfferedFor } from '../../organisation/accommodation/accommodation.queries.js';
import { roomsByIds } from '../../organisation/site/site.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import { lockRooms } from '../../sessions/publication/planning.queries.js';
import { candidateRooms } from '../../sessions/publication/planning-facts.js';
import { type InstantRange, overlaps } from '../../time/interval.js';
import { endOfDay, londonTime, startOfDay } from '../../time/london.js';
import type { ReportDraft } from '../change-report.js';
import type { SessionAhead } from './clinic-change.queries.js';
import type { ClinicForChange } from './clinic-for-change.js';
import { otherUseOfRooms } from './clinic-form.queries.js';

/** A session that is to be held at another time, of its day or of another one. */
export interface RetimedSession {
  readonly session: SessionAhead;
  /** The other day. */
  readonly heldOn?: string;
  readonly range: InstantRange;
}

/**
 * The room of each session at its new time: its own if that is offered and free then, otherwise another room at the
 * same site that the clinic may use. The host never changes. Locks the rooms, as publication does. Clashes: no
 * suitable room of the site is offered, or none is free.
 * @returns the names of all rooms checked, and each session's room by session id.
 */
export async function rehouseSessions(
  tx: Tx,
  draft: ReportDraft,
  { clinic, plan, service }: ClinicForChange,
  sessions: readonly RetimedSession[],
): Promise<{ readonly names: ReadonlyMap<string, string>; readonly rooms: ReadonlyMap<string, string | null> }> {
  const [first, last] = [sessions[0], sessions.at(-1)];
  const rooms = new Map<string, string | null>();
  if (first === undefined || last === undefined) return { names: new Map(), rooms };
  const candidates = (await candidateRooms(tx.db, plan, service)).filter((room) => room.suits);
  const optionsOf = ({ session }: RetimedSession): string[] => {
    const host = plan.hosts.find(({ siteId }) => siteId === session.siteId);
    const others = candidates.filter(
      ({ siteId, roomId }) => siteId === session.siteId && (host?.roomId == null || host.roomId === roomId),
    );
    const own = session.roomId === null ? [] : [session.roomId];
    return [...new Set([...own, ...(host === undefined ? [] : others.map(({ roomId }) => roomId))])];
  };
  const all = [...new Set(sessions.flatMap(optionsOf))];
  await lockRooms(tx.db, all);
  const names = new Map((await roomsByIds(tx.db, all)).map(({ id, name }) => [id, name]));
  const wishes = sessions.flatMap((each) =>
    optionsOf(each).map((roomId) => ({
      roomId,
      pcnId: clinic.pcnId,
      day: each.session.sessionOn,
      fromTime: londonTime(each.range.start),
      toTime: endTime(each.range),
    })),
  );
  const found = await roomsOfferedFor(tx.db, wishes);
  const offered = new Set(
    wishes.flatMap(({ day, roomId }, index) => ((found[index]?.length ?? 0) > 0 ? [`${day} ${roomId}`] : [])),
  );
  const busy = await otherUseOfRooms(
    tx.db,
    all,
    { from: startOfDay(first.session.sessionOn), to: endOfDay(last.session.sessionOn) },
    sessions.map(({ session }) => session.id),
  );
  for (const each of sessions) {
    const { session, range } = each;
    const open = optionsOf(each).filter((roomId) => offered.has(`${session.sessionOn} ${roomId}`));
    const room = open.find((roomId) => !busy.some((use) => use.roomId === roomId && overlaps(use, range)));
    if (room === undefined) {
      const why =
        open.length === 0
          ? 'no suitable room is offered. Its operator offers one with offerAccommodation'
          : 'the room is taken. Move or cancel what is in it, or choose another time';
      const times = `${session.sessionOn} from ${londonTime(range.start)} to ${endTime(range)}`;
      draft.note('clashes', 'SESSION', `At ${session.siteName} on ${times} ${why}.`, {
        on: session.sessionOn,
        about: { type: 'Session', key: session.id },
      });
      continue;
    }
    busy.push({ roomId: room, ...range });
    rooms.set(session.id, room);
  }
  return { names, rooms };
}

/** London time of the end, `24:00` at midnight, because rooms are offered by the day. */
function endTime({ end }: InstantRange): string {
  return londonTime(end) === '00:00' ? '24:00' : londonTime(end);
}
