import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { bookDocument, bookInput, cancelDocument, holdDocument } from '../../support/booking/booking-documents.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { seedSession, type SeededSession } from '../../support/sessions/seed-session.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let ask: Ask;
let session: SeededSession;
let day = 0;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
});
beforeEach(async () => {
  await app.setClock('2026-11-23T09:00:00Z');
  day += 1;
  ask = await app.as('care-navigator', 'E81003');
  session = await seedSession(app.database, {
    startsAt: `2026-12-${String(day).padStart(2, '0')}T09:00:00Z`,
    slots: 6,
    shares: [{ practiceId: leighton.bassettRoad, places: 6 }],
  });
});
afterAll(() => app.close());

function keyed(slot: number, key: string, more: object = {}) {
  return bookInput(session.slotId(slot), 'E81003', `IDEM-${key}`, { idempotencyKey: key, ...more });
}
async function bookingsOf(reference: string) {
  return (
    await app.database.sql<{ n: number }>('select count(*)::int as n from booking where reference = $1', [reference])
  )[0]?.n;
}
/** What is kept under a key, of which the table holds only a hash. */
async function keysOf(key: string) {
  return (
    await app.database.sql<{ outcome: unknown }>(
      `select outcome from idempotency_key where key = encode(sha256(convert_to($1, 'UTF8')), 'base64')`,
      [key],
    )
  ).map(({ outcome }) => outcome);
}

test('a twin that is sent while the first is still at work waits for it, and answers the same booking', async () => {
  const twins = await Promise.all(Array.from({ length: 8 }, () => ask(bookDocument, keyed(1, 'twin'))));
  const booked = twins.map((reply) => reply.data.bookSlot);
  expect(booked[0]).toEqual({ booking: expect.objectContaining({ state: 'CONFIRMED' }), userErrors: [] });
  expect(booked).toEqual(booked.map(() => booked[0]));
  expect(await bookingsOf('IDEM-twin')).toBe(1);
});

test('a key belongs to one person, one organisation and one mutation', async () => {
  const held = { input: { slot: session.slotId(2), practice: 'E81003', channel: 'PHONE', idempotencyKey: 'mine' } };
  const first = await ask(bookDocument, keyed(1, 'mine'));
  const otherMutation = await ask(holdDocument, held);
  const manager = await app.as('practice-manager', 'E81003');
  const otherPerson = await manager(
    bookDocument,
    bookInput(session.slotId(3), 'E81003', 'IDEM-mine-2', { idempotencyKey: 'mine' }),
  );
  expect(
    [first.data.bookSlot, otherMutation.data.holdSlot, otherPerson.data.bookSlot].map(({ userErrors }) => userErrors),
  ).toEqual([[], [], []]);
});

test('what is stored is the outcome and never the reply: ids, or codes with their place', async () => {
  const booked = await ask(bookDocument, keyed(1, 'stored'));
  const refused = await ask(bookDocument, { input: { ...keyed(1, 'stored-no').input, reference: 'IDEM-other' } });
  expect(refused.data.bookSlot.userErrors.map(({ code, field }: any) => [code, field])).toEqual([
    ['SLOT_TAKEN', ['what', 'slot']],
  ]);
  const [row] = await app.database.sql<{ id: string }>(`select id from booking where reference = 'IDEM-stored'`);
  expect(booked.data.bookSlot.booking).not.toBeNull();
  expect(await keysOf('stored')).toEqual([{ ok: true, value: { bookingId: row?.id, warnings: [] } }]);
  expect(await keysOf('stored-no')).toEqual([{ ok: false, problems: [{ code: 'SLOT_TAKEN', field: ['slot'] }] }]);
  const again = await ask(bookDocument, { input: { ...keyed(1, 'stored-no').input, reference: 'IDEM-other' } });
  expect(again.data.bookSlot.userErrors).toEqual([
    { code: 'SLOT_TAKEN', field: ['what', 'slot'], message: expect.stringContaining('slot') },
  ]);
});

test('a repeat is read anew: it shows the booking as it has become since', async () => {
  const first = await ask(bookDocument, keyed(1, 'anew'));
  const { id } = first.data.bookSlot.booking;
  await ask(cancelDocument, { input: { booking: id, reason: 'PATIENT_CANCELLED' } });
  const again = await ask(bookDocument, keyed(1, 'anew'));
  expect(again.data.bookSlot).toEqual({ booking: expect.objectContaining({ id, state: 'CANCELLED' }), userErrors: [] });
});

test('the same key with another input is a conflict at the key, and the same input in another order is not', async () => {
  await ask(bookDocument, keyed(1, 'order'));
  const other = await ask(bookDocument, keyed(1, 'order', { need: 'NEW_PROBLEM' }));
  expect(other.data.bookSlot.userErrors.map(({ code, field }: any) => [code, field])).toEqual([
    ['CONFLICT', ['idempotencyKey']],
  ]);
  const turned = Object.fromEntries(Object.entries(keyed(1, 'order').input).toReversed());
  expect((await ask(bookDocument, { input: turned })).data.bookSlot.userErrors).toEqual([]);
  expect(await bookingsOf('IDEM-order')).toBe(1);
});

test('a repeat of a hold that has run out answers that hold, marked expired', async () => {
  const held = { input: { slot: session.slotId(1), practice: 'E81003', channel: 'PHONE', idempotencyKey: 'hold' } };
  const first = await ask(holdDocument, held);
  expect(first.data.holdSlot.hold.state).toBe('HELD');
  await app.setClock('2026-11-23T09:30:00Z');
  const again = await ask(holdDocument, held);
  expect(again.data.holdSlot).toEqual({
    hold: { ...first.data.holdSlot.hold, state: 'EXPIRED' },
    userErrors: [],
  });
});

test('after 24 hours a key is as good as new', async () => {
  await ask(bookDocument, keyed(1, 'aged'));
  await app.setClock('2026-11-24T09:00:01Z');
  const again = await ask(bookDocument, { input: { ...keyed(2, 'aged').input, reference: 'IDEM-aged-2' } });
  expect(again.data.bookSlot).toEqual({ booking: expect.objectContaining({ slotNumber: 2 }), userErrors: [] });
});

test('a fault leaves no key behind, so that the same request then books', async () => {
  await app.database.sql(`create function fail_once() returns trigger language plpgsql as
    $$ begin raise exception 'the disk is on fire' using errcode = 'XX000'; end $$`);
  await app.database.sql('create trigger fail_once before insert on booking for each row execute function fail_once()');
  const broken = await ask(bookDocument, keyed(1, 'fault'));
  expect(broken.errors?.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL_SERVER_ERROR']);
  expect(broken.errors?.[0]?.message).not.toContain('fire');
  expect(await keysOf('fault')).toEqual([]);
  await app.database.sql('drop trigger fail_once on booking');
  expect((await ask(bookDocument, keyed(1, 'fault'))).data.bookSlot.userErrors).toEqual([]);
});
