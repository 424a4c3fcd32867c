import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import { organisationsByIds } from '../organisation/directory/organisation.queries.js';
import type { Tx } from '../platform/database/scope.js';
import { refuse, ok, type Result } from '../platform/result.js';
import { claimSlot } from './claim-slot.js';
import { expireHoldsOfReference } from './claim.queries.js';
import { lockBooking } from './lock-booking.js';

/**
 * Takes back that a booking was cancelled, while its slot is free: the same booking is confirmed again, with a place of
 * its practice or the pool as a new booking would get. Locks as `cancelBooking` does, then a place. Refused for a
 * booking that ended with its session, and for whatever refuses a new booking of the slot.
 */
export async function undoCancelBooking(
  tx: Tx,
  viewer: Viewer,
  bookingId: string,
): Promise<Result<{ bookingId: string }>> {
  const locked = await lockBooking(tx, bookingId, ['booking']);
  if (!locked.ok) return locked;
  const booking = locked.value;
  const { pcnId, practiceId, sessionId, slotNumber, channel, deliveryMode, accessNeeds, reference } = booking;
  const barred = refusalOf(viewer, tx.scope, 'undoCancelBooking', { pcnId, organisationId: practiceId });
  if (barred !== undefined) return refuse(barred);
  const possible = booking.checkReinstatable();
  if (!possible.ok) return inBooking(possible);
  const practice = (await organisationsByIds(tx.db, [practiceId], tx.scope.today))[0];
  const claimed = await claimSlot(tx, viewer, {
    slot: { sessionId, slotNumber },
    practiceId,
    practiceCode: practice?.odsCode ?? 'The practice',
    channel,
    deliveryMode,
    patient: { accessNeeds, field: ['booking'] },
    action: 'undoCancelBooking',
  });
  if (!claimed.ok) return inBooking(claimed);
  const { row, placeNumber } = claimed.value;
  if (reference != null) await expireHoldsOfReference(tx.db, practiceId, reference, row.startsAt, row.endsAt);
  booking.reinstate(placeNumber);
  await tx.em.flush();
  return ok({ bookingId: booking.id });
}

/** Whatever is in the way, the booking is all that the caller named. */
function inBooking({ problems }: Extract<Result<never>, { ok: false }>): Result<never> {
  return { ok: false, problems: problems.map((problem) => ({ ...problem, field: ['booking'] })) };
}
