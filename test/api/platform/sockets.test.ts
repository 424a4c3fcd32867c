import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { seedLeighton } from '../../support/network/leighton.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

/** Small ones, so that a test needs few sockets to reach them. */
const limits = { sockets: 3, subscriptions: 4, payerSubscriptions: 6 };
let app: TestApp;
let tokens: Record<'director' | 'navigator', string>;
beforeAll(async () => {
  app = await startTestApp({ limits });
  await seedLeighton(app.database);
  tokens = {
    director: await app.token('clinical-director', 'U15644'),
    navigator: await app.token('care-navigator', 'E81003'),
  };
});
afterAll(() => app.close());

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A client that does as it is told, and keeps all that it hears. */
class Wire {
  readonly heard: Message[] = [];
  readonly closed: Promise<[code: number, words: string]>;
  private readonly socket = new WebSocket(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  private readonly opened: Promise<void>;

  constructor() {
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data: Buffer) => this.heard.push(JSON.parse(data.toString()) as Message));
    this.opened = new Promise((resolve) => this.socket.once('open', resolve));
    this.closed = new Promise((resolve) =>
      this.socket.once('close', (code, words) => resolve([code, words.toString()])),
    );
  }

  async open(): Promise<this> {
    await this.opened;
    return this;
  }

  send(message: object): void {
    this.socket.send(JSON.stringify(message));
  }

  /** @returns `in`, or how it was closed. */
  async introduce(token?: string): Promise<unknown> {
    await this.open();
    this.send({ type: 'connection_init', payload: token === undefined ? {} : { authorization: `Bearer ${token}` } });
    const acknowledged = this.hears(({ type }) => type === 'connection_ack').then(
      () => 'in',
      () => this.closed,
    );
    return Promise.race([this.closed, acknowledged]);
  }

  ask(id: string, query: string): void {
    this.send({ type: 'subscribe', id, payload: { query } });
  }

  async hears(wanted: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.heard.find(wanted);
      if (found !== undefined) return found;
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error('closed before it was heard');
      await sleep(5);
    }
  }

  /** What the server said to all that was sent so far: it answers a ping after it has read what came before. */
  async settled(): Promise<readonly Message[]> {
    this.send({ type: 'subscribe', id: 'last', payload: { query: '{ __typename }' } });
    await this.hears(({ id, type }) => id === 'last' && type !== 'next');
    return this.heard;
  }

  async leave(): Promise<void> {
    this.socket.close();
    await this.closed;
  }

  terminate(): void {
    this.socket.terminate();
  }
}

const feed = 'subscription { availabilityChanged(pcn: "U15644") { version } }';
const full = [4430, 'One token holds at most 3 WebSockets. Close one that you do not need.'];

/** Waits until the server has noticed who has gone: it is told by the network, and no reply says so. */
async function untilIn(token?: string): Promise<Wire> {
  for (;;) {
    const wire = new Wire();
    if ((await wire.introduce(token)) === 'in') return wire;
    await sleep(20);
  }
}

test('one token holds so many WebSockets and no more, another token its own, and one that is closed makes room', async () => {
  const held = await Promise.all(Array.from({ length: 3 }, () => untilIn(tokens.director)));
  expect(await new Wire().introduce(tokens.director)).toEqual(full);
  // A new token of the same person is the same payer.
  expect(await new Wire().introduce(await app.token('clinical-director', 'U15644', '2h'))).toEqual(full);
  const other = new Wire();
  expect(await other.introduce(tokens.navigator)).toBe('in');
  held[0]?.terminate();
  held.push(await untilIn(tokens.director));
  expect(await new Wire().introduce(tokens.director)).toEqual(full);
  await Promise.all([...held.slice(1), other].map((wire) => wire.leave()));
});

test('of many that introduce themselves at one time no more than so many are let in', async () => {
  const wires = await Promise.all(Array.from({ length: 12 }, () => new Wire().open()));
  const outcomes = await Promise.all(wires.map((wire) => wire.introduce(tokens.navigator)));
  expect(outcomes.filter((outcome) => outcome === 'in').length).toBe(3);
  expect(outcomes.filter((outcome) => outcome !== 'in')).toEqual(Array(9).fill(full));
  await Promise.all(wires.map((wire) => wire.leave()));
});

test('who brings no token is counted by address', async () => {
  const held = await Promise.all(Array.from({ length: 3 }, () => untilIn()));
  expect(await new Wire().introduce()).toEqual(full);
  await Promise.all(held.map((wire) => wire.leave()));
});

