import { instantNow } from '../platform/database/today.queries.js';
import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import { enqueue } from '../platform/jobs/enqueue.queries.js';
import type { Tx } from '../platform/database/scope.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { lockBooking } from './lock-booking.js';
import { offerFreedSlotTask } from './offer-free-slots.js';
import { freedIn } from './waiting-pass.queries.js';

/** Why a booking was given up: a code, since nothing about a patient is kept as free text. */
export const cancellationReasons = [
  'PATIENT_CANCELLED',
  'PRACTICE_CANCELLED',
  'BOOKED_ELSEWHERE',
  'ENTERED_IN_ERROR',
] as const;
export type CancellationReason = (typeof cancellationReasons)[number];

export interface CancelBooking {
  readonly bookingId: string;
  readonly reason: CancellationReason;
}

/**
 * Gives up a hold or booking before it begins; its slot and place are free at once, and are offered to the waiting
 * list.
 */
export async function cancelBooking(
  tx: Tx,
  viewer: Viewer,
  input: CancelBooking,
): Promise<Result<{ bookingId: string }>> {
  const locked = await lockBooking(tx, input.bookingId, ['booking']);
  if (!locked.ok) return locked;
  const booking = locked.value;
  const barred = refusalOf(viewer, tx.scope, 'cancelBooking', {
    pcnId: booking.pcnId,
    organisationId: booking.practiceId,
  });
  if (barred !== undefined) return refuse(barred);
  const cancelled = booking.cancel(input.reason, await instantNow(tx.db));
  if (!cancelled.ok) return cancelled;
  await tx.em.flush();
  const freed = await freedIn(tx.db, booking.sessionId);
  if (freed !== undefined) await enqueue(tx.db, offerFreedSlotTask, freed);
  return ok({ bookingId: booking.id });
}
