import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pg from 'pg';
import { openDatabase } from '../../../src/app.js';
import { offerFreeSlots, offerWhatIsFree } from '../../../src/booking/offer-free-slots.js';
import { pcnSystemViewer } from '../../../src/identity/system-viewer.js';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { bookDocument, bookInput, cancelDocument } from '../../support/booking/booking-documents.js';
import { expectSound } from '../../support/booking/expect-sound.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { startTestApp, type Ask, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let database: Awaited<ReturnType<typeof openDatabase>>;
let ask: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z', poolSize: 10 });
  await seedLeighton(app.database);
  database = await openDatabase(app.database.urls.app, { poolSize: 6, statementTimeoutMs: 20_000 });
  ask = await app.as('care-navigator', 'E81003');
});
afterAll(async () => {
  await database.close();
  await app.close();
});
beforeEach(() => app.database.sql('truncate waiting_entry, booking, slot, place, post, assignment, session cascade'));

const line = { pcn: 'U15644', serviceId: leighton.service };
const viewer = pcnSystemViewer(line.pcn, 'test');
function offer() {
  return offerWhatIsFree(database, line, 'test');
}

/** Waiters in the order in which they came, by reference. */
async function wait(...references: readonly string[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const reference of references) {
    const [row] = await app.database.sql<{ id: string }>(
      `insert into waiting_entry (pcn_id, practice_id, service_id, reference, channel, need, from_on, to_on, state,
         created_at)
       values ($1, $2, $3, $4, 'PHONE', 'MUSCULOSKELETAL', '2026-12-01', '2026-12-31', 'WAITING', clock_timestamp())
       returning id`,
      [leighton.pcn, leighton.bassettRoad, leighton.service, reference],
    );
    ids.set(reference, row?.id as string);
  }
  return ids;
}
function offers() {
  return app.database
    .sql(`select w.reference, b.starts_at::date::text as "on", b.slot_number as slot from waiting_entry w
    join booking b on b.id = w.offered_booking_id and b.state = 'HELD' order by 1`);
}
function full(day: string, slots = 1) {
  return seedSession(app.database, {
    startsAt: `${day}T09:00:00Z`,
    slots,
    shares: [{ practiceId: leighton.bassettRoad, places: slots }],
  });
}

/** A transaction of somebody else's that has locked an entry. */
async function locking(id: string | undefined) {
  const other = new pg.Client({ connectionString: app.database.urls.owner });
  await other.connect();
  await other.query('begin');
  await other.query('select from waiting_entry where id = $1 for update', [id]);
  return {
    sql: (text: string) => other.query(text),
    end: async () => {
      await other.query('commit');
      await other.end();
    },
  };
}
const stillWaiting = Symbol('still waiting');
function soon(work: Promise<unknown>) {
  return Promise.race([work, new Promise((resolve) => setTimeout(() => resolve(stillWaiting), 400))]);
}

test('the first in line gets the earliest slot over all sessions, in whatever order these were published', async () => {
  for (const day of ['2026-12-08', '2026-12-05', '2026-12-03']) await full(day, day === '2026-12-05' ? 2 : 1);
  await wait('FIRST', 'SECOND', 'THIRD');
  await offer();
  expect(await offers()).toEqual([
    { reference: 'FIRST', on: '2026-12-03', slot: 1 },
    { reference: 'SECOND', on: '2026-12-05', slot: 1 },
    { reference: 'THIRD', on: '2026-12-05', slot: 2 },
  ]);
});

test('a first waiter who is locked is waited for, and nobody behind is served meanwhile', async () => {
  await full('2026-12-03');
  const ids = await wait('FIRST', 'SECOND');
  const other = await locking(ids.get('FIRST'));
  const pass = offer();
  expect(await soon(pass)).toBe(stillWaiting);
  expect(await offers()).toEqual([]);
  await other.end();
  await pass;
  expect(await offers()).toEqual([{ reference: 'FIRST', on: '2026-12-03', slot: 1 }]);
});

test('where the first waiter withdraws while being waited for, the next one gets that earliest slot', async () => {
  await full('2026-12-03');
  await full('2026-12-04');
  const ids = await wait('FIRST', 'SECOND', 'THIRD');
  const other = await locking(ids.get('FIRST'));
  const pass = offer();
  expect(await soon(pass)).toBe(stillWaiting);
  await other.sql(`update waiting_entry set state = 'WITHDRAWN' where id = '${ids.get('FIRST')}'`);
  await other.end();
  await pass;
  expect(await offers()).toEqual([
    { reference: 'SECOND', on: '2026-12-03', slot: 1 },
    { reference: 'THIRD', on: '2026-12-04', slot: 1 },
  ]);
});

test('a slot that comes free while a turn is at work goes to the head of the line, not to whom it was looking at', async () => {
  const early = await full('2026-12-03');
  await full('2026-12-08');
  const booked = await ask(bookDocument, bookInput(early.slotId(1), 'E81003', 'BEFORE'));
  const ids = await wait('FIRST', 'SECOND');
  const other = await locking(ids.get('FIRST'));
  const pass = offer(); // it would give FIRST the 8th, and SECOND nothing
  expect(await soon(pass)).toBe(stillWaiting);
  await ask(cancelDocument, { input: { booking: booked.data.bookSlot.booking.id, reason: 'PATIENT_CANCELLED' } });
  await other.end();
  await pass;
  expect(await offers()).toEqual([
    { reference: 'FIRST', on: '2026-12-03', slot: 1 },
    { reference: 'SECOND', on: '2026-12-08', slot: 1 },
  ]);
});

