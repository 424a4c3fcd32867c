import { anyOrganisation, practice } from '../identity/rules/audited-columns.js';
import type { AuditedKinds } from '../platform/audit/audited-kind.js';

/** What the audit trail records about bookings and the waiting list. */
export const bookingAudited: AuditedKinds = {
  BOOKING: {
    table: 'booking',
    description: 'A hold or booking of a slot. No entry keeps the patient’s reference.',
    object: ['Booking', 'id'],
    shown: {
      session_id: 'session:Session',
      slot_number: 'slotNumber',
      place_number: 'placeNumber',
      ...practice,
      booked_by_id: `bookedBy:${anyOrganisation}`,
      channel: 'channel',
      need: 'need',
      access_needs: 'accessNeeds',
      delivery_mode: 'deliveryMode',
      state: 'state',
      expires_at: 'expiresAt',
      starts_at: 'startsAt',
      ends_at: 'endsAt',
      created_at: 'createdAt',
      confirmed_at: 'confirmedAt',
      cancelled_at: 'cancelledAt',
      cancelled_reason: 'cancelledReason',
      outcome_at: 'outcomeAt',
      moved_from_session_id: 'movedFrom:Session',
    },
    // The reference is the patient's; the triggers already leave it out. The others repeat what the entry's own day and
    // its old start say.
    hidden: ['reference', 'moved_at', 'moved_from_starts_at'],
  },
  WAITING_ENTRY: {
    table: 'waiting_entry',
    description: 'A patient of a practice who waits for a slot. No entry keeps the patient’s reference.',
    object: ['WaitingEntry', 'id'],
    shown: {
      ...practice,
      service_id: 'service:Service',
      channel: 'channel',
      need: 'need',
      access_needs: 'accessNeeds',
      delivery_mode: 'deliveryMode',
      from_on: 'fromOn',
      to_on: 'toOn',
      state: 'state',
      offered_booking_id: 'offer:Booking',
      created_at: 'createdAt',
    },
    hidden: ['reference'], // the patient's; the triggers already leave it out
  },
};
