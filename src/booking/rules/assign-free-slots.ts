import type { AccessNeed } from './access-needs.js';
import type { DeliveryMode } from '../../sessions/service/rules/delivery-mode.js';
import { fittingMode } from './access-needs.js';

/** A patient on the waiting list for one service of one network. */
export interface Waiter {
  readonly id: string;
  readonly practiceId: string;
  readonly accessNeeds: readonly AccessNeed[];
  /** The only way that suits; null for any. */
  readonly deliveryMode: DeliveryMode | null;
  /** London days `[fromOn, toOn)`, `YYYY-MM-DD`. */
  readonly fromOn: string;
  readonly toOn: string;
  /** Whether an earlier offer was not taken. */
  readonly offeredBefore: boolean;
  /** Microseconds since 1970. */
  readonly since: number;
}

export interface FreeSlot {
  readonly number: number;
  /** Seconds since 1970. */
  readonly start: number;
  readonly modes: readonly DeliveryMode[];
}

/** A session and its free slots at one instant. */
export interface OpenSession {
  readonly id: string;
  readonly sessionOn: string;
  /** Whether its room has step-free access; null when no room is set. */
  readonly stepFree: boolean | null;
  readonly slots: readonly FreeSlot[];
}

/** A practice's right to take something in a session, and the places that are open to it there. */
export interface Right {
  readonly practiceId: string;
  readonly sessionId: string;
  /** Numbers, best first: its own, then the pool's, then those of others that are open to all. */
  readonly places: readonly number[];
}

/** Who waits for a service, and what is free in it, all read at one instant. */
export interface Line {
  readonly waiters: readonly Waiter[];
  readonly sessions: readonly OpenSession[];
  readonly rights: readonly Right[];
}

export interface Assignment {
  readonly waiterId: string;
  readonly practiceId: string;
  readonly sessionId: string;
  readonly slotNumber: number;
  readonly placeNumber: number;
  readonly deliveryMode: DeliveryMode;
}

/** Patients who have never had an offer come first, then the longest wait. */
export function byTurn(a: Waiter, b: Waiter): number {
  return Number(a.offeredBefore) - Number(b.offeredBefore) || a.since - b.since || (a.id < b.id ? -1 : 1);
}

/**
 * Gives each waiting patient in turn the earliest slot that fits, over all sessions: on one of their days, in a way
 * that suits, where their practice has a place, using the best place left. Patients without a fitting slot wait on, and
 * those behind them are served.
 * @returns in the order of turns; no slot and no place twice.
 */
export function assignFreeSlots({ waiters, sessions, rights }: Line): Assignment[] {
  const placesOf = new Map(rights.map((right) => [`${right.practiceId} ${right.sessionId}`, right.places]));
  const taken = new Set<string>();
  const slots = sessions
    .flatMap((session) => session.slots.map((slot) => ({ session, slot })))
    .sort(
      (a, b) => a.slot.start - b.slot.start || compare(a.session.id, b.session.id) || a.slot.number - b.slot.number,
    );
  const assignments: Assignment[] = [];
  for (const waiter of [...waiters].sort(byTurn)) {
    for (const [at, { session, slot }] of slots.entries()) {
      if (session.sessionOn < waiter.fromOn || session.sessionOn >= waiter.toOn) continue;
      const places = placesOf.get(`${waiter.practiceId} ${session.id}`);
      if (places === undefined) continue;
      const deliveryMode = fittingMode(waiter, slot.modes, session.stepFree);
      if (deliveryMode === undefined) continue;
      const placeNumber = places.find((number) => !taken.has(`${session.id} ${number}`));
      if (placeNumber === undefined) continue;
      taken.add(`${session.id} ${placeNumber}`);
      slots.splice(at, 1);
      assignments.push({
        waiterId: waiter.id,
        practiceId: waiter.practiceId,
        sessionId: session.id,
        slotNumber: slot.number,
        placeNumber,
        deliveryMode,
      });
      break;
    }
  }
  return assignments;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * What two readings of one waiting list agree on, from its head: up to there nobody is passed over, whatever changed
 * between them.
 */
export function agreed(first: readonly Assignment[], second: readonly Assignment[]): Assignment[] {
  const same = (a: Assignment, b: Assignment | undefined) =>
    b !== undefined && (Object.keys(a) as (keyof Assignment)[]).every((key) => a[key] === b[key]);
  const parting = first.findIndex((assignment, at) => !same(assignment, second[at]));
  return first.slice(0, parting === -1 ? first.length : parting);
}
