import { instantNow } from '../platform/database/today.queries.js';
import { randomUUID } from 'node:crypto';
import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import { findPractice } from '../organisation/directory/known-organisation.js';
import type { Tx } from '../platform/database/scope.js';
import { ok, refuse, type Result, type Warning } from '../platform/result.js';
import { londonTime } from '../time/london.js';
import { Booking, type Channel } from './booking.entity.js';
import type { AccessNeed } from './rules/access-needs.js';
import type { DeliveryMode } from '../sessions/service/rules/delivery-mode.js';
import type { Need } from '../sessions/service/rules/needs.js';
import { bookingProblems } from './booking.problems.js';
import { accessWarnings, needNotServed } from './booking.warnings.js';
import { type ClaimRow, expireHoldsOfReference, lockSlots, readSurroundings, type SlotKey } from './claim.queries.js';
import { claimSlot, stepsRefused } from './claim-slot.js';
import { checkWishes, stepsInTheWay } from './rules/access-needs.js';
import { bookerOf } from './hold-slot.js';
import { lockBooking } from './lock-booking.js';
import { concludeWaitOf, lockWaiterOf } from './waiting.queries.js';
import { checkReference } from './rules/patient-reference.js';

export interface BookingDetails {
  readonly practice: string;
  readonly reference: string;
  readonly channel: Channel;
  readonly need: Need;
  readonly accessNeeds: readonly AccessNeed[];
}

/** A booking, and its warnings. */
export interface Booked {
  readonly bookingId: string;
  readonly warnings: readonly Warning[];
}

export interface BookSlot extends BookingDetails {
  readonly slot: SlotKey;
  readonly deliveryMode?: DeliveryMode | undefined;
}

export interface BookHeldSlot extends BookingDetails {
  readonly holdId: string;
  readonly deliveryMode?: DeliveryMode | undefined;
}

/** A checked reference; a refusal names the field in which it came. */
export function referenceOf(text: string): Result<string> {
  const checked = checkReference(text);
  if (checked.ok) return checked;
  return { ok: false, problems: checked.problems.map((problem) => ({ ...problem, field: ['reference'] })) };
}

/**
 * Books a free slot for a patient of a practice. Locks the session for sharing, then the slot, then a place. No patient
 * identity is kept: the reference is the practice's own, and is refused when it may be an NHS number or holds a date of
 * birth.
 */
export async function bookSlot(tx: Tx, viewer: Viewer, input: BookSlot): Promise<Result<Booked>> {
  const reference = referenceOf(input.reference);
  if (!reference.ok) return reference;
  const practice = await findPractice(tx.db, input.practice, tx.scope.today, 'practice');
  if (!practice.ok) return practice;
  const possible = checkWishes(input);
  if (!possible.ok) return possible;
  await lockSlots(tx.db, [input.slot]);
  const claimed = await claimSlot(tx, viewer, {
    ...input,
    practiceId: practice.value.id,
    practiceCode: input.practice,
    patient: { accessNeeds: input.accessNeeds, field: ['accessNeeds'] },
    action: 'bookSlot',
  });
  if (!claimed.ok) return claimed;
  const { row, placeNumber, deliveryMode } = claimed.value;
  await expireHoldsOfReference(tx.db, practice.value.id, reference.value, row.startsAt, row.endsAt);
  const id = randomUUID();
  tx.em.create(Booking, {
    id,
    pcnId: row.pcnId,
    ...input.slot,
    placeNumber,
    practiceId: practice.value.id,
    bookedById: bookerOf(tx),
    reference: reference.value,
    channel: input.channel,
    need: input.need,
    accessNeeds: [...input.accessNeeds],
    deliveryMode,
    state: 'CONFIRMED',
    startsAt: row.startsAt,
    endsAt: row.endsAt,
    createdAt: row.now,
    confirmedAt: row.now,
  });
  await tx.em.flush();
  return ok({ bookingId: id, warnings: warningsOfBooking(input, { ...row, deliveryMode }) });
}

/**
 * Turns a hold into a booking while the hold lasts. After that refuses with HOLD_EXPIRED, even if the slot is still
 * free.
 */
