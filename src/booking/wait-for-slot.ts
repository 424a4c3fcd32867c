import { randomUUID } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import { organisationsByIds } from '../organisation/directory/organisation.queries.js';
import { findPractice } from '../organisation/directory/known-organisation.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result, type Warning } from '../platform/result.js';
import { servicesByIds } from '../sessions/service/service.queries.js';
import { windowOf } from '../time/window.js';
import { type BookingDetails, referenceOf } from './book-slot.js';
import type { DeliveryMode } from '../sessions/service/rules/delivery-mode.js';
import { bookingProblems } from './booking.problems.js';
import { accessWarnings, needNotServed } from './booking.warnings.js';
import { instantNow } from '../platform/database/today.queries.js';
import { checkWishes } from './rules/access-needs.js';
import { WaitingEntry } from './waiting-entry.entity.js';
import { enqueue } from '../platform/jobs/enqueue.queries.js';
import { lockBooking } from './lock-booking.js';
import { offerFreedSlotTask } from './offer-free-slots.js';
import { networkSharing, releaseOffer } from './waiting.queries.js';
import { freedIn } from './waiting-pass.queries.js';

export interface WaitForSlot extends BookingDetails {
  readonly serviceId: string;
  readonly from: string;
  readonly to: string;
  readonly deliveryMode?: DeliveryMode | undefined;
}

/**
 * Puts a patient on the waiting list for a service. When a slot becomes free, the longest waiting patient is offered
 * it: the slot is held in the name of their practice, which then only has to book the hold. Only what suits the
 * patient's needs is offered: a patient who needs step-free access is never offered a room that is not known to have
 * it.
 */
export async function waitForSlot(
  tx: Tx,
  viewer: Viewer,
  input: WaitForSlot,
): Promise<Result<{ entryId: string; warnings: readonly Warning[] }>> {
  const reference = referenceOf(input.reference);
  if (!reference.ok) return reference;
  const practice = await findPractice(tx.db, input.practice, tx.scope.today, 'practice');
  if (!practice.ok) return practice;
  const possible = checkWishes(input);
  if (!possible.ok) return possible;
  const days = windowOf(input.from, input.to);
  if (!days.ok) return days;
  if (input.to <= tx.scope.today) {
    const message = '`to` must be a day after today: it is the first day that no longer suits.';
    return refuse({ code: generalProblems.INVALID_INPUT, field: ['to'], message });
  }
  const pcnId = await networkSharing(tx.db, practice.value.id, input.serviceId, input.from, input.to);
  const barred = refusalOf(viewer, tx.scope, 'waitForSlot', {
    organisationId: practice.value.id,
    pcnId: pcnId ?? null,
  });
  if (barred !== undefined) return refuse(barred);
  if (pcnId === undefined) {
    return refuse({
      code: bookingProblems.MAY_NOT_SHARE,
      field: ['service'],
      message: `${input.practice} does not share this service on these days. Choose other days, or a service of its network in which it takes part.`,
    });
  }
  const id = randomUUID();
  tx.em.create(WaitingEntry, {
    id,
    pcnId,
    practiceId: practice.value.id,
    serviceId: input.serviceId,
    reference: reference.value,
    channel: input.channel,
    need: input.need,
    accessNeeds: [...input.accessNeeds],
    deliveryMode: input.deliveryMode ?? null,
    fromOn: input.from,
    toOn: input.to,
    state: 'WAITING',
    createdAt: await instantNow(tx.db),
  });
  await tx.em.flush();
  const [pcn] = await organisationsByIds(tx.db, [pcnId], tx.scope.today);
  await enqueue(tx.db, offerFreedSlotTask, { pcn: pcn?.odsCode, serviceId: input.serviceId });
  const [service] = await servicesByIds(tx.db, [input.serviceId]);
  const warnings =
    service === undefined
      ? []
      : [
          ...needNotServed(input.need, service.needs),
          ...accessWarnings(input.accessNeeds, { slotMinutes: service.slotMinutes, stepsUnknown: false }),
        ];
  return ok({ entryId: id, warnings });
}

/**
 * Takes a patient off the waiting list and releases the slot that was held for them, which is then offered to the next
 * on the list. Locks the entry, then the offer in the way of every command on a booking.
 */
export async function withdrawWait(tx: Tx, viewer: Viewer, entryId: string): Promise<Result<{ entryId: string }>> {
  const entry = await tx.em.findOne(WaitingEntry, { id: entryId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (entry === null) {
    return refuse({
      code: generalProblems.NOT_FOUND,
      field: ['waitingEntry'],
      message: 'There is no such entry on your waiting lists. Read the list again.',
    });
  }
  const barred = refusalOf(viewer, tx.scope, 'waitForSlot', { organisationId: entry.practiceId, pcnId: entry.pcnId });
  if (barred !== undefined) return refuse(barred);
  if (entry.state === 'BOOKED' || entry.state === 'WITHDRAWN') {
    return refuse({
      code: bookingProblems.WRONG_STATE,
      field: ['waitingEntry'],
      message:
        'This wait is already over: a slot was booked from it, or it was withdrawn. Read the waiting list again.',
    });
  }
  if (entry.state === 'OFFERED' && entry.offeredBookingId != null) {
    const offer = await lockBooking(tx, entry.offeredBookingId, ['waitingEntry']);
    if (offer.ok && (await releaseOffer(tx.db, offer.value.id))) {
      const freed = await freedIn(tx.db, offer.value.sessionId);
      if (freed !== undefined) await enqueue(tx.db, offerFreedSlotTask, freed);
    }
  }
  entry.state = 'WITHDRAWN';
  await tx.em.flush();
  return ok({ entryId });
}
