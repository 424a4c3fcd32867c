import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { pcnSystemViewer } from '../identity/system-viewer.js';
import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Database } from '../platform/database/database.js';
import type { Tx } from '../platform/database/scope.js';
import { enqueue } from '../platform/jobs/enqueue.queries.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { bookerOf, holdEndsAt } from './hold-slot.js';
import { agreed, assignFreeSlots, type Assignment } from './rules/assign-free-slots.js';
import {
  insertOffers,
  type LineKey,
  lockForOffers,
  type Offer,
  onePassAtATime,
  readInstant,
  readLine,
  type ReadLine,
} from './waiting-pass.queries.js';

export const offerFreedSlotTask = 'offer-freed-slot';
export const offerToWaitersTask = 'offer-to-waiters';

/** A patient who withdraws, or books one of these slots, waits for at most this many offers. */
const mostOffersATurn = 20;
/** Others may keep taking what was read; then the next minute's run continues. */
const mostTurns = 200;
const pauseMs = 20;

/** What a turn did, and whether more may be offered at once. */
export interface Turn {
  readonly offered: number;
  readonly more: boolean;
}

/**
 * One turn of offering the free slots of a service to the patients who wait for it: longest wait first, to each the
 * earliest slot that fits, held in the name of their practice. A service has one turn at a time. A turn reads the
 * waiting list and the free slots at one instant, locks what it would give and to whom, reads both again, and gives
 * what still holds, from the head of the list on. Where a patient has withdrawn or a slot has gone, it stops, and the
 * next turn looks again. Nobody is passed over.
 */
export async function offerFreeSlots(
  tx: Tx,
  viewer: Viewer,
  { pcn, serviceId }: { pcn: string; serviceId: string },
): Promise<Result<Turn>> {
  const line: LineKey = { pcnId: bookerOf(tx), serviceId };
  const barred = refusalOf(viewer, tx.scope, 'holdSlot', { pcnId: line.pcnId, organisationId: null });
  if (barred !== undefined) return refuse(barred);
  await onePassAtATime(tx.db, line);
  const at = await readInstant(tx.db);
  const before = await readLine(tx.db, line, at);
  const all = assignFreeSlots(before);
  const wanted = all.slice(0, mostOffersATurn);
  const offers = wanted.length === 0 ? [] : await lockAndAgree(tx, line, at, wanted);
  await insertOffers(tx.db, bookerOf(tx), at, offers);

  const ends = [...offers.map((offer) => offer.expiresAt), ...(before.nextEnd === null ? [] : [before.nextEnd])];
  const nextLook = ends.sort((a, b) => a.getTime() - b.getTime())[0];
  if (nextLook !== undefined) {
    // When that offer ends, the next patient on the list gets a turn.
    await enqueue(
      tx.db,
      offerFreedSlotTask,
      { pcn, serviceId },
      {
        jobKey: `${offerFreedSlotTask}:${pcn}:${serviceId}`,
        runAt: nextLook,
      },
    );
  }
  return ok({ offered: offers.length, more: offers.length < all.length });
}

async function lockAndAgree(tx: Tx, line: LineKey, at: string, wanted: readonly Assignment[]): Promise<Offer[]> {
  const places = await lockForOffers(tx.db, wanted);
  const now = await readLine(tx.db, line, at);
  const still = agreed(wanted, assignFreeSlots(now));
  const unlocked = still.findIndex(({ sessionId, placeNumber }) => !places.has(`${sessionId}/${placeNumber}`));
  return (unlocked === -1 ? still : still.slice(0, unlocked)).map((assignment) => ({
    ...assignment,
    id: randomUUID(),
    ...heldFor(now, assignment, new Date(at)),
  }));
}

function heldFor({ waiters, sessions }: ReadLine, { waiterId, sessionId, slotNumber }: Assignment, now: Date) {
  const session = sessions.find(({ id }) => id === sessionId);
  const slot = session?.slots.find(({ number }) => number === slotNumber);
  const waiter = waiters.find(({ id }) => id === waiterId);
  if (session === undefined || slot === undefined || waiter === undefined) throw new Error('assigned out of nothing');
  const startsAt = new Date(slot.start * 1000);
  return {
    channel: waiter.channel,
    expiresAt: holdEndsAt('WAITING_OFFER', { now, sessionOn: session.sessionOn, startsAt }),
  };
}

/** Runs turns until no free slot fits anybody on the list, each in a transaction of its own. */
export async function offerWhatIsFree(database: Database, input: { pcn: string; serviceId: string }, task: string) {
  const viewer = pcnSystemViewer(input.pcn, `job:${task}`);
  for (let turns = 0; turns < mostTurns; turns += 1) {
    const result = await database.command(viewer, (tx) => offerFreeSlots(tx, viewer, input));
    if (!result.ok) throw new Error(result.problems.map((problem) => problem.code).join(', '));
    if (!result.value.more) return;
    if (result.value.offered === 0) await delay(pauseMs); // somebody is working on what was to be offered
  }
}
