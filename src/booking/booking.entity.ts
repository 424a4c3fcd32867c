import { defineEntity, p } from '@mikro-orm/core';
import { bookingProblems } from './booking.problems.js';
import type { AccessNeed } from './rules/access-needs.js';
import type { DeliveryMode } from '../sessions/service/rules/delivery-mode.js';
import type { Need } from '../sessions/service/rules/needs.js';
import { ok, refuse, type Result } from '../platform/result.js';

export const bookingStates = [
  'HELD',
  'EXPIRED',
  'CONFIRMED',
  'CANCELLED',
  'ATTENDED',
  'DID_NOT_ATTEND',
  'LEFT_UNSEEN',
] as const;
export type BookingState = (typeof bookingStates)[number];
export type Outcome = Extract<BookingState, 'ATTENDED' | 'DID_NOT_ATTEND' | 'LEFT_UNSEEN'>;

export const channels = [
  'PHONE',
  'ONLINE',
  'NHS_APP',
  'WALK_IN_ASSISTED',
  'NHS_111',
  'COMMUNITY_PHARMACY',
  'PRACTICE_STAFF',
] as const;
export type Channel = (typeof channels)[number];

const schema = defineEntity({
  name: 'Booking',
  tableName: 'booking',
  properties: {
    id: p.uuid().primary(),
    pcnId: p.uuid(),
    sessionId: p.uuid(),
    slotNumber: p.integer(),
    placeNumber: p.integer().nullable(),
    practiceId: p.uuid(),
    bookedById: p.uuid(),
    reference: p.text().nullable(),
    channel: p.string().$type<Channel>(),
    need: p.string().$type<Need>().nullable(),
    accessNeeds: p.array<AccessNeed>(),
    deliveryMode: p.string().$type<DeliveryMode>(),
    state: p.string().$type<BookingState>(),
    expiresAt: p.datetime().nullable(),
    startsAt: p.datetime(),
    endsAt: p.datetime(),
    createdAt: p.datetime(),
    confirmedAt: p.datetime().nullable(),
    cancelledAt: p.datetime().nullable(),
    cancelledReason: p.text().nullable(),
    outcomeAt: p.datetime().nullable(),
    movedAt: p.datetime().nullable(),
    movedFromSessionId: p.uuid().nullable(),
    movedFromStartsAt: p.datetime().nullable(),
  },
});

function wrongState(message: string) {
  return refuse({ code: bookingProblems.WRONG_STATE, message });
}

/** A hold or a booking of one slot, and what became of it. */
export class Booking extends schema.class {
  /** Whether the slot and the place belong to this booking at an instant. */
  isLive(now: Date): boolean {
    if (this.state === 'HELD') return this.expiresAt != null && this.expiresAt > now;
    return this.state !== 'EXPIRED' && this.state !== 'CANCELLED';
  }

  /** Turns a hold into a booking. Precondition: it is live at `now`. */
  confirm(details: { reference: string; need: Need; accessNeeds: AccessNeed[]; channel: Channel }, now: Date): void {
    this.reference = details.reference;
    this.need = details.need;
    this.accessNeeds = details.accessNeeds;
    this.channel = details.channel;
    this.state = 'CONFIRMED';
    this.confirmedAt = now;
    this.expiresAt = null;
  }

  /** Releases the slot and the place. Refused once the slot has begun or the booking is over. */
  cancel(reason: string, now: Date): Result<void> {
    if (!this.isLive(now)) return wrongState('This booking has already been cancelled, or its hold has expired.');
    if (this.state !== 'HELD' && this.state !== 'CONFIRMED') {
      return wrongState('This booking already has an outcome, so it cannot be cancelled.');
    }
    if (this.startsAt <= now) {
      return refuse({
        code: bookingProblems.SLOT_PAST,
        message: 'The slot has begun. Record what happened with recordOutcome instead.',
      });
    }
    this.state = 'CANCELLED';
    this.cancelledAt = now;
    this.cancelledReason = reason;
    return ok(undefined);
  }

  /** Refused unless it was a booking that somebody gave up. */
  checkReinstatable(): Result<void> {
    if (this.state !== 'CANCELLED' || this.confirmedAt == null) {
      return wrongState('Only a booking that was cancelled can be taken back.');
    }
    return this.cancelledReason === 'SESSION_CANCELLED'
      ? wrongState('It ended with its session. Book another slot for the patient.')
      : ok(undefined);
  }

  /** Takes back that it was cancelled. Precondition: `checkReinstatable`, and its slot and the place are claimed. */
  reinstate(placeNumber: number | null): void {
    this.state = 'CONFIRMED';
    this.placeNumber = placeNumber;
    this.cancelledAt = null;
    this.cancelledReason = null;
  }

  /** Records the outcome; a later outcome may correct it. */
  conclude(outcome: Outcome, now: Date): Result<void> {
    if (this.state === 'HELD' || this.state === 'EXPIRED' || this.state === 'CANCELLED') {
      return wrongState('Only a confirmed booking has an outcome.');
    }
    if (this.startsAt > now) {
      return refuse({
        code: bookingProblems.TOO_EARLY,
        message: 'The slot has not begun yet. Cancel the booking if the patient will not come.',
      });
    }
    this.state = outcome;
    this.outcomeAt = now;
    return ok(undefined);
  }
}
schema.setClass(Booking);
