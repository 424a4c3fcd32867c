import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bookDocument, bookInput, cancelDocument } from '../../support/booking/booking-documents.js';
import { clinicInput, publishUntil, scheduleClinic } from '../../support/sessions/clinics.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';
import { roles } from '../../../src/identity/viewer.js';

const reference = 'OUR-REF-77';
const atNine = expect.stringMatching(/^2026-11-23T09:0\d:\d\dZ$/);
const atTen = expect.stringMatching(/^2026-11-23T09:1\d:\d\dZ$/);
let app: TestApp;
let director: Ask;
let session: Awaited<ReturnType<typeof seedSession>>;
let booking: string;

beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  session = await seedSession(app.database, { startsAt: '2026-11-25T09:00:00Z', slots: 6 });
  await app.database.sql('truncate audit_entry');
  director = await app.as('clinical-director', 'U15644');
  const navigator = await app.as('care-navigator', 'E81003');
  const booked = await navigator(bookDocument, bookInput(session.slotId(1), 'E81003', reference));
  booking = booked.data.bookSlot.booking.id;
  await app.setClock('2026-11-23T09:10:00Z');
  await navigator(cancelDocument, { input: { booking, reason: 'PATIENT_CANCELLED' } });
});
afterAll(() => app.close());

const document = `query Trail($first: Int, $after: String, $last: Int, $before: String, $from: Date, $to: Date, $kinds: [AuditedKind!],
    $object: ID, $actor: String, $requestId: String) {
  auditTrail(first: $first, after: $after, last: $last, before: $before, from: $from, to: $to, kinds: $kinds,
      object: $object, actor: $actor, requestId: $requestId) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { node { id at actor { subject role organisationCode } action kind count batch requestId objectId
      object { __typename id } changes { field before after beforeObject { id } afterObject { id __typename } } } } } }`;

async function entries(variables: object = {}, ask: Ask = director): Promise<any[]> {
  const reply = await ask(document, { ...variables });
  if (reply.errors !== undefined) throw new Error(JSON.stringify(reply.errors));
  return reply.data.auditTrail.edges.map(({ node }: { node: object }) => node);
}

async function brief(variables: object = {}, ask: Ask = director) {
  return (await entries(variables, ask)).map(({ action, kind }) => `${action} ${kind}`);
}

describe('the trail of a network', () => {
  test('tells its director who did what, when, to which object, before and after, the newest first', async () => {
    const [cancelled, booked, ...rest] = await entries();
    expect(rest).toEqual([]);
    const actor = { subject: 'demo-care-navigator-E81003', role: 'CARE_NAVIGATOR', organisationCode: 'E81003' };
    expect(cancelled).toEqual({
      id: expect.any(String),
      at: atTen,
      actor,
      action: 'CHANGED',
      kind: 'BOOKING',
      count: 1,
      batch: null,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      objectId: booking,
      object: { __typename: 'Booking', id: booking },
      changes: [
        { field: 'state', before: 'CONFIRMED', after: 'CANCELLED', beforeObject: null, afterObject: null },
        { field: 'cancelledAt', before: null, after: atTen, beforeObject: null, afterObject: null },
        { field: 'cancelledReason', before: null, after: 'PATIENT_CANCELLED', beforeObject: null, afterObject: null },
      ],
    });
    expect(booked).toMatchObject({
      at: atNine,
      actor,
      action: 'CREATED',
      kind: 'BOOKING',
      objectId: booking,
    });
    expect(booked.requestId).not.toBe(cancelled.requestId);
    const practice = expect.objectContaining({ __typename: 'Practice' });
    expect(
      booked.changes.map((change: any) => [change.field, change.before, change.after, change.afterObject]),
    ).toEqual([
      ['session', null, session.globalId, { id: session.globalId, __typename: 'Session' }],
      ['slotNumber', null, '1', null],
      ['placeNumber', null, '1', null],
      ['practice', null, expect.any(String), practice],
      ['bookedBy', null, expect.any(String), practice],
      ['channel', null, 'PHONE', null],
      ['need', null, 'MUSCULOSKELETAL', null],
      ['deliveryMode', null, 'FACE_TO_FACE', null],
      ['state', null, 'CONFIRMED', null],
      ['startsAt', null, '2026-11-25T09:00:00Z', null],
      ['endsAt', null, '2026-11-25T09:20:00Z', null],
      ['createdAt', null, atNine, null],
      ['confirmedAt', null, atNine, null],
    ]);
  });

  test('holds no patient’s reference', async () => {
    expect(JSON.stringify(await entries({ first: 100 }))).not.toContain(reference);
  });

  test('counts a publication instead of telling each of its rows', async () => {
    const clinic = await scheduleClinic(director, clinicInput({ startTime: '15:00' }));
    await app.setClock('2026-11-23T09:20:00Z');
    await publishUntil(director, clinic, '2026-12-08');
    const batches = (await entries({ kinds: ['SESSION', 'PLACE', 'SHARED_CLINIC'] })).slice(0, 4);
    expect(
      batches.map(({ kind, action, count, batch, changes }) => [kind, action, count, batch !== null, changes.length]),
    ).toEqual([
      ['SHARED_CLINIC', 'CHANGED', 1, false, 1],
      ['PLACE', 'CREATED', expect.any(Number), true, 0],
      ['SESSION', 'CREATED', expect.any(Number), true, 0],
      ['SHARED_CLINIC', 'CREATED', 1, false, expect.any(Number)],
    ]);
    expect(batches[1]).toMatchObject({ objectId: null, object: null });
    expect(batches[1].batch).toBe(batches[2].batch);
  });
});