test('who has let an offer run out stands behind all who were never offered anything', async () => {
  await full('2026-12-03');
  const ids = await wait('FIRST', 'SECOND', 'THIRD');
  await offer();
  for (const next of ['SECOND', 'THIRD', 'FIRST']) {
    await app.database.sql(`update booking set expires_at = app_now() where state = 'HELD'`);
    await offer();
    expect(await offers()).toEqual([{ reference: next, on: '2026-12-03', slot: 1 }]);
  }
  expect(ids.size).toBe(3);
});

test('a withdrawn offer goes on to the next, and a slot that a move leaves goes to whoever waits', async () => {
  const [one, two] = [await full('2026-12-03'), await full('2026-12-04')];
  const booked = await ask(bookDocument, bookInput(two.slotId(1), 'E81003', 'MOVES'));
  const ids = await wait('FIRST', 'SECOND');
  await offer();
  await app.database.sql('delete from graphile_worker._private_jobs');
  const queued = () =>
    app.database.sql(`select task_identifier as task, run_at <= now() + interval '1 second' as now,
      (select payload from graphile_worker._private_jobs p where p.id = j.id) as payload from graphile_worker.jobs j`);
  const reply = await ask(
    `mutation ($id: ID!) { withdrawWait(input: { waitingEntry: $id }) { userErrors { code } } }`,
    {
      id: globalId('WaitingEntry', ids.get('FIRST') as string),
    },
  );
  expect(reply.data.withdrawWait.userErrors).toEqual([]);
  const cancelled = await ask(
    `{ bookings(from: "2026-12-01", to: "2026-12-31", states: [CANCELLED]) { edges { node { cancellation } } } }`,
  );
  expect(cancelled.data.bookings.edges).toEqual([{ node: { cancellation: 'WAIT_WITHDRAWN' } }]);
  const told = { task: 'offer-freed-slot', now: true, payload: line };
  expect(await queued()).toEqual([told]);
  await app.database.sql('delete from graphile_worker._private_jobs');
  const moved = await ask(
    `mutation ($input: MoveBookingInput!) { moveBooking(input: $input) { userErrors { code } } }`,
    {
      input: { booking: booked.data.bookSlot.booking.id, slot: one.slotId(1) },
    },
  );
  expect(moved.data.moveBooking.userErrors).toEqual([]);
  expect(await queued()).toEqual([told]);
  await offer();
  expect(await offers()).toEqual([{ reference: 'SECOND', on: '2026-12-04', slot: 1 }]);
});

test('a turn gives to twenty at most, and each turn begins at the head of what is left', async () => {
  await full('2026-12-03', 30);
  const references = Array.from({ length: 45 }, (_, at) => `W${String(at).padStart(2, '0')}`);
  await wait(...references);
  const turn = () => database.command(viewer, (tx) => offerFreeSlots(tx, viewer, line));
  expect([await turn(), await turn(), await turn()]).toEqual([
    { ok: true, value: { offered: 20, more: true } },
    { ok: true, value: { offered: 10, more: false } },
    { ok: true, value: { offered: 0, more: false } },
  ]);
  expect(await offers()).toEqual(
    references.slice(0, 30).map((reference, at) => ({ reference, on: '2026-12-03', slot: at + 1 })),
  );
});

test('passes, bookings, cancellations and withdrawals at once: nobody is passed over and nothing is given twice', async () => {
  const sessions = [await full('2026-12-03', 6), await full('2026-12-04', 6), await full('2026-12-05', 6)];
  const booked: string[] = [];
  for (const session of sessions) {
    for (let slot = 1; slot <= 6; slot += 1) {
      const reply = await ask(bookDocument, bookInput(session.slotId(slot), 'E81003', `B-${booked.length}`));
      booked.push(reply.data.bookSlot.booking.id);
    }
  }
  const references = Array.from({ length: 24 }, (_, at) => `W${String(at).padStart(2, '0')}`);
  const ids = await wait(...references);
  const leavers = references.filter((_, at) => at % 5 === 2);
  const withdraw = `mutation ($id: ID!) { withdrawWait(input: { waitingEntry: $id }) { userErrors { code } } }`;
  const kept = booked.filter((_, at) => at % 3 === 0);
  const replies = await Promise.all([
    ...booked
      .filter((id) => !kept.includes(id))
      .map((booking) => ask(cancelDocument, { input: { booking, reason: 'PATIENT_CANCELLED' } })),
    ...leavers.map((reference) => ask(withdraw, { id: globalId('WaitingEntry', ids.get(reference) as string) })),
    ...Array.from({ length: 6 }, async () => {
      for (let n = 0; n < 3; n += 1) await offer();
      return { data: {}, errors: undefined };
    }),
  ]);
  expect(replies.flatMap((reply) => reply.errors ?? [])).toEqual([]);
  await offer();
  const offered = (await offers()).map(({ reference }) => reference);
  const stay = references.filter((reference) => !leavers.includes(reference));
  expect(offered).toEqual(stay.slice(0, 12));
  await expectSound(
    app.database,
    sessions.map(({ id }) => id),
    kept,
  );
});
