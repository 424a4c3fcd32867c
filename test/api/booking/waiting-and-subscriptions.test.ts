import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { jobs, openDatabase } from '../../../src/app.js';
import { offerFreeSlots } from '../../../src/booking/offer-free-slots.js';
import { pcnSystemViewer } from '../../../src/identity/system-viewer.js';
import { createLogger } from '../../../src/platform/logging/logger.js';
import { startWorker, type Worker } from '../../../src/platform/jobs/worker.js';
import { bookDocument, bookInput, cancelDocument } from '../../support/booking/booking-documents.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { seedSession, type SeededSession } from '../../support/sessions/seed-session.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let worker: Worker;
let database: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  database = await openDatabase(app.database.urls.app, { poolSize: 4, statementTimeoutMs: 10_000 });
  worker = await work();
});
function work() {
  return startWorker({ connectionString: app.database.urls.worker, database, jobs, log: createLogger('error') });
}
afterAll(async () => {
  await worker.stop();
  await database.close();
  await app.close();
});

async function eventually<T>(read: () => Promise<T>, until: (value: T) => boolean): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    const value = await read();
    if (until(value) || tries > 100) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const wait = `mutation ($input: WaitForSlotInput!) {
  waitForSlot(input: $input) { waitingEntry { id state } userErrors { code field } }
}`;
const list = `{ practice(by: {odsCode: "E81003"}) { waitingList(first: 5) { edges { node { state reference offer { id state } } } } } }`;
const waiting = {
  service: leightonIds.service,
  practice: 'E81003',
  channel: 'PHONE',
  need: 'MUSCULOSKELETAL',
  from: '2026-12-01',
  to: '2026-12-15',
};

test('a cancelled slot is held for the longest waiting patient, who books the hold', async () => {
  const ask = await app.as('care-navigator', 'E81003');
  const session = await seedSession(app.database, {
    startsAt: '2026-12-03T09:00:00Z',
    slots: 1,
    shares: [{ practiceId: leighton.bassettRoad, places: 1 }],
  });
  const booked = await ask(bookDocument, bookInput(session.slotId(1), 'E81003', 'FIRST'));
  for (const reference of ['SECOND', 'THIRD']) {
    const reply = await ask(wait, { input: { ...waiting, reference } });
    expect(reply.data.waitForSlot).toEqual({
      waitingEntry: expect.objectContaining({ state: 'WAITING' }),
      userErrors: [],
    });
  }
  const twice = await ask(wait, { input: { ...waiting, reference: 'SECOND' } });
  expect(twice.data.waitForSlot.userErrors).toEqual([{ code: 'ALREADY_WAITING', field: ['reference'] }]);

  await ask(cancelDocument, { input: { booking: booked.data.bookSlot.booking.id, reason: 'PATIENT_CANCELLED' } });
  const entries = async () =>
    (await ask(list)).data.practice.waitingList.edges.map((edge: { node: unknown }) => edge.node) as {
      state: string;
      reference: string;
      offer: { id: string; state: string } | null;
    }[];
  const offered = await eventually(entries, (all) => all.some((entry) => entry.state === 'OFFERED'));
  expect(offered).toEqual([
    { state: 'OFFERED', reference: 'SECOND', offer: { id: expect.any(String), state: 'HELD' } },
    { state: 'WAITING', reference: 'THIRD', offer: null },
  ]);
  const hold = offered[0]?.offer?.id;
  const taken = await ask(bookDocument, { input: { ...bookInput('', 'E81003', 'SECOND').input, what: { hold } } });
  expect(taken.data.bookSlot.userErrors).toEqual([]);
  expect(await entries()).toEqual([{ state: 'WAITING', reference: 'THIRD', offer: null }]);
});

