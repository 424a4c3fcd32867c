import { anyOrganisation, practice } from '../identity/rules/audited-columns.js';
import type { AuditedKinds } from '../platform/audit/audited-kind.js';

/** What the audit trail tells of bookings and the waiting list. */
export const bookingAudited: AuditedKinds = {
  BOOKING: {
    table: 'booking',
    description: 'A hold or booking of a slot. The patient’s reference is kept in no entry.',
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
    },
    hidden: ['reference'], // the patient's; the triggers leave it out already
  },
  WAITING_ENTRY: {
    table: 'waiting_entry',
    description: 'A patient of a practice who waits for a slot. The patient’s reference is kept in no entry.',
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
    hidden: ['reference'], // the patient's; the triggers leave it out already
  },
};
