import type { Viewer } from '../identity/viewer.js';
import { enqueue } from '../platform/jobs/enqueue.queries.js';
import type { Tx } from '../platform/database/scope.js';
import { ok, type Result } from '../platform/result.js';
import { availabilityOfSession } from './availability.queries.js';
import { slotsOf } from './available-slots.js';
import { claimSlot } from './claim-slot.js';
import { lockSlots } from './claim.queries.js';
import { placeHold } from './hold-slot.js';
import { WaitingEntry } from './waiting-entry.entity.js';
import { lockWaitersForSession, oneOfferAtATime, type WaitingRow } from './waiting.queries.js';

export const offerFreedSlotTask = 'offer-freed-slot';
export const offerToWaitersTask = 'offer-to-waiters';

/**
 * Offers the free slots of a session to those who wait for its service, longest wait first: each gets a hold in their
 * practice's name. One at a time for a service. Run again when the first of those holds ends, for the next in line. Safe
 * to run twice.
 */
export const offerFreedSlot = async (
  tx: Tx,
  viewer: Viewer,
  input: { pcn: string; sessionId: string },
): Promise<Result<{ offered: number }>> => {
  await oneOfferAtATime(tx.db, input.sessionId);
  const waiters = await lockWaitersForSession(tx.db, input.sessionId);
  let offered = 0;
  let nextLook: Date | undefined;
  for (const waiter of waiters) {
    const offer = await holdFor(tx, viewer, input.sessionId, waiter);
    if (offer === undefined) continue;
    offered += 1;
    if (nextLook === undefined || offer.expiresAt < nextLook) nextLook = offer.expiresAt;
  }
  if (nextLook !== undefined) {
    await enqueue(tx.db, offerFreedSlotTask, input, {
      jobKey: `${offerFreedSlotTask}:${input.sessionId}`,
      runAt: nextLook,
    });
  }
  return ok({ offered });
};

const holdFor = async (tx: Tx, viewer: Viewer, sessionId: string, waiter: WaitingRow) => {
  const session = await availabilityOfSession(tx.db, {
    practiceId: waiter.practiceId,
    sessionId,
    deliveryMode: waiter.deliveryMode ?? undefined,
    heldFor111: false,
  });
  const free = session === undefined ? undefined : slotsOf(session)[0];
  if (free === undefined) return undefined;
  const slot = { sessionId, slotNumber: free.number };
  await lockSlots(tx.db, [slot]);
  const claimed = await claimSlot(tx, viewer, {
    slot,
    practiceId: waiter.practiceId,
    practiceCode: waiter.practiceCode,
    channel: waiter.channel,
    deliveryMode: waiter.deliveryMode ?? undefined,
    action: 'holdSlot',
  });
  if (!claimed.ok) return undefined; // somebody was quicker; the next change looks again
  const hold = await placeHold(
    tx,
    slot,
    claimed.value,
    { practiceId: waiter.practiceId, channel: waiter.channel },
    'WAITING_OFFER',
  );
  const entry = await tx.em.findOneOrFail(WaitingEntry, { id: waiter.id });
  entry.state = 'OFFERED';
  entry.offeredBookingId = hold.bookingId;
  await tx.em.flush();
  return hold;
};
