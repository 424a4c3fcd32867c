import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bookDocument, bookInput, holdDocument, moveDocument } from '../../support/booking/booking-documents.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { startTestApp, type Ask, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let ask: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  ask = await app.as('care-navigator', 'E81003');
});
afterAll(() => app.close());

function encoded(text: string) {
  return Buffer.from(text).toString('base64url');
}

test('an id whose key has the shape of another type’s is no id, wherever it is given', async () => {
  const id = encoded('Practice:00000000-0000-4000-8000-000000000011/1');
  const session = encoded(`Session:00000000-0000-4000-8000-000000000011/1`);
  const slot = encoded(`Slot:00000000-0000-4000-8000-000000000011`);
  const node = await ask('query ($id: ID!) { node(id: $id) { id } }', { id });
  const booked = await ask(bookDocument, bookInput(slot, 'E81003', 'X'));
  const read = await ask('query ($id: ID!) { session(id: $id) { id } }', { id: session });
  expect([node, read].map((reply) => reply.errors?.map((error) => error.extensions.code))).toEqual([
    ['BAD_USER_INPUT'],
    ['BAD_USER_INPUT'],
  ]);
  expect(booked.data.bookSlot.userErrors[0].code).toBe('INVALID_INPUT');
});

test('a forged cursor is refused and never reaches the database', async () => {
  const after = encoded('["a","b"]');
  const reply = await ask(
    `query ($after: String) {
      sharedAvailability(practice: "E81003", from: "2026-12-01", to: "2026-12-02", after: $after) { totalCount }
    }`,
    { after },
  );
  expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['BAD_USER_INPUT']);
});

test('one bad argument costs its own field and no other', async () => {
  const reply = await ask(`{
    bad: practice(by: {odsCode: "E81003"}) { bookings(from: "2026-12-01", to: "2026-12-02", reference: "a\\u0000b") { totalCount edges { cursor } } }
    good: practice(by: {odsCode: "E81004"}) { name populations { value } }
    pcn(by: {odsCode: "U15644"}) { name }
  }`);
  expect(new Set(reply.errors?.map((error) => `${error.path?.[0]} ${error.extensions.code}`))).toEqual(
    new Set(['bad BAD_USER_INPUT']),
  );
  expect(reply.data.good.name).toBe('Salisbury House Surgery');
  expect(reply.data.pcn.name).toBe('Leighton Linslade PCN');
});

test('what was performed is answered, whatever another field of its document comes to, before it or after it', async () => {
  const session = await seedSession(app.database, { startsAt: '2026-12-09T09:00:00Z', slots: 1 });
  const reply = await ask(
    `mutation ($book: BookSlotInput!, $cancel: CancelSessionInput!) {
      before: cancelSession(input: $cancel) { userErrors { code } }
      bookSlot(input: $book) { booking { state reference } userErrors { code } }
      after: cancelSession(input: $cancel) { userErrors { code } }
    }`,
    {
      book: bookInput(session.slotId(1), 'E81003', 'STANDS').input,
      cancel: { session: session.globalId, reason: 'Not mine to cancel' },
    },
  );
  expect(reply.data).toEqual({
    before: null,
    bookSlot: { booking: { state: 'CONFIRMED', reference: 'STANDS' }, userErrors: [] },
    after: null,
  });
  expect(reply.errors?.map(({ path, extensions }) => [path, extensions.code])).toEqual([
    [['before'], 'FORBIDDEN'],
    [['after'], 'FORBIDDEN'],
  ]);
});

test('a query that is refused is null by itself, and an id that is none costs its own place among several', async () => {
  const session = await seedSession(app.database, { startsAt: '2026-12-10T09:00:00Z', slots: 1 });
  const ids = [session.globalId, 'no id', encoded('Practice:00000000-0000-4000-8000-00000000dead'), session.globalId];
  const reply = await ask(
    `query ($ids: [ID!]!, $service: ID!) {
      nodes(ids: $ids) { id }
      continuity(of: { practice: "E81003" }, from: "2026-12-02", to: "2026-12-01") { from }
      fairness(pcn: "U15644", service: $service, from: "2026-12-01", to: "2027-01-01") { from }
      practices(first: 1, after: "no cursor") { edges { cursor } }
      pcns(first: 1, last: 1) { edges { cursor } }
      good: practices(first: 1) { edges { node { odsCode } } }
    }`,
    { ids, service: session.globalId },
  );
  expect(reply.data).toEqual({
    nodes: [{ id: session.globalId }, null, null, { id: session.globalId }],
    continuity: null,
    fairness: null,
    practices: null,
    pcns: null,
    good: { edges: [{ node: { odsCode: 'E81003' } }] },
  });
  expect(new Set(reply.errors?.map(({ path, extensions }) => `${path?.join('.')} ${extensions.code}`))).toEqual(
    new Set(['nodes.1', 'continuity', 'fairness', 'practices', 'pcns'].map((at) => `${at} BAD_USER_INPUT`)),
  );
});