test('an address holds so many WebSockets that have not said who they are, and they make room when they do', async () => {
  const silent: Wire[] = [];
  for (let opened = 0; opened < 200; opened += 50) {
    silent.push(...(await Promise.all(Array.from({ length: 50 }, () => new Wire().open()))));
  }
  const one = new Wire();
  const words = 'Too many WebSockets of this address have not said who they are. Try again.';
  // Those that came first may have been let go by now for saying nothing.
  const outcome = await Promise.race([one.closed, ...silent.map((wire) => wire.closed.then(([code]) => code))]);
  expect([[4430, words], 4408]).toContainEqual(outcome);
  silent.forEach((wire) => wire.terminate());
  const welcome = await untilIn(tokens.director);
  await welcome.leave();
});

test('the subscriptions of one token are counted on all its WebSockets, those of one WebSocket on it alone', async () => {
  const first = await untilIn(tokens.director);
  for (const id of ['a1', 'a2', 'a3', 'a4', 'a5']) first.ask(id, feed);
  const tooManyHere = await first.hears(({ type }) => type === 'error');
  expect([tooManyHere.id, tooManyHere.payload]).toEqual([
    'a5',
    [
      {
        message: 'One connection can hold at most 4 subscriptions.',
        extensions: { code: 'RATE_LIMITED', limit: 'SUBSCRIPTIONS', requestId: expect.any(String) },
      },
    ],
  ]);
  const second = await untilIn(tokens.director);
  for (const id of ['b1', 'b2', 'b3']) second.ask(id, feed);
  const tooMany = await second.hears(({ type }) => type === 'error');
  expect([tooMany.id, tooMany.payload]).toEqual([
    'b3',
    [
      {
        message: 'One token can hold at most 6 subscriptions over all its connections.',
        extensions: { code: 'RATE_LIMITED', limit: 'SUBSCRIPTIONS', requestId: expect.any(String) },
      },
    ],
  ]);
  // Somebody else's are their own.
  const other = await untilIn(tokens.navigator);
  other.ask('c1', feed);
  expect((await other.settled()).filter(({ type }) => type === 'error')).toEqual([]);
  // One that ends makes room on the other socket.
  first.send({ type: 'complete', id: 'a1' });
  first.send({ type: 'ping' });
  await first.hears(({ type }) => type === 'pong');
  second.ask('b4', feed);
  second.send({ type: 'complete', id: 'b1' });
  expect((await second.settled()).filter(({ type, id }) => type === 'error' && id !== 'b3')).toEqual([]);
  await Promise.all([first, second, other].map((wire) => wire.leave()));
});

async function countRefused(): Promise<number> {
  const metrics = await (await fetch(`${app.url}/metrics`)).text();
  const counts = [...metrics.matchAll(/graphql_refused_total\{reason="(?:document|subscriptions)"\} (\d+)/g)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

test('a WebSocket on which 50 operations in a row are refused is closed with words, and what else came is left unread', async () => {
  const before = await countRefused();
  const wire = await untilIn(tokens.director);
  for (let number = 1; number <= 700; number += 1) wire.ask(String(number), `{ nothing${number} }`);
  expect(await wire.closed).toEqual([4431, 'The last 50 operations of this WebSocket were all refused.']);
  expect(await countRefused()).toBe(before + 50);
});

test('one good operation among them is enough to stay', async () => {
  const wire = await untilIn(tokens.director);
  for (let number = 1; number <= 120; number += 1) {
    wire.ask(String(number), number % 40 === 0 ? '{ __typename }' : '{ nothing }');
    await wire.hears(({ id }) => id === String(number));
  }
  await wire.leave();
});

test('700 bad documents on one socket are read only as far as the points of their payer go', async () => {
  // A document of 1,000 characters costs 250 points to read, beside the ten that any operation costs.
  const poor = await startTestApp({ limits: { ratePoints: 1000 } });
  // The token first: a socket that opens in the meantime would open unheard.
  const authorization = `Bearer ${await poor.token('clinical-director', 'U15644')}`;
  const socket = new WebSocket(`${poor.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const heard: Message[] = [];
  const closed = new Promise((resolve) => socket.once('close', resolve));
  socket.once('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } })));
  socket.on('message', (data: Buffer) => {
    heard.push(JSON.parse(data.toString()) as Message);
    if (heard.length > 1) return;
    const query = '{ nothing }'.padEnd(1000);
    for (let id = 1; id <= 700; id += 1) {
      socket.send(JSON.stringify({ type: 'subscribe', id: String(id), payload: { query } }));
    }
  });
  expect(await closed).toBe(4431);
  const limitsTold = heard
    .filter(({ type }) => type === 'error')
    .map(({ payload }) => (payload as { extensions: { limit?: string } }[])[0]?.extensions.limit);
  expect(limitsTold.slice(0, 5)).toEqual([undefined, undefined, undefined, 'POINTS', 'POINTS']);
  expect(new Set(limitsTold.slice(3))).toEqual(new Set(['POINTS']));
  await poor.close();
});
