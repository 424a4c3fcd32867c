import type { Tx } from '../../platform/database/scope.js';
import { type OfferedRoom, roomsOfferedFor } from '../../organisation/accommodation/accommodation.queries.js';
import { londonTime } from '../../time/london.js';
import { many } from '../rules/days.js';
import type { SessionInRoom } from './room-change.queries.js';

/** London time of the end, `24:00` at midnight, because rooms are offered by the day. */
function endTime({ endsAt }: SessionInRoom): string {
  const time = londonTime(Date.parse(endsAt));
  return time === '00:00' ? '24:00' : time;
}

/** When a session is, and what is booked there: `2026-12-01, 09:00 to 12:00, 3 slots booked`. */
export function sessionInWords(session: SessionInRoom): string {
  const times = `${session.sessionOn}, ${londonTime(Date.parse(session.startsAt))} to ${londonTime(Date.parse(session.endsAt))}`;
  return session.booked === 0 ? times : `${times}, ${many(session.booked, 'slot')} booked`;
}

/** Whether a room is offered to each session's network for the whole of the session, in the order given. */
export async function offeredTo(tx: Tx, roomId: string, sessions: readonly SessionInRoom[]): Promise<boolean[]> {
  if (sessions.length === 0) return [];
  const wishes = sessions.map((session) => ({
    roomId,
    pcnId: session.pcnId,
    day: session.sessionOn,
    fromTime: londonTime(Date.parse(session.startsAt)),
    toTime: endTime(session),
  }));
  return (await roomsOfferedFor(tx.db, wishes)).map((rooms: readonly OfferedRoom[]) => rooms.length > 0);
}