test('a number of ten digits is not repeated when it comes as a value of the wrong type', async () => {
  const session = await seedSession(app.database, { startsAt: '2026-12-01T09:00:00Z', slots: 2 });
  const reply = await ask(bookDocument, bookInput(session.slotId(1), 'E81003', 'x', { reference: 9434765919 }));
  expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['BAD_USER_INPUT']);
  expect(JSON.stringify(reply)).not.toContain('9434765919');
});

describe('moving and holding', () => {
  test('a move keeps the way of the appointment, and is refused where the new slot is not given so', async () => {
    const session = await seedSession(app.database, { startsAt: '2026-12-02T09:00:00Z', slots: 3 });
    await app.database.sql(`update slot set delivery_modes = '{FACE_TO_FACE}' where session_id = $1 and number = 3`, [
      session.id,
    ]);
    const booked = await ask(
      bookDocument,
      bookInput(session.slotId(1), 'E81003', 'MODE', { deliveryMode: 'TELEPHONE' }),
    );
    const booking = booked.data.bookSlot.booking.id as string;
    const kept = await ask(moveDocument, { input: { booking, slot: session.slotId(2) } });
    const refused = await ask(moveDocument, { input: { booking, slot: session.slotId(3) } });
    expect(kept.data.moveBooking.userErrors).toEqual([]);
    expect(refused.data.moveBooking.userErrors[0].code).toBe('MODE_NOT_OFFERED');
    expect(
      await app.database.sql('select slot_number, delivery_mode from booking where session_id = $1', [session.id]),
    ).toEqual([{ slot_number: 2, delivery_mode: 'TELEPHONE' }]);
  });

  test('many moves of one booking at once take turns: none faults, and it has exactly one slot', async () => {
    const sessions = [
      await seedSession(app.database, { startsAt: '2026-12-03T09:00:00Z', slots: 8 }),
      await seedSession(app.database, { startsAt: '2026-12-04T09:00:00Z', slots: 8 }),
    ];
    const [first, second] = sessions as [(typeof sessions)[0], (typeof sessions)[0]];
    const booked = await ask(bookDocument, bookInput(first.slotId(1), 'E81003', 'TURNS'));
    const booking = booked.data.bookSlot.booking.id as string;
    const replies = await Promise.all(
      Array.from({ length: 16 }, (_, i) =>
        ask(moveDocument, { input: { booking, slot: (i % 2 === 0 ? first : second).slotId((i % 8) + 1) } }),
      ),
    );
    expect(replies.flatMap((reply) => reply.errors ?? [])).toEqual([]);
    expect(
      await app.database.sql(
        `select count(*)::int as n from slot where session_id = any($1) and taken_until is not null`,
        [sessions.map((session) => session.id)],
      ),
    ).toEqual([{ n: 1 }]);
  });

  test('a slot offered to a waiting patient is booked for no other, and comes free when the wait is withdrawn', async () => {
    const session = await seedSession(app.database, { startsAt: '2026-12-05T09:00:00Z', slots: 1 });
    const hold = await ask(holdDocument, { input: { slot: session.slotId(1), practice: 'E81003', channel: 'PHONE' } });
    const holdId = hold.data.holdSlot.hold.id as string;
    const [entry] = await app.database.sql<{ id: string }>(
      `insert into waiting_entry (pcn_id, practice_id, service_id, reference, channel, need, from_on, to_on, state,
        offered_booking_id, created_at)
       values ($1, $2, $3, 'WAITER', 'PHONE', 'MUSCULOSKELETAL', '2026-12-01', '2026-12-15', 'OFFERED', $4, now())
       returning id`,
      [leighton.pcn, leighton.bassettRoad, leighton.service, Buffer.from(holdId, 'base64url').toString().slice(8)],
    );
    const other = await ask(bookDocument, {
      input: { ...bookInput('', 'E81003', 'SOMEONE-ELSE').input, what: { hold: holdId } },
    });
    expect(other.data.bookSlot.userErrors).toEqual([
      expect.objectContaining({ code: 'WRONG_STATE', field: ['reference'] }),
    ]);
    await ask(
      `mutation ($input: WithdrawWaitInput!) { withdrawWait(input: $input) { waitingEntry { state } userErrors { code } } }`,
      { input: { waitingEntry: encoded(`WaitingEntry:${entry?.id}`) } },
    );
    const free = await ask(bookDocument, bookInput(session.slotId(1), 'E81003', 'NEXT'));
    expect(free.data.bookSlot.userErrors).toEqual([]);
  });
});

test('a reason for cancelling a session that holds an NHS number is refused and not repeated', async () => {
  const session = await seedSession(app.database, { startsAt: '2026-12-07T09:00:00Z', slots: 1 });
  const director = await app.as('clinical-director', 'U15644');
  const reply = await director(
    `mutation ($input: CancelSessionInput!) { cancelSession(input: $input) { userErrors { code field message } } }`,
    { input: { session: session.globalId, reason: 'Patient 943 476 5919 complained' } },
  );
  expect(
    reply.data.cancelSession.userErrors.map(({ code, field }: { code: string; field: string[] }) => [code, field]),
  ).toEqual([['PATIENT_REFERENCE_IS_NHS_NUMBER', ['reason']]]);
  expect(JSON.stringify(reply)).not.toContain('5919');
});
