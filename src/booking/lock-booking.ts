import { LockMode } from '@mikro-orm/core';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { Booking } from './booking.entity.js';
import { lockSlots, oneCommandAtATime, type SlotKey, slotOfBooking } from './claim.queries.js';

/**
 * Loads a booking for change, in the one order that every command uses: the booking's own turn, session, slot, booking.
 * Commands on one booking take turns, so it should not move to another slot before it is locked; if it did, this starts
 * over.
 * @param alsoLock a slot that the command will claim.
 */
export async function lockBooking(
  tx: Tx,
  bookingId: string,
  field: readonly string[],
  alsoLock?: SlotKey,
): Promise<Result<Booking>> {
  await oneCommandAtATime(tx.db, bookingId);
  for (;;) {
    const slot = await slotOfBooking(tx.db, bookingId);
    if (slot === undefined) {
      return refuse({
        code: generalProblems.NOT_FOUND,
        field,
        message: 'There is no such booking, or it belongs to another practice or network.',
      });
    }
    await lockSlots(tx.db, alsoLock === undefined ? [slot] : [slot, alsoLock]);
    const booking = await tx.em.findOne(
      Booking,
      { id: bookingId },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (booking?.sessionId === slot.sessionId && booking.slotNumber === slot.slotNumber) return ok(booking);
  }
}
