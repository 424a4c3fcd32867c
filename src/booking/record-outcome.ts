import { instantNow } from '../platform/database/today.queries.js';
import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { ok, refuse, type Result } from '../platform/result.js';
import type { Outcome } from './booking.entity.js';
import { lockBooking } from './lock-booking.js';

export interface RecordOutcome {
  readonly bookingId: string;
  readonly outcome: Outcome;
}

/** Records how a booked slot ended. Refused before the slot begins, and for bookings that were given up. */
export async function recordOutcome(
  tx: Tx,
  viewer: Viewer,
  input: RecordOutcome,
): Promise<Result<{ bookingId: string }>> {
  const locked = await lockBooking(tx, input.bookingId, ['booking']);
  if (!locked.ok) return locked;
  const booking = locked.value;
  const barred = refusalOf(viewer, tx.scope, 'recordOutcome', {
    pcnId: booking.pcnId,
    organisationId: booking.practiceId,
  });
  if (barred !== undefined) return refuse(barred);
  const concluded = booking.conclude(input.outcome, await instantNow(tx.db));
  if (!concluded.ok) return concluded;
  await tx.em.flush();
  return ok({ bookingId: booking.id });
}
