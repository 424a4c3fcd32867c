import { afterEach, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { bookDocument } from '../support/booking/booking-documents.js';
import { globalId } from '../../src/platform/ids/global-id.js';
import { type ExternalScene, externalScene, until } from '../support/server/fault-scene.js';
import { collecting, heldMb } from '../support/server/held-memory.js';
import { killServers } from '../support/server/server-process.js';
import { type Member, SubscriptionCrowd } from '../support/server/subscription-crowd.js';

let home: ExternalScene;
afterEach(async () => {
  await home.close();
  await killServers();
});

const pcn = 'U15644';
/** What one WebSocket may hold, in every test. */
const perSocket = 50;

async function begin(env: Record<string, string>) {
  home = await externalScene((url) => url, { ...collecting, ...env });
  const { scene } = home;
  const session = await scene.session({ slots: 4 });
  return { scene, session, crowd: new SubscriptionCrowd(scene.address, pcn), notice: () => notice(session.id) };
}

/** @returns its version, which is the last of all. */
async function notice(sessionId: string): Promise<number> {
  const [last] = await home.scene.sql<{ version: string }>(
    `with told as materialized (select notify_session($1))
     select last_value::text as version from availability_version, (select count(*) from told) counted`,
    [sessionId],
  );
  return Number(last?.version);
}

async function book(sessionId: string, number: number): Promise<void> {
  const ask = await home.scene.as('care-navigator', 'E81003');
  const what = { slot: globalId('Slot', `${sessionId}/${number}`) };
  const details = { practice: 'E81003', reference: `S-${number}`, channel: 'PHONE', need: 'MUSCULOSKELETAL' };
  const { data, errors } = await ask(bookDocument, { input: { what, ...details } });
  expect({ errors, refused: data.bookSlot.userErrors }).toEqual({ errors: undefined, refused: [] });
}

/** Megabytes: the heap without its garbage, and what the process has of the machine. */
async function memory(): Promise<{ heap: number; resident: number }> {
  const heap = Math.round(await heldMb(home.scene));
  const status = readFileSync(`/proc/${home.scene.server.pid}/status`, 'utf8');
  return { heap, resident: Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1000) };
}

/** Has a few things change, one after the other. @returns how many heard each of them once, and nothing else. */
async function heardOnce(crowd: SubscriptionCrowd, change: () => Promise<number>, members: readonly Member[]) {
  const before = members.map(({ versions }) => versions.length);
  const changes: number[] = [];
  for (let n = 0; n < 3; n += 1) {
    const version = await change();
    changes.push(version);
    await crowd.untilHeard(version);
  }
  const wanted = JSON.stringify(changes);
  return members.filter(({ versions }, n) => JSON.stringify(versions.slice(before[n])) === wanted).length;
}

/** A booking, as people make it: all hear that its session has changed, and nobody anything twice. */
async function hearBooking(members: readonly Member[], sessionId: string): Promise<void> {
  const before = members.map(({ versions }) => versions.length);
  await book(sessionId, 1);
  await until(() => members.every(({ versions }, n) => versions.length > before[n]!), 120_000);
  expect(members.filter(({ versions }) => new Set(versions).size !== versions.length).length).toBe(0);
}

/** Whoever has left is forgotten. */
async function leaveAll(crowd: SubscriptionCrowd, told: Record<string, unknown>, start: { heap: number }) {
  await crowd.leave();
  const end = await memory();
  console.info(JSON.stringify({ ...told, end }));
  expect(end.heap - start.heap).toBeLessThan(30);
  expect((await home.scene.health('ready')).status).toBe(200);
}

test('2,000 subscriptions of one token, whose limits allow them: each hears each change once', async () => {
  const {
    scene,
    session,
    crowd,
    notice: change,
  } = await begin({
    TOKEN_SOCKET_LIMIT: '40',
    TOKEN_SUBSCRIPTION_LIMIT: '2000',
  });
  const token = await scene.token('care-navigator', 'E81003');
  await (await crowd.open(token)).leave();
  const start = await memory();
  for (let n = 0; n < 40; n += 1) (await crowd.open(token)).subscribe(perSocket);
  await crowd.untilInPlace(change);
  const members = crowd.listening;
  expect(members.length).toBe(2000);
  const listening = await memory();
  expect(await heardOnce(crowd, change, members)).toBe(2000);
  await hearBooking(members, session.id);
  const told = await memory();
  expect(crowd.listening.length).toBe(2000);
  await leaveAll(crowd, { subscriptions: 2000, tokens: 1, start, listening, told }, start);
});

test('2,000 subscriptions of one token with the limits as they are: what is too much is refused in words, and the 200 go on hearing', async () => {
  const { scene, session, crowd, notice: change } = await begin({});
  const token = await scene.token('care-navigator', 'E81003');
  const all = await Promise.all(Array.from({ length: 40 }, () => crowd.open(token)));
  const [refused, held] = [all.filter(({ closed }) => closed), all.filter(({ closed }) => !closed)];
  expect(held.length).toBe(20);
  expect(refused.map(({ closed }) => closed)).toEqual(
    Array(20).fill([4430, 'One token holds at most 20 WebSockets. Close one that you do not need.']),
  );

  const [holding, asking] = [held.slice(0, 4), held.slice(4)];
  for (const place of holding) place.subscribe(perSocket);
  await crowd.untilInPlace(change);
  const members = crowd.listening;
  expect(members.length).toBe(200);
  const listening = await memory();
  for (const place of asking) place.subscribe(113); // 1,808 more
  await until(() => asking.every(({ closed }) => closed !== undefined), 120_000);
  expect(asking.map(({ closed }) => closed)).toEqual(
    Array(16).fill([4431, 'The last 50 operations of this WebSocket were all refused.']),
  );
  const answers = asking.flatMap((place) => place.members.flatMap((member) => member.refused ?? []));
  // One that is the hundred and first of its socket is refused for that, as it is looked at first.
  const words = new Set(answers.map(({ code, limit, message }) => `${code} ${limit}: ${message}`));
  expect([...words].filter((each) => !/^RATE_LIMITED SUBSCRIPTIONS: One (token|connection) can hold at most (200|50) subscriptions/.test(each))).toEqual([]); // prettier-ignore
  console.info(JSON.stringify({ refusedInWords: answers.length, words: [...words] }));

  expect(await heardOnce(crowd, change, members)).toBe(200);
  await hearBooking(members, session.id);
  // One that leaves makes room for another.
  await holding[0]?.leave();
  const late = await crowd.open(token);
  late.subscribe(perSocket);
  await crowd.untilInPlace(change);
  expect(crowd.listening.length).toBe(200);
  await leaveAll(crowd, { subscriptions: 200, tokens: 1, listening }, listening);
});
