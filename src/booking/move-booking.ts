import type { Viewer } from '../identity/viewer.js';
import { refusalOf } from '../identity/permissions.js';
import { organisationsByIds } from '../organisation/directory/organisation.queries.js';
import { enqueue } from '../platform/jobs/enqueue.queries.js';
import type { Tx } from '../platform/database/scope.js';
import { ok, refuse, type Result } from '../platform/result.js';
import type { DeliveryMode } from '../sessions/service/rules/delivery-mode.js';
import { bookingProblems } from './booking.problems.js';
import { expireHoldsOfReference, type SlotKey } from './claim.queries.js';
import type { Booked } from './book-slot.js';
import { accessWarnings } from './booking.warnings.js';
import { claimSlot } from './claim-slot.js';
import { checkWishes, stepsInTheWay } from './rules/access-needs.js';
import { lockBooking } from './lock-booking.js';
import { offerFreedSlotTask } from './offer-free-slots.js';
import { freedIn } from './waiting-pass.queries.js';

export interface MoveBooking {
  readonly bookingId: string;
  readonly slot: SlotKey;
  readonly deliveryMode?: DeliveryMode | undefined;
}

/**
 * Moves a confirmed booking to another slot in one step: the patient always has exactly one of the two slots. Within
 * one session the booking keeps its place; in another session it needs a place there, and its old place becomes free.
 */
export async function moveBooking(tx: Tx, viewer: Viewer, input: MoveBooking): Promise<Result<Booked>> {
  const locked = await lockBooking(tx, input.bookingId, ['booking'], input.slot);
  if (!locked.ok) return locked;
  const booking = locked.value;
  const barred = refusalOf(viewer, tx.scope, 'moveBooking', {
    pcnId: booking.pcnId,
    organisationId: booking.practiceId,
  });
  if (barred !== undefined) return refuse(barred);
  // Refused first, because an expired hold may block others whose place this command would wait for.
  if (booking.state !== 'CONFIRMED') {
    return refuse({
      code: bookingProblems.WRONG_STATE,
      field: ['booking'],
      message: 'Only a confirmed booking without an outcome can be moved. Make a new booking instead.',
    });
  }
  const sameSession = booking.sessionId === input.slot.sessionId;
  if (sameSession && booking.slotNumber === input.slot.slotNumber) {
    return refuse({
      code: bookingProblems.WRONG_STATE,
      field: ['slot'],
      message: 'The booking is already in this slot. Choose another slot.',
    });
  }
  const wishes = { accessNeeds: booking.accessNeeds, deliveryMode: input.deliveryMode ?? booking.deliveryMode };
  const possible = checkWishes(wishes);
  if (!possible.ok) return possible;
  const practice = (await organisationsByIds(tx.db, [booking.practiceId], tx.scope.today))[0];
  const claimed = await claimSlot(tx, viewer, {
    slot: input.slot,
    practiceId: booking.practiceId,
    practiceCode: practice?.odsCode ?? 'The practice',
    channel: booking.channel,
    deliveryMode: wishes.deliveryMode,
    patient: { accessNeeds: booking.accessNeeds, field: ['slot'] },
    action: 'moveBooking',
    keepPlace: sameSession ? booking.placeNumber : undefined,
  });
  if (!claimed.ok) return claimed;
  const { row, placeNumber, deliveryMode } = claimed.value;
  if (booking.startsAt <= row.now) {
    return refuse({
      code: bookingProblems.SLOT_PAST,
      field: ['booking'],
      message: 'The booked slot has begun or is over. Make a new booking instead.',
    });
  }
  if (booking.reference != null) {
    await expireHoldsOfReference(tx.db, booking.practiceId, booking.reference, row.startsAt, row.endsAt);
  }
  const freed = await freedIn(tx.db, booking.sessionId);
  tx.em.assign(booking, {
    movedAt: row.now,
    movedFromSessionId: booking.sessionId,
    movedFromStartsAt: booking.startsAt,
    sessionId: input.slot.sessionId,
    slotNumber: input.slot.slotNumber,
    placeNumber,
    pcnId: row.pcnId,
    deliveryMode,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
  });
  await tx.em.flush();
  if (freed !== undefined) await enqueue(tx.db, offerFreedSlotTask, freed);
  const stepsUnknown = stepsInTheWay(wishes, deliveryMode, row.stepFree) === 'unknown';
  const slotMinutes = (row.endsAt.getTime() - row.startsAt.getTime()) / 60_000;
  // The needs are in the booking, not in this input.
  const warnings = accessWarnings(booking.accessNeeds, { slotMinutes, stepsUnknown }).map((warning) => ({
    ...warning,
    field: ['slot'],
  }));
  return ok({ bookingId: booking.id, warnings });
}