describe('it is searched', () => {
  test('by kind, by object, by who is named, by actor, by request and by days', async () => {
    expect(await brief({ kinds: ['BOOKING'] })).toEqual(['CHANGED BOOKING', 'CREATED BOOKING']);
    expect(await brief({ object: booking })).toEqual(['CHANGED BOOKING', 'CREATED BOOKING']);
    expect(await brief({ object: session.globalId })).toEqual(['CHANGED BOOKING', 'CREATED BOOKING']);
    expect(await brief({ object: leightonIds.physiotherapist })).toEqual([]);
    expect(await brief({ actor: 'demo-care-navigator-E81003' })).toEqual(['CHANGED BOOKING', 'CREATED BOOKING']);
    const [cancelled] = await entries({ object: booking });
    expect(await entries({ requestId: cancelled.requestId })).toEqual([cancelled]);
    expect(await brief({ kinds: ['BOOKING'], to: '2026-11-23' })).toEqual([]);
    expect(await brief({ kinds: ['BOOKING'], from: '2026-11-24', to: '2026-11-25' })).toEqual([]);
  });

  test('by a practice, which finds what happened to it and for it', async () => {
    await app.database.sql(`update contract set source = 'letter' where practice_id = $1`, [leighton.bassettRoad]);
    const practice = (await director(`{ practice(by: {odsCode: "E81003"}) { id } }`)).data.practice.id;
    const found = await brief({ object: practice, kinds: ['CONTRACT', 'BOOKING'] });
    expect(found).toEqual(['CHANGED CONTRACT', 'CHANGED BOOKING', 'CREATED BOOKING']);
    const [byHand] = await entries({ object: practice, kinds: ['CONTRACT'] });
    expect([byHand.actor, byHand.requestId]).toEqual([
      { subject: 'pcn_owner', role: null, organisationCode: null },
      null,
    ]);
  });

  test('page by page, forwards and backwards, without a gap or a double', async () => {
    const all = await entries({ first: 100 });
    const page = async (variables: object) => (await director(document, { ...variables })).data.auditTrail;
    const ids = (connection: any) => connection.edges.map(({ node }: any) => node.id);
    const forwards: string[] = [];
    for (let after: string | undefined; ;) {
      const { edges, pageInfo } = await page({ first: 3, after });
      forwards.push(...ids({ edges }));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(forwards).toEqual(all.map(({ id }) => id));
    const last = await page({ last: 2 });
    expect(ids(last)).toEqual(forwards.slice(-2));
    expect(ids(await page({ last: 2, before: last.pageInfo.startCursor }))).toEqual(forwards.slice(-4, -2));
    expect(last.totalCount).toBe(forwards.length);
  });

  test.each([
    ['first: 1000', 'BAD_USER_INPUT'],
    ['after: "rubbish"', 'BAD_USER_INPUT'],
    ['from: "2024-01-01"', 'BAD_USER_INPUT'],
    ['from: "2026-11-23", to: "2026-11-23"', 'BAD_USER_INPUT'],
    ['object: "rubbish"', 'BAD_USER_INPUT'],
    [`object: "${Buffer.from(`Slot:${leighton.pcn}/1`).toString('base64url')}"`, 'BAD_USER_INPUT'],
  ])('not with %s', async (argument, code) => {
    const reply = await director(`{ auditTrail(${argument}) { totalCount } }`);
    expect([reply.data?.auditTrail ?? null, reply.errors?.map(({ extensions }) => extensions.code)]).toEqual([
      null,
      [code],
    ]);
  });
});

describe('who may read it', () => {
  test('the director of another network reads that network’s, and none of this one, by list or by node', async () => {
    const other = await app.as('clinical-director', 'U27128');
    expect(await entries({ first: 100 }, other)).toEqual([]);
    const [entry] = await entries({ object: booking });
    const read = `query ($id: ID!) { node(id: $id) { ... on AuditEntry { id kind changes { field after } } } }`;
    expect((await other(read, { id: entry.id })).data.node).toBeNull();
    expect((await director(read, { id: entry.id })).data.node).toEqual({
      id: entry.id,
      kind: 'BOOKING',
      changes: entry.changes.map(({ field, after }: any) => ({ field, after })),
    });
    const gone = Buffer.from('AuditEntry:ffffffff-ffff-ffff-ffff-ffffffffffff').toString('base64url');
    expect((await director(read, { id: gone })).data.node).toBeNull();
  });

  test.each(roles.filter((role) => role !== 'clinical-director'))('a %s is refused', async (role) => {
    const code =
      role === 'clinician'
        ? 'PHYSIO-1'
        : role.startsWith('icb')
          ? 'QHG'
          : role.startsWith('rota') || role === 'system'
            ? 'U15644'
            : 'E81003';
    const reply = await (await app.as(role, code))(`{ auditTrail { totalCount } }`);
    expect([reply.data, reply.errors?.map(({ extensions }) => extensions.code)]).toEqual([
      { auditTrail: null },
      ['FORBIDDEN'],
    ]);
  });

  test('a director of no network is refused', async () => {
    for (const code of ['E81003', 'U99999', 'QHG']) {
      const reply = await (await app.as('clinical-director', code))(`{ auditTrail { totalCount } }`);
      expect(reply.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    }
  });

  test('who changed nothing leaves no entry: refusals and repeats', async () => {
    const before = (await entries({ first: 100 })).length;
    const navigator = await app.as('care-navigator', 'E81003');
    await navigator(bookDocument, bookInput(session.slotId(2), 'E81044', 'R'));
    await navigator(cancelDocument, { input: { booking, reason: 'PATIENT_CANCELLED' } });
    expect((await entries({ first: 100 })).length).toBe(before);
  });
});
