import { randomUUID } from 'node:crypto';
import { globalId } from '../../src/platform/ids/global-id.js';
import type { BenchIdentity } from './identity.js';
import { post } from './load.js';
import { runSql } from './questions.js';

const bookSlot = `mutation BookSlot($input: BookSlotInput!) {
  bookSlot(input: $input) { booking { id state startsAt reference } userErrors { code field message } }
}`;

export interface FreeSlot {
  readonly sessionId: string;
  readonly number: number;
  readonly practice: string;
}

/** Slots of different sessions, each with a practice that has a place there. */
export async function freeSlots(superuser: string, count: number, perSession = 1): Promise<FreeSlot[]> {
  return runSql(
    superuser,
    `select s.id as "sessionId", k as number, o.ods_code as practice
     from (select id, row_number() over (order by md5(id::text)) as n from session order by md5(id::text)
           limit ceil($1::numeric / $2)) s
     cross join generate_series(1, $2::int) k
     join place p on p.session_id = s.id and p.number = (k - 1) % 15 + 1 join organisation o on o.id = p.owner_id limit $1`,
    [count, perSession],
  );
}

function bookingInput({ sessionId, number, practice }: FreeSlot, reference: string) {
  return {
    what: { slot: globalId('Slot', `${sessionId}/${number}`) },
    practice,
    reference,
    channel: 'PHONE',
    need: 'MEDICATION_REVIEW',
    idempotencyKey: randomUUID(),
  };
}

/** The product's request for a booking. */
export function bookingOf(slot: FreeSlot, reference: string) {
  return {
    query: bookSlot,
    variables: { input: bookingInput(slot, reference) },
  };
}

/** Books some slots a second through the product, all along, until it is stopped. */
export async function startBookings(url: string, superuser: string, identity: BenchIdentity, perSecond: number) {
  const slots = await freeSlots(superuser, 3000);
  const pending = new Set<Promise<void>>();
  let booked = 0;
  let failure: unknown;
  const book = async (n: number): Promise<void> => {
    const slot = slots[n];
    if (slot === undefined) throw new Error('the benchmark outlived its free slots');
    const token = await identity.token('care-navigator', slot.practice);
    const { reply } = await post(`${url}/graphql`, { token, body: JSON.stringify(bookingOf(slot, `B-${n}`)) });
    if (reply.data?.bookSlot.booking?.state !== 'CONFIRMED') throw new Error(JSON.stringify(reply));
    booked += 1;
  };
  let next = 0;
  const timer = setInterval(() => {
    const one: Promise<void> = book(next++)
      .catch((error: unknown) => void (failure ??= error))
      .finally(() => pending.delete(one));
    pending.add(one);
  }, 1000 / perSecond);
  return {
    /** @returns how many were made. @throws if one was refused. */
    async stop(): Promise<number> {
      clearInterval(timer);
      await Promise.all(pending);
      if (failure !== undefined) throw failure as Error;
      return booked;
    },
  };
}
