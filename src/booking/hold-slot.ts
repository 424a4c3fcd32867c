import { randomUUID } from 'node:crypto';
import type { Viewer } from '../identity/viewer.js';
import { findPractice } from '../organisation/directory/known-organisation.js';
import type { Tx } from '../platform/database/scope.js';
import { ok, type Result } from '../platform/result.js';
import { policyOn } from '../policy/policies.js';
import { Booking, type Channel } from './booking.entity.js';
import type { DeliveryMode } from '../sessions/service/rules/delivery-mode.js';
import { lockSlots, type SlotKey } from './claim.queries.js';
import { type Claim, claimSlot } from './claim-slot.js';

export interface HoldSlot {
  readonly slot: SlotKey;
  readonly practice: string;
  readonly channel: Channel;
  readonly deliveryMode?: DeliveryMode | undefined;
}

/** Who makes a booking, for the booking's own record. */
export function bookerOf(tx: Tx): string {
  if (tx.scope.organisationId === null) throw new Error('a booker acts for an organisation');
  return tx.scope.organisationId;
}

/**
 * Keeps a slot and a place for a practice for the few minutes of a conversation. It ends by itself: from `expiresAt` on
 * it no longer counts, and the next claim of the slot sets it to EXPIRED.
 */
export async function holdSlot(tx: Tx, viewer: Viewer, input: HoldSlot): Promise<Result<{ bookingId: string }>> {
  const practice = await findPractice(tx.db, input.practice, tx.scope.today, 'practice');
  if (!practice.ok) return practice;
  await lockSlots(tx.db, [input.slot]);
  const claimed = await claimSlot(tx, viewer, {
    ...input,
    practiceId: practice.value.id,
    practiceCode: input.practice,
    action: 'holdSlot',
  });
  if (!claimed.ok) return claimed;
  return ok(await placeHold(tx, input.slot, claimed.value, { practiceId: practice.value.id, channel: input.channel }));
}

/** When a hold ends: after the time that the policy gives, but never later than the slot's start. */
export function holdEndsAt(
  policy: 'BOOKING_HOLD' | 'WAITING_OFFER',
  { now, sessionOn, startsAt }: { readonly now: Date; readonly sessionOn: string; readonly startsAt: Date },
): Date {
  const minutes = policyOn(policy, sessionOn)?.value;
  if (minutes === undefined) throw new Error(`no policy ${policy} says how long a hold lasts`);
  return new Date(Math.min(now.getTime() + minutes * 60_000, startsAt.getTime()));
}

/** Writes the hold of a claimed slot. */
async function placeHold(
  tx: Tx,
  slot: SlotKey,
  { row, placeNumber, deliveryMode }: Claim,
  holder: { practiceId: string; channel: Channel },
): Promise<{ bookingId: string }> {
  const expiresAt = holdEndsAt('BOOKING_HOLD', row);
  const id = randomUUID();
  tx.em.create(Booking, {
    id,
    pcnId: row.pcnId,
    ...slot,
    placeNumber,
    ...holder,
    bookedById: bookerOf(tx),
    accessNeeds: [],
    deliveryMode,
    state: 'HELD',
    expiresAt,
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    createdAt: row.now,
  });
  await tx.em.flush();
  return { bookingId: id };
}
