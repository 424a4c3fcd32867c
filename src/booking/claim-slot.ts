import { londonDay, londonTime } from '../time/london.js';
import type { Viewer } from '../identity/viewer.js';
import { refusalOf, type Action } from '../identity/permissions.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result } from '../platform/result.js';
import type { Channel } from './booking.entity.js';
import type { AccessNeed } from './rules/access-needs.js';
import type { DeliveryMode } from '../sessions/service/rules/delivery-mode.js';
import { bookingProblems } from './booking.problems.js';
import { askerOf } from './rules/asker.js';
import { chosenMode, stepsInTheWay, suitableModes, type Wishes } from './rules/access-needs.js';
import { type ClaimRow, expireHolds, lockFreePlace, readClaim, type SlotKey } from './claim.queries.js';

export interface ClaimRequest {
  readonly slot: SlotKey;
  readonly practiceId: string;
  readonly practiceCode: string;
  readonly channel: Channel;
  /** How the appointment is to be given; default the slot's first way that suits the patient. */
  readonly deliveryMode?: DeliveryMode | undefined;
  /** What the patient needs, and in which field of the input it is. */
  readonly patient?: { readonly accessNeeds: readonly AccessNeed[]; readonly field: readonly string[] } | undefined;
  readonly action: Action;
  /** A place of the same session that the booking already has (a move inside its session keeps it). */
  readonly keepPlace?: number | null | undefined;
}

export interface Claim {
  readonly row: ClaimRow;
  readonly placeNumber: number | null;
  readonly deliveryMode: DeliveryMode;
}

function at(field: readonly string[], code: string, message: string): Problem {
  return { code, field, message };
}

/**
 * Checks that a practice may take a slot now, and locks the place that it will use. Precondition: `lockSlots` has
 * locked the slot. Rules: the session is published and not past; the slot is released, staffed and free; the practice
 * may share the service on the session's day; and a place is free: the practice's own, the pool's, or from pool time on
 * anybody's. Slots held for 111 use no place and are for NHS 111 alone. From the time set by the clinic or network, NHS
 * 111 takes general slots as well, each with a place of the patient's practice.
 */
export async function claimSlot(tx: Tx, viewer: Viewer, request: ClaimRequest): Promise<Result<Claim>> {
  const { slot, practiceId } = request;
  const row = await readClaim(tx.db, slot, practiceId, askerOf(viewer.role, [request.channel]));
  if (row === undefined) {
    return refuse(at(['slot'], generalProblems.NOT_FOUND, 'There is no such slot, or it belongs to another network.'));
  }
  const barred = refusalOf(viewer, tx.scope, request.action, { pcnId: row.pcnId, organisationId: practiceId });
  if (barred !== undefined) return refuse(barred);

  const problem = problemOfClaim(row, viewer, request);
  if (problem !== undefined) return refuse(problem);
  const mode = modeFor(row, request);
  if (!mode.ok) return mode;
  const deliveryMode = mode.value;
  const claim = async (placeNumber: number | null, everTaken: boolean) => {
    if (everTaken) await expireHolds(tx.db, slot, placeNumber);
    return ok({ row, placeNumber, deliveryMode });
  };
  if (row.heldFor111) return claim(null, row.everTaken);
  if (request.keepPlace != null) return claim(request.keepPlace, row.everTaken);

  const place = await lockFreePlace(tx.db, slot.sessionId, row.holderId);
  if (place === undefined) {
    return refuse(
      at(
        ['slot'],
        bookingProblems.NO_PLACE_LEFT,
        `${request.practiceCode} has no free place in this session. Places that other practices leave unused open to every practice nearer the time. You can also choose another session, or use waitForSlot.`,
      ),
    );
  }
  return claim(place.number, row.everTaken || place.everTaken);
}

