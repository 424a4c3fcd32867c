import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  bookDocument,
  bookInput,
  cancelDocument,
  holdDocument,
  moveDocument,
} from '../../support/booking/booking-documents.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { seedSession, type SeededSession } from '../../support/sessions/seed-session.js';
import { startTestApp, type Ask, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let asReception: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  asReception = await app.as('care-navigator', 'E81003');
});
afterAll(() => app.close());

function ownPlaces(places: number) {
  return { shares: [{ practiceId: leighton.bassettRoad, places }] };
}
function session(more: object = {}): Promise<SeededSession> {
  return seedSession(app.database, { startsAt: nextStart(), slots: 4, ...ownPlaces(2), ...more });
}

// Each session on a day of its own, so that one clinician can give them all.
let day = 0;
function nextStart() {
  return new Date(Date.parse('2026-12-01T09:00:00Z') + day++ * 86_400_000).toISOString();
}

type Payloads = Record<string, { userErrors: { code: string }[] }>;
function codes(reply: { data: unknown }, field: string): string[] {
  return ((reply.data as Payloads)[field]?.userErrors ?? []).map((error) => error.code);
}

let number = 0;
function reference() {
  return `REF-${++number}`;
}

describe('bookSlot', () => {
  test('books a free slot on an own place and reads it back', async () => {
    const s = await session();
    const reply = await asReception(bookDocument, bookInput(s.slotId(2), 'E81003', 'A-1'));
    expect(reply.data.bookSlot).toEqual({
      booking: expect.objectContaining({ state: 'CONFIRMED', slotNumber: 2, reference: 'A-1' }),
      userErrors: [],
    });
    const kept = await app.database.sql(
      `select b.slot_number, b.place_number, p.owner_id, s.taken_until::text, p.taken_until::text as place_until
       from booking b join slot s on (s.session_id, s.number) = (b.session_id, b.slot_number)
       join place p on (p.session_id, p.number) = (b.session_id, b.place_number) where b.session_id = $1`,
      [s.id],
    );
    expect(kept).toEqual([
      {
        slot_number: 2,
        place_number: 1,
        owner_id: leighton.bassettRoad,
        taken_until: 'infinity',
        place_until: 'infinity',
      },
    ]);
  });

  test('takes own places first, then the pool, then refuses while others’ places are not free to all', async () => {
    const s = await session({
      shares: [
        { practiceId: leighton.bassettRoad, places: 1 },
        { practiceId: leighton.salisburyHouse, places: 2 },
      ],
    });
    const first = await asReception(bookDocument, bookInput(s.slotId(1), 'E81003', reference()));
    const second = await asReception(bookDocument, bookInput(s.slotId(2), 'E81003', reference()));
    const third = await asReception(bookDocument, bookInput(s.slotId(3), 'E81003', reference()));
    expect([codes(first, 'bookSlot'), codes(second, 'bookSlot'), codes(third, 'bookSlot')]).toEqual([
      [],
      [],
      ['NO_PLACE_LEFT'],
    ]);
    const places = await app.database.sql(
      'select number, owner_id from place where session_id = $1 and taken_until is not null order by number',
      [s.id],
    );
    expect(places).toEqual([
      { number: 1, owner_id: leighton.bassettRoad },
      { number: 4, owner_id: null },
    ]);
  });

  test('from the session’s pool time on takes a place of another practice', async () => {
    const s = await session({
      shares: [{ practiceId: leighton.salisburyHouse, places: 4 }],
      poolAt: '2026-11-23T08:00:00Z',
    });
    expect(codes(await asReception(bookDocument, bookInput(s.slotId(1), 'E81003', reference())), 'bookSlot')).toEqual(
      [],
    );
  });

  test.each([
    ['a slot that is released later', { releasedAt: '2026-11-25T08:00:00Z' }, 'SLOT_NOT_RELEASED'],
    ['a slot that nobody is assigned to give', { staffed: false }, 'SLOT_NOT_STAFFED'],
    ['a slot kept for NHS 111', { heldFor111: 4, shares: [] }, 'SLOT_HELD_FOR_111'],
  ])('refuses %s', async (_what, scene, code) => {
    const s = await session(scene);
    expect(codes(await asReception(bookDocument, bookInput(s.slotId(1), 'E81003', reference())), 'bookSlot')).toEqual([
      code,
    ]);
  });

  test('another practice’s receptionist is told that bookings and waiting list are not for them to see', async () => {
    const bookings = `{ practice(by: {odsCode: "E81003"}) {
      bookings(from: "2026-12-01", to: "2026-12-02") { totalCount } waitingList { totalCount } } }`;
    const asSalisbury = await app.as('care-navigator', 'E81004');
    expect((await asSalisbury(bookings)).errors?.map(({ message }) => message).sort()).toEqual([
      'As care-navigator of E81004 you may see a waiting list only for your own organisation.',
      'As care-navigator of E81004 you may see bookings only for your own organisation.',
    ]);
  });

  test('refuses a slot of the past, a taken one, and a session that was cancelled', async () => {
    const past = await session({ startsAt: '2026-11-20T09:00:00Z' });
    const taken = await session();
    const cancelled = await session();
    await asReception(bookDocument, bookInput(taken.slotId(1), 'E81003', reference()));
    await app.database.sql(`update session set state = 'CANCELLED', cancelled_reason = 'test' where id = $1`, [
      cancelled.id,
    ]);
    const replies = await Promise.all(
      [past, taken, cancelled].map((s) => asReception(bookDocument, bookInput(s.slotId(1), 'E81003', reference()))),
    );
    expect(replies.map((reply) => codes(reply, 'bookSlot'))).toEqual([
      ['SLOT_PAST'],
      ['SLOT_TAKEN'],
      ['SESSION_CANCELLED'],
    ]);
  });

  test('refuses a practice that opts out of the service on the session’s day', async () => {
    const s = await session();
    await app.database.sql(
      `insert into participation (pcn_id, practice_id, service_id, state, valid_from, valid_to)
       select $1, $2, $3, 'OUT', session_on, session_on + 1 from session where id = $4`,
      [leighton.pcn, leighton.bassettRoad, leighton.service, s.id],
    );
    expect(codes(await asReception(bookDocument, bookInput(s.slotId(1), 'E81003', reference())), 'bookSlot')).toEqual([
      'MAY_NOT_SHARE',
    ]);
  });

  test('refuses a second booking of one reference at an overlapping time, but not of another practice’s same reference', async () => {
    const startsAt = nextStart();
    const a = await session({ startsAt });
    const b = await session({ startsAt, clinicianId: leighton.sharedPhysiotherapist, shares: [] });
    const asSalisbury = await app.as('care-navigator', 'E81004');
    const replies = [
      await asReception(bookDocument, bookInput(a.slotId(1), 'E81003', '12345')),
      await asReception(bookDocument, bookInput(b.slotId(1), 'E81003', '12345')),
      await asReception(bookDocument, bookInput(b.slotId(2), 'E81003', '12345')),
      await asSalisbury(bookDocument, bookInput(b.slotId(1), 'E81004', '12345')),
    ];
    expect(replies.map((reply) => codes(reply, 'bookSlot'))).toEqual([[], ['REFERENCE_BUSY'], [], []]);
  });

  test('refuses an NHS number as reference without repeating it', async () => {
    const s = await session();
    for (const text of ['9434765919', '943 476 5919', 'pt 943-476-5919']) {
      const reply = await asReception(bookDocument, bookInput(s.slotId(1), 'E81003', text));
      expect(codes(reply, 'bookSlot')).toEqual(['PATIENT_REFERENCE_IS_NHS_NUMBER']);
      expect(JSON.stringify(reply)).not.toMatch(/943.?476.?5919/);
    }
    expect(await app.database.sql('select from booking where session_id = $1', [s.id])).toEqual([]);
  });

  test('another practice’s receptionist may not book for this one, and another network sees no such slot', async () => {
    const s = await session();
    const asSalisbury = await app.as('care-navigator', 'E81004');
    const elsewhere = await app.as('care-navigator', 'E81063');
    const barred = await asSalisbury(bookDocument, bookInput(s.slotId(1), 'E81003', reference()));
    expect(barred.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const unseen = await elsewhere(bookDocument, bookInput(s.slotId(1), 'E81063', reference()));
    expect(codes(unseen, 'bookSlot')).toEqual(['NOT_FOUND']);
  });

  test.each([
    [
      'an id of something else',
      { what: { slot: Buffer.from(`Site:${leighton.bassettRoadSite}`).toString('base64url') } },
      'INVALID_INPUT',
    ],
    ['no id at all', { what: { slot: 'nonsense' } }, 'INVALID_INPUT'],
    ['a NUL byte in the reference', { reference: 'a\u0000b' }, 'PATIENT_REFERENCE_MALFORMED'],
    ['an unknown practice', { practice: 'E99999' }, 'NOT_FOUND'],
    ['a key with a line break', { idempotencyKey: 'a\nb' }, 'INVALID_INPUT'],
  ])('refuses %s', async (_what, more, code) => {
    const s = await session();
    const reply = await asReception(bookDocument, bookInput(s.slotId(1), 'E81003', reference(), more));
    expect(codes(reply, 'bookSlot')).toEqual([code]);
  });
});

describe('idempotency', () => {
  test('the same key answers with the same booking; with another input it is a conflict', async () => {
    const s = await session();
    const input = bookInput(s.slotId(1), 'E81003', 'IDEM-1', { idempotencyKey: 'key-1' });
    const first = await asReception(bookDocument, input);
    const again = await asReception(bookDocument, input);
    expect(again.data).toEqual(first.data);
    const other = await asReception(
      bookDocument,
      bookInput(s.slotId(2), 'E81003', 'IDEM-1', { idempotencyKey: 'key-1' }),
    );
    expect(codes(other, 'bookSlot')).toEqual(['CONFLICT']);
    expect(await app.database.sql('select slot_number from booking where session_id = $1', [s.id])).toEqual([
      { slot_number: 1 },
    ]);
  });

  test('a refusal is kept: the repeat is refused even when the slot has come free', async () => {
    const s = await session();
    const blocking = await asReception(bookDocument, bookInput(s.slotId(1), 'E81003', reference()));
    const input = bookInput(s.slotId(1), 'E81003', reference(), { idempotencyKey: 'key-2' });
    expect(codes(await asReception(bookDocument, input), 'bookSlot')).toEqual(['SLOT_TAKEN']);
    await asReception(cancelDocument, {
      input: { booking: blocking.data.bookSlot.booking.id, reason: 'ENTERED_IN_ERROR' },
    });
    expect(codes(await asReception(bookDocument, input), 'bookSlot')).toEqual(['SLOT_TAKEN']);
  });
});

describe('holds', () => {
  test('a hold keeps slot and place until it expires, and then gives way to whoever asks', async () => {
    const s = await session({ slots: 1, ...ownPlaces(1) });
    const hold = await asReception(holdDocument, {
      input: { slot: s.slotId(1), practice: 'E81003', channel: 'PHONE' },
    });
    expect(hold.data.holdSlot.hold.state).toBe('HELD');
    const blocked = await asReception(bookDocument, bookInput(s.slotId(1), 'E81003', reference()));
    expect(codes(blocked, 'bookSlot')).toEqual(['SLOT_TAKEN']);
    await app.setClock('2026-11-23T09:06:00Z');
    const late = await asReception(bookDocument, {
      input: { ...bookInput('', 'E81003', reference()).input, what: { hold: hold.data.holdSlot.hold.id } },
    });
    expect(codes(late, 'bookSlot')).toEqual(['HOLD_EXPIRED']);
    expect(codes(await asReception(bookDocument, bookInput(s.slotId(1), 'E81003', reference())), 'bookSlot')).toEqual(
      [],
    );
    await app.setClock('2026-11-23T09:00:00Z');
  });

  test('booking a live hold keeps its slot and place', async () => {
    const s = await session();
    const hold = await asReception(holdDocument, {
      input: { slot: s.slotId(3), practice: 'E81003', channel: 'PHONE' },
    });
    const booked = await asReception(bookDocument, {
      input: { ...bookInput('', 'E81003', 'HELD-1').input, what: { hold: hold.data.holdSlot.hold.id } },
    });
    expect(booked.data.bookSlot).toEqual({
      booking: expect.objectContaining({ id: hold.data.holdSlot.hold.id, state: 'CONFIRMED', slotNumber: 3 }),
      userErrors: [],
    });
  });
});

describe('moveBooking', () => {
  test('inside a session it keeps its place; into another it needs one there and frees the old', async () => {
    const a = await session(ownPlaces(1));
    const b = await session(ownPlaces(1));
    const booked = await asReception(bookDocument, bookInput(a.slotId(1), 'E81003', 'MOVE-1'));
    const booking = booked.data.bookSlot.booking.id as string;
    const inside = await asReception(moveDocument, { input: { booking, slot: a.slotId(4) } });
    const across = await asReception(moveDocument, { input: { booking, slot: b.slotId(2) } });
    expect([inside.data.moveBooking.booking.slotNumber, across.data.moveBooking.booking.slotNumber]).toEqual([4, 2]);
    const taken = await app.database.sql(
      `select 'slot' as what, number from slot where session_id = any($1) and taken_until is not null
       union all select 'place', number from place where session_id = any($1) and taken_until is not null order by 1`,
      [[a.id, b.id]],
    );
    expect(taken).toEqual([
      { what: 'place', number: 1 },
      { what: 'slot', number: 2 },
    ]);
  });

  test('a refused move leaves the booking where it was', async () => {
    const s = await session();
    const mine = await asReception(bookDocument, bookInput(s.slotId(1), 'E81003', reference()));
    await asReception(bookDocument, bookInput(s.slotId(2), 'E81003', reference()));
    const moved = await asReception(moveDocument, {
      input: { booking: mine.data.bookSlot.booking.id, slot: s.slotId(2) },
    });
    expect(codes(moved, 'moveBooking')).toEqual(['SLOT_TAKEN']);
    expect(
      await app.database.sql(`select slot_number, state from booking where session_id = $1 order by 1`, [s.id]),
    ).toEqual([
      { slot_number: 1, state: 'CONFIRMED' },
      { slot_number: 2, state: 'CONFIRMED' },
    ]);
  });
});

describe('outcomes', () => {
  const outcome = `mutation ($input: RecordOutcomeInput!) { recordOutcome(input: $input) { booking { state } userErrors { code } } }`;

  test('an outcome is recorded once the slot has begun, may be corrected, and then bars cancelling', async () => {
    const startsAt = nextStart();
    const s = await session({ startsAt });
    const booking = (await asReception(bookDocument, bookInput(s.slotId(1), 'E81003', reference()))).data.bookSlot
      .booking.id;
    const record = (value: string) => asReception(outcome, { input: { booking, outcome: value } });
    expect(codes(await record('ATTENDED'), 'recordOutcome')).toEqual(['TOO_EARLY']);
    await app.setClock(new Date(Date.parse(startsAt) + 600_000).toISOString());
    expect((await record('DID_NOT_ATTEND')).data.recordOutcome.booking).toEqual({ state: 'DID_NOT_ATTEND' });
    expect((await record('ATTENDED')).data.recordOutcome.booking).toEqual({ state: 'ATTENDED' });
    const cancelled = await asReception(cancelDocument, { input: { booking, reason: 'PATIENT_CANCELLED' } });
    expect(codes(cancelled, 'cancelBooking')).toEqual(['WRONG_STATE']);
    await app.setClock('2026-11-23T09:00:00Z');
  });
});
