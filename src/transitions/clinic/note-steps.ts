import { type AccessNeed } from '../../booking/rules/access-needs.js';
import { type DeliveryMode } from '../../sessions/service/rules/delivery-mode.js';
import { stepsInTheWay } from '../../booking/rules/access-needs.js';
import { roomsByIds } from '../../organisation/site/site.queries.js';
import type { Tx } from '../../platform/database/scope.js';
import type { ReportDraft } from '../change-report.js';
import { many } from '../rules/days.js';
import { bookingsAhead } from './clinic-form.queries.js';

/** A session with its present room and its new room; null where none is set. */
export interface RoomChange {
  readonly id: string;
  readonly sessionOn: string;
  readonly roomId: string | null;
  readonly newRoomId: string | null;
  /** The site of the new room. */
  readonly siteName: string;
}

/**
 * Reports patients who need step-free access whose booking moves to a room that has none, or for which nobody has said,
 * from one that has it or may have it. Each booking is named and its practice is told. This does not stop the change:
 * what to do for the patient is for the practice to decide. Precondition: the sessions are locked.
 */
export async function noteSteps(
  tx: Tx,
  draft: ReportDraft,
  { title, sessions }: { title: string; sessions: readonly RoomChange[] },
): Promise<void> {
  const moving = new Map(sessions.filter((each) => each.roomId !== each.newRoomId).map((each) => [each.id, each]));
  if (moving.size === 0) return;
  const roomIds = [...moving.values()].flatMap(({ roomId, newRoomId }) => [roomId ?? [], newRoomId ?? []].flat());
  const rooms = new Map((await roomsByIds(tx.db, roomIds)).map((room) => [room.id, room]));
  const roomOf = (id: string | null) => (id === null ? undefined : rooms.get(id));
  const inTheWay = (await bookingsAhead(tx.db, [...moving.keys()])).flatMap((booking) => {
    const session = moving.get(booking.sessionId);
    if (session === undefined) return [];
    const wishes = { accessNeeds: booking.accessNeeds as AccessNeed[] };
    const stepsAt = (id: string | null) =>
      stepsInTheWay(wishes, booking.deliveryMode as DeliveryMode, roomOf(id)?.stepFree ?? null);
    const steps = stepsAt(session.newRoomId);
    if (steps === 'none' || steps === stepsAt(session.roomId)) return [];
    const room = roomOf(session.newRoomId);
    const place = room === undefined ? session.siteName : `${room.name} at ${session.siteName}`;
    const why = steps === 'steps' ? `${place} has none` : `nobody has said whether ${place} has one`;
    return [{ booking, on: session.sessionOn, why }];
  });
  for (const { booking, on, why } of inTheWay) {
    const text = `A patient of ${booking.odsCode} on ${on} needs a way in without steps, and ${why}.`;
    draft.note('stays', 'BOOKINGS', text, { on, about: { type: 'Booking', key: booking.id } });
  }
  for (const [practiceId, own] of Map.groupBy(inTheWay, ({ booking }) => booking.practiceId)) {
    const days = [...new Set(own.map(({ on, why }) => `${on} (${why})`))].join('; ');
    draft.tell(
      practiceId,
      `The patients of ${many(own.length, 'booking')} in “${title}” need a way in without steps: ${days}. Ring them, and move or cancel the booking where they cannot come.`,
    );
  }
}