/** The way in which a patient is to be seen in a slot. */
function modeFor(row: ClaimRow, { deliveryMode, patient }: ClaimRequest): Result<DeliveryMode> {
  const wishes = { accessNeeds: patient?.accessNeeds ?? [], deliveryMode };
  const given = row.deliveryModes.join(' or ');
  if (deliveryMode != null && !row.deliveryModes.includes(deliveryMode)) {
    return refuse(at(['deliveryMode'], bookingProblems.MODE_NOT_OFFERED, `This slot is given as ${given}.`));
  }
  const mode = chosenMode(wishes, row.deliveryModes);
  if (mode === undefined) {
    const message = `This slot is given as ${given}, and the patient can only be seen as ${suitableModes(wishes).join(' or ')}. Choose another one.`;
    return refuse(at(patient?.field ?? ['deliveryMode'], bookingProblems.ACCESS_NEED_NOT_MET, message));
  }
  return stepsRefused(wishes, mode, row.stepFree, patient?.field ?? ['accessNeeds']) ?? ok(mode);
}

/** A patient who needs step-free access is not asked to come to a room without it. */
export function stepsRefused(
  wishes: Wishes,
  mode: DeliveryMode,
  stepFree: boolean | null,
  field: readonly string[],
): Result<never> | undefined {
  return stepsInTheWay(wishes, mode, stepFree) === 'steps'
    ? refuse(
        at(
          field,
          bookingProblems.ACCESS_NEED_NOT_MET,
          'This room has no step-free access, which the patient needs. Choose another slot, or a way in which the patient does not have to come.',
        ),
      )
    : undefined;
}

/** @param from when it opens to NHS 111; null when it does not. */
function notFor111(from: Date | null): string {
  return from === null
    ? 'This slot is not one of those kept for NHS 111, and a booking partner can only book those. Choose one of `sharedAvailability`.'
    : `This slot is not one of those kept for NHS 111. If it is still free, NHS 111 can book it from ${londonTime(from.getTime())} on ${londonDay(from.getTime())}. Until then choose one of \`sharedAvailability\`.`;
}

function problemOfClaim(row: ClaimRow, viewer: Viewer, request: ClaimRequest): Problem | undefined {
  const slot = ['slot'];
  if (viewer.role === 'booking-partner' && !viewer.channels.includes(request.channel)) {
    return at(
      ['channel'],
      bookingProblems.CHANNEL_NOT_YOURS,
      `You may book through ${viewer.channels.join(', ') || 'no channel'}.`,
    );
  }
  switch (row.barred) {
    case null:
      return undefined;
    case 'SESSION_CANCELLED':
      return at(slot, bookingProblems.SESSION_CANCELLED, 'This session has been cancelled. Choose another one.');
    case 'SLOT_PAST':
      return at(slot, bookingProblems.SLOT_PAST, 'This slot has begun or is over. Choose a later one.');
    case 'MAY_NOT_SHARE':
      return at(
        ['practice'],
        bookingProblems.MAY_NOT_SHARE,
        `${request.practiceCode} may not share this service on ${row.sessionOn}: it must be in the network that day, have signed its agreement, and take part in the service.`,
      );
    case 'SLOT_HELD_FOR_111':
      return at(slot, bookingProblems.SLOT_HELD_FOR_111, 'This slot is kept for NHS 111. Choose another one.');
    case 'SLOT_NOT_FOR_111': {
      const ahead = row.to111At !== null && row.to111At > row.now;
      return at(slot, bookingProblems.SLOT_NOT_FOR_111, notFor111(ahead ? row.to111At : null));
    }
    case 'SLOT_NOT_RELEASED':
      return at(
        slot,
        bookingProblems.SLOT_NOT_RELEASED,
        `This slot is released on ${londonDay(row.releasedAt.getTime())} at ${londonTime(row.releasedAt.getTime())}.`,
      );
    case 'SLOT_NOT_STAFFED':
      return at(
        slot,
        bookingProblems.SLOT_NOT_STAFFED,
        'Nobody is assigned to give this slot yet. Choose another one.',
      );
    case 'SLOT_TAKEN':
      return at(slot, bookingProblems.SLOT_TAKEN, 'Somebody else has this slot. Choose another one.');
  }
}
