import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { openDatabase } from '../../../src/app.js';
import { offerFreedSlotJob } from '../../../src/booking/offer-freed-slot.job.js';
import { bookDocument } from '../../support/booking/booking-documents.js';
import { codesOf, networksNow, nodeId, rowsOf, seedNetworks } from '../../support/network/networks.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let snapshot: Snapshot;
const [a, b] = [rowsOf('A'), rowsOf('B')];
const [codes, others] = [codesOf('A'), codesOf('B')];

beforeAll(async () => {
  app = await startTestApp({ now: networksNow });
  await seedNetworks(app.database);
  snapshot = await takeSnapshot(app.database);
});
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

describe('an idempotency key', () => {
  const input = (practice: string, session: string, slot: number) => ({
    input: {
      what: { slot: nodeId('Slot', `${session}/${slot}`) },
      practice,
      reference: 'KEYED',
      channel: 'PHONE',
      need: 'MUSCULOSKELETAL',
      idempotencyKey: 'one-key-for-all',
    },
  });
  const as = async (subject: string, organisation: string) =>
    app.withHeader(`Bearer ${await app.signed({ sub: subject, role: 'care-navigator', organisation })}`);
  const errorCodes = (reply: { data: { bookSlot: { userErrors: { code: string }[] } } }) =>
    reply.data.bookSlot.userErrors.map(({ code }) => code);

  test('of another organisation, network or person reveals neither its outcome nor that it was used', async () => {
    const first = await (await as('ada', codes.one))(bookDocument, input(codes.one, a.session, 3));
    expect(errorCodes(first)).toEqual([]);
    const { id } = first.data.bookSlot.booking;

    const again = await (await as('ada', codes.one))(bookDocument, input(codes.one, a.session, 3));
    expect(again.data.bookSlot.booking.id).toBe(id);

    // another network, with the very same input: as if the key were new
    const foreign = await (await as('eve', others.one))(bookDocument, input(codes.one, a.session, 3));
    expect([foreign.data.bookSlot.booking, errorCodes(foreign)]).toEqual([null, ['NOT_FOUND']]);
    // the same person acting for another organisation, in another network or next door
    const moved = await (await as('ada', others.one))(bookDocument, input(others.one, b.session, 3));
    expect(errorCodes(moved)).toEqual([]);
    const neighbour = await (await as('ada', codes.two))(bookDocument, input(codes.two, a.session, 4));
    expect([neighbour.data.bookSlot.booking?.id === id, errorCodes(neighbour)]).toEqual([false, []]);
    // a colleague at the same desk: the slot is gone, and no conflict gives the key away
    const colleague = await (await as('bob', codes.one))(bookDocument, input(codes.one, a.session, 3));
    expect([colleague.data.bookSlot.booking, errorCodes(colleague)]).toEqual([null, ['SLOT_TAKEN']]);
    await snapshot.restore();
  });

  test('is answered with today’s rights: whoever has lost the network keeps the booking and sees no session of it', async () => {
    const document = `mutation ($input: BookSlotInput!) { bookSlot(input: $input) {
      booking { id reference session { id } } userErrors { code } } }`;
    const navigator = await as('ada', codes.one);
    const { booking } = (await navigator(document, input(codes.one, a.session, 3))).data.bookSlot;
    expect(booking.session).toEqual({ id: nodeId('Session', a.session) });
    await app.database.sql(`update membership set valid_to = '2026-11-23' where practice_id = $1`, [a.one]);
    const repeated = await navigator(document, input(codes.one, a.session, 3));
    expect(repeated.data.bookSlot).toEqual({ booking: { ...booking, session: null }, userErrors: [] });
    await snapshot.restore();
  });
});

test.each([
  ['returnPlaces', 'ReturnPlacesInput', { practice: codes.two }],
  ['givePlacesTo', 'GivePlacesToInput', { from: codes.two, to: codes.one }],
])(
  'a repeated %s whose result may not be seen any more says that it was done and is withheld',
  async (name, type, whose) => {
    const manager = await app.as('practice-manager', codes.two); // nothing that it lends serves the session
    const document = `mutation ($input: ${type}!) { ${name}(input: $input) { session { id } resultWithheld userErrors { code } } }`;
    const input = { session: nodeId('Session', a.openSession), count: 1, idempotencyKey: 'again', ...whose };
    const first = await manager(document, { input });
    expect(first.data[name]).toEqual({ session: { id: input.session }, resultWithheld: false, userErrors: [] });
    await app.database.sql(`update membership set valid_to = '2026-11-23' where practice_id = $1`, [a.two]);
    const repeated = await manager(document, { input });
    expect(repeated.data[name]).toEqual({ session: null, resultWithheld: true, userErrors: [] });
    const refused = await manager(document, { input: { ...input, idempotencyKey: 'new' } });
    expect(refused.data[name]).toEqual({ session: null, resultWithheld: false, userErrors: [{ code: 'NOT_FOUND' }] });
    await snapshot.restore();
  },
);