test('an offer that has locked the longest waiting, and nothing for them, lets no other pass them over', async () => {
  const ask = await app.as('care-navigator', 'E81003');
  const session = await seedSession(app.database, {
    startsAt: '2026-12-17T09:00:00Z',
    slots: 1,
    shares: [{ practiceId: leighton.bassettRoad, places: 1 }],
  });
  const booked = await ask(bookDocument, bookInput(session.slotId(1), 'E81003', 'BEFORE'));
  await worker.stop();
  const queue = async (reference: string) => {
    const reply = await ask(wait, { input: { ...waiting, reference, from: '2026-12-17', to: '2026-12-18' } });
    expect(reply.data.waitForSlot.userErrors).toEqual([]);
  };
  await queue('LONGEST');
  const freed = { pcn: 'U15644', serviceId: leighton.service };
  const viewer = pcnSystemViewer(freed.pcn, 'test');
  const [looked, end] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const first = database.command(viewer, async (tx) => {
    const result = await offerFreeSlots(tx, viewer, freed);
    looked.resolve();
    await end.promise;
    return result;
  });
  await looked.promise;
  await queue('SHORTER');
  await ask(cancelDocument, { input: { booking: booked.data.bookSlot.booking.id, reason: 'PATIENT_CANCELLED' } });
  const second = database.command(viewer, (tx) => offerFreeSlots(tx, viewer, freed));
  await Promise.race([second, new Promise((resolve) => setTimeout(resolve, 300))]);
  end.resolve();
  expect([await first, await second]).toEqual([
    { ok: true, value: { offered: 0, more: false } },
    { ok: true, value: { offered: 1, more: false } },
  ]);
  expect(
    await app.database.sql(`select reference, state from waiting_entry where from_on = '2026-12-17' order by 1`),
  ).toEqual([
    { reference: 'LONGEST', state: 'OFFERED' },
    { reference: 'SHORTER', state: 'WAITING' },
  ]);
  worker = await work();
});

test('a practice that shares no such service cannot wait for it, nor for a patient by NHS number', async () => {
  const ask = await app.as('care-navigator', 'E81003');
  const early = await ask(wait, { input: { ...waiting, reference: 'R', from: '2026-12-01', to: '2026-12-01' } });
  const named = await ask(wait, { input: { ...waiting, reference: '943 476 5919' } });
  expect([early, named].map((reply) => reply.data.waitForSlot.userErrors)).toEqual([
    [{ code: 'INVALID_INPUT', field: ['to'] }],
    [{ code: 'PATIENT_REFERENCE_IS_NHS_NUMBER', field: ['reference'] }],
  ]);
});

function subscribe(authorization?: string) {
  const client = createClient({
    url: app.url.replace('http', 'ws') + '/graphql',
    webSocketImpl: WebSocket,
    ...(authorization === undefined ? {} : { connectionParams: { authorization } }),
    retryAttempts: 0,
  });
  const events = client.iterate<{ availabilityChanged: { sessionIds: string[]; version: string; pcn: string } }>({
    query: 'subscription { availabilityChanged(pcn: "U15644") { pcn sessionIds version } }',
  });
  return { client, events };
}

/** Books slot after slot until a subscriber has heard, for nothing says when it has begun to listen. */
async function bookUntil<T>(heard: Promise<T>, session: SeededSession): Promise<T> {
  const ask = await app.as('care-navigator', 'E81003');
  const pause = () => new Promise<'not yet'>((resolve) => setTimeout(() => resolve('not yet'), 1000));
  for (let slot = 1; slot <= 24; slot += 1) {
    await ask(bookDocument, bookInput(session.slotId(slot), 'E81003', `SUB-${slot}`));
    if ((await Promise.race([heard, pause()])) !== 'not yet') break;
  }
  return heard;
}

test('a booking is told to subscribers of its PCN by ids and a version, from any process', async () => {
  const session = await seedSession(app.database, { startsAt: '2026-12-04T09:00:00Z', slots: 24 });
  const { client, events } = subscribe(`Bearer ${await app.token('care-navigator', 'E81004')}`);
  const told = await bookUntil(events.next(), session);
  expect(told.value?.data?.availabilityChanged).toEqual({
    pcn: 'U15644',
    sessionIds: [session.globalId],
    version: expect.stringMatching(/^\d+$/),
  });
  await events.return?.();
  await client.dispose();
});

test('another network’s practice, and nobody without a token, may subscribe', async () => {
  const other = subscribe(`Bearer ${await app.token('care-navigator', 'E81063')}`);
  const reply = await other.events.next();
  expect(reply.value?.errors?.map((error: { extensions?: unknown }) => error.extensions)).toEqual([
    { code: 'FORBIDDEN', requestId: expect.any(String) },
  ]);
  await other.client.dispose();
  const anonymous = subscribe();
  await expect(anonymous.events.next()).rejects.toEqual([
    expect.objectContaining({ extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) } }),
  ]);
  await anonymous.client.dispose();
  const forged = subscribe('Bearer x.y.z');
  await expect(forged.events.next()).rejects.toMatchObject({ code: 4403 });
});