export async function bookHeldSlot(tx: Tx, viewer: Viewer, input: BookHeldSlot): Promise<Result<Booked>> {
  const reference = referenceOf(input.reference);
  if (!reference.ok) return reference;
  const practice = await findPractice(tx.db, input.practice, tx.scope.today, 'practice');
  if (!practice.ok) return practice;
  const waiting = await lockWaiterOf(tx.db, input.holdId);
  const held = await lockBooking(tx, input.holdId, ['hold']);
  if (!held.ok) return held;
  const hold = held.value;
  const barred = refusalOf(viewer, tx.scope, 'bookSlot', { pcnId: hold.pcnId, organisationId: hold.practiceId });
  if (barred !== undefined) return refuse(barred);
  if (hold.practiceId !== practice.value.id) {
    return refuse({
      code: bookingProblems.WRONG_STATE,
      field: ['practice'],
      message: 'This hold was made for another practice. Book it for that one, or hold a slot for this one.',
    });
  }
  const now = await instantNow(tx.db);
  if (hold.state === 'HELD' ? !hold.isLive(now) : hold.state === 'EXPIRED') {
    return refuse({
      code: bookingProblems.HOLD_EXPIRED,
      field: ['hold'],
      message: `The hold ended at ${hold.expiresAt == null ? 'an earlier time' : londonTime(hold.expiresAt.getTime())}. Hold or book a slot again.`,
    });
  }
  if (hold.state !== 'HELD') {
    return refuse({
      code: bookingProblems.WRONG_STATE,
      field: ['hold'],
      message: 'This is no longer a hold: it was booked or given up. Hold or book a slot again.',
    });
  }
  if (input.deliveryMode != null && input.deliveryMode !== hold.deliveryMode) {
    return refuse({
      code: bookingProblems.MODE_NOT_OFFERED,
      field: ['deliveryMode'],
      message: `The hold was made for ${hold.deliveryMode}. Book it that way, or hold the slot again.`,
    });
  }
  if (waiting !== undefined && waiting !== reference.value) {
    return refuse({
      code: bookingProblems.WRONG_STATE,
      field: ['reference'],
      message:
        'This hold was offered to another of your patients, who is waiting. Book it for them, or withdraw their wait.',
    });
  }
  const wishes = { accessNeeds: input.accessNeeds, deliveryMode: hold.deliveryMode };
  if (!checkWishes(wishes).ok) {
    return refuse({
      code: bookingProblems.ACCESS_NEED_NOT_MET,
      field: ['accessNeeds'],
      message: `The hold was made for ${hold.deliveryMode}, and the patient cannot be seen that way. Hold or book another slot.`,
    });
  }
  const surroundings = await readSurroundings(tx.db, hold.sessionId);
  if (surroundings === undefined) throw new Error('a hold is of a session that can be read');
  const steps = stepsRefused(wishes, hold.deliveryMode, surroundings.stepFree, ['accessNeeds']);
  if (steps !== undefined) return steps;
  await expireHoldsOfReference(tx.db, practice.value.id, reference.value, hold.startsAt, hold.endsAt);
  hold.confirm(
    { reference: reference.value, need: input.need, accessNeeds: [...input.accessNeeds], channel: input.channel },
    now,
  );
  await tx.em.flush();
  await concludeWaitOf(tx.db, hold.id);
  const { startsAt, endsAt, deliveryMode } = hold;
  return ok({
    bookingId: hold.id,
    warnings: warningsOfBooking(input, { ...surroundings, startsAt, endsAt, deliveryMode }),
  });
}

function warningsOfBooking(
  { need, accessNeeds }: BookingDetails,
  slot: Pick<ClaimRow, 'startsAt' | 'endsAt' | 'stepFree' | 'servedNeeds'> & { readonly deliveryMode: DeliveryMode },
): Warning[] {
  return [
    ...needNotServed(need, slot.servedNeeds),
    ...accessWarnings(accessNeeds, {
      slotMinutes: (slot.endsAt.getTime() - slot.startsAt.getTime()) / 60_000,
      stepsUnknown: stepsInTheWay({ accessNeeds }, slot.deliveryMode, slot.stepFree) === 'unknown',
    }),
  ];
}