describe('a subscription', () => {
  const subscribed = async (token: string) => {
    const client = createClient({
      url: app.url.replace('http', 'ws') + '/graphql',
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: { authorization: `Bearer ${token}` },
    });
    const events = client.iterate<{ availabilityChanged: { sessionIds: string[] } }>({
      query: `subscription { availabilityChanged(pcn: "${codes.pcn}") { pcn sessionIds } }`,
    });
    /** The next event while `session` changes every moment. */
    const next = async (...sessions: string[]) => {
      let waiting = true;
      const event = events.next();
      const settled = () => void (waiting = false);
      event.then(settled, settled);
      while (waiting) {
        for (const session of sessions) await app.database.sql('select notify_session($1)', [session]);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return event.then(
        ({ value }) => value?.data?.availabilityChanged,
        (errors: { extensions: { code: string } }[]) => errors[0]?.extensions.code,
      );
    };
    /** How it ends, after what was told before it had to. */
    const ending = async (...sessions: string[]) => {
      for (let heard = 0; heard < 200; heard += 1) {
        const event = await next(...sessions);
        if (typeof event === 'string') return event;
      }
      return 'it goes on';
    };
    return { next, ending, end: () => client.dispose() };
  };
  const told = { pcn: codes.pcn, sessionIds: [nodeId('Session', a.session)] };

  test('tells nothing of another network’s sessions', async () => {
    const { next, end } = await subscribed(await app.token('rota-manager', codes.pcn));
    expect(await next(b.session, a.session)).toEqual(told);
    expect(await next(b.session, b.openSession, a.session)).toEqual(told);
    await end();
  });

  test('ends with its token, at the first event after', async () => {
    const { next, ending, end } = await subscribed(await app.token('rota-manager', codes.pcn, '4s'));
    expect(await next(a.session)).toEqual(told);
    await new Promise((resolve) => setTimeout(resolve, 4500));
    expect(await ending(a.session)).toBe('UNAUTHENTICATED');
    await end();
  });

  test('ends when the practice has left the network', async () => {
    const { next, ending, end } = await subscribed(await app.token('care-navigator', codes.one));
    expect(await next(a.session)).toEqual(told);
    await app.database.sql(`update membership set valid_to = '2026-11-23' where practice_id = $1`, [a.one]);
    expect(await ending(a.session)).toBe('FORBIDDEN');
    await end();
    await snapshot.restore();
  });
});

test('a job that names one network and another’s session offers nothing there', async () => {
  const database = await openDatabase(app.database.urls.app, { poolSize: 1, statementTimeoutMs: 10_000 });
  const states = async () =>
    (await app.database.sql<{ state: string }>('select state from waiting_entry order by id')).map(
      ({ state }) => state,
    );
  await offerFreedSlotJob.run(database, { pcn: codes.pcn, sessionId: b.session });
  expect(await states()).toEqual(['WAITING', 'WAITING', 'WAITING']);
  await offerFreedSlotJob.run(database, { pcn: others.pcn, sessionId: b.session });
  expect(await states()).toEqual(['WAITING', 'OFFERED', 'WAITING']);
  await database.close();
  await snapshot.restore();
});

test('an employer asks for no leave outside the job, and is told why', async () => {
  await app.database.sql(`update employment set valid_to = '2026-12-01' where id = $1`, [a.employment]);
  const ask = await app.as('practice-manager', codes.one);
  const request = (startsAt: string, endsAt: string) =>
    ask(
      `mutation ($input: RequestLeaveInput!) { requestLeave(input: $input) { leave { kind } userErrors { code field } } }`,
      { input: { clinician: nodeId('Clinician', a.ann), kind: 'ANNUAL', startsAt, endsAt } },
    ).then(({ data }) => data.requestLeave);
  expect(await request('2026-12-02T00:00:00Z', '2026-12-03T00:00:00Z')).toEqual({
    leave: null,
    userErrors: [{ code: 'INVALID_INPUT', field: ['startsAt'] }],
  });
  expect(await request('2026-11-30T00:00:00Z', '2026-12-03T00:00:00Z')).toEqual({
    leave: { kind: 'ANNUAL' },
    userErrors: [],
  });
  await snapshot.restore();
});
