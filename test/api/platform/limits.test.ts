import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { type Attack, attacks } from '../../support/graphql/attack-documents.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let authorization: string;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  authorization = `Bearer ${await app.token('clinical-director', 'U15644')}`;
});
afterAll(() => app.close());

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { message: string; extensions: Record<string, unknown> }[];
  readonly extensions?: { cost: number };
}

async function ask(operation: { query: string; variables?: object | undefined }, accept?: string) {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization, ...(accept === undefined ? {} : { accept }) },
    body: JSON.stringify(operation),
  });
  return { status: response.status, ...((await response.json()) as Answer) };
}

/** What every refusal of a document says: a code, the request's id, and the limit if it was one. */
function refused({ limit }: Attack) {
  return {
    message: expect.any(String),
    extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String), ...(limit === null ? {} : { limit }) },
  };
}

describe('a document made to hurt is refused before anything of it runs', () => {
  test.each(attacks.map((attack) => [attack.name, attack] as const))('%s', async (_name, attack) => {
    const { query, variables } = attack;
    const reply = await ask({ query, variables }, 'application/graphql-response+json');
    expect(reply.status).toBe(400);
    expect(reply.data).toBeUndefined();
    expect(reply.errors?.map(({ message, extensions }) => ({ message, extensions }))).toContainEqual(refused(attack));
    expect(JSON.stringify(reply).length).toBeLessThan(150_000);
    expect(reply.extensions?.cost).toBeGreaterThan(0);
    // And the server goes on answering.
    expect(await ask({ query: '{ __typename }' })).toEqual({
      status: 200,
      data: { __typename: 'Query' },
      extensions: { cost: 10 },
    });
  });
});

describe('over a WebSocket', () => {
  const client = () =>
    createClient({
      url: `${app.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization },
      retryAttempts: 0,
    });

  test('the same documents are refused by the same limits, and the socket lives on', async () => {
    const one = client();
    const run = (operation: { query: string; variables?: Record<string, unknown> | undefined }) =>
      new Promise<unknown>((resolve) =>
        one.subscribe(
          { query: operation.query, variables: operation.variables ?? null },
          { next: resolve, error: resolve, complete: () => undefined },
        ),
      );
    for (const attack of attacks) {
      const errors = (await run(attack)) as { message: string; extensions: object }[];
      expect([attack.name, errors.map(({ message, extensions }) => ({ message, extensions }))]).toEqual([
        attack.name,
        expect.arrayContaining([refused(attack)]),
      ]);
    }
    expect(await run({ query: '{ __typename }' })).toEqual({ data: { __typename: 'Query' }, extensions: { cost: 10 } });
    await one.dispose();
  });

  /** How a raw socket is closed after it has sent some messages. */
  const closedAfter = (...messages: (string | Buffer)[]) =>
    new Promise<number>((resolve, reject) => {
      const socket = new WebSocket(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      socket.on('open', () => messages.forEach((message) => socket.send(message)));
      socket.on('close', resolve);
      socket.on('error', reject);
    });

  test('a subscription that leaves its field out is refused, and the socket lives on', async () => {
    const one = client();
    const refusal = (query: string) =>
      new Promise((done) => {
        one.subscribe({ query }, { next: done, error: done, complete: () => done('complete') });
      });
    const told = [
      {
        message: 'The one field of a subscription cannot be left out. Remove @skip and @include from it.',
        extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) },
      },
    ];
    const field = (directive: string) => `availabilityChanged(pcn: "U15644") ${directive} { version }`;
    expect(await refusal(`subscription { ${field('@skip(if: true)')} }`)).toEqual(told);
    expect(
      await refusal(`subscription { ...F } fragment F on Subscription { ... { ${field('@include(if: false)')} } }`),
    ).toEqual(told);
    const doubling = Array.from(
      { length: 60 },
      (_, i) => `fragment F${i} on Subscription { ...F${i + 1} ...F${i + 1} }`,
    );
    expect(
      await refusal(`subscription { ...F0 } ${doubling.join(' ')} fragment F60 on Subscription { ${field('')} }`),
    ).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', limit: 'COST' } }]);
    expect(await refusal('{ __typename }')).toMatchObject({ data: { __typename: 'Query' } });
    await one.dispose();
  });

  test('who does not say who they are, sends no protocol message, or one too large, is let go', async () => {
    expect(await closedAfter()).toBe(4408);
    expect(await closedAfter('not JSON')).toBe(4400);
    expect(await closedAfter(Buffer.from([0xff, 0xfe, 0xfd]))).toBe(4400);
    expect(
      await closedAfter(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: '{ __typename }' } })),
    ).toBe(4401);
    expect(
      await closedAfter(JSON.stringify({ type: 'connection_init', payload: { filler: 'x'.repeat(300_000) } })),
    ).toBe(1009);
    const wrongToken = { authorization: 'Bearer nonsense' };
    expect(await closedAfter(JSON.stringify({ type: 'connection_init', payload: wrongToken }))).toBe(4403);
    expect((await ask({ query: '{ __typename }' })).status).toBe(200);
  });

  test('one socket holds no more than 50 subscriptions, and all of these where sixty are asked for in one go', async () => {
    const socket = new WebSocket(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const refusals: { id: string; payload: unknown }[] = [];
    const tenth = new Promise<void>((resolve, reject) => {
      socket.on('error', reject);
      socket.on('message', (data: Buffer) => {
        const message = JSON.parse(data.toString()) as { type: string; id: string; payload: unknown };
        if (message.type === 'connection_ack') {
          for (let number = 1; number <= 60; number += 1) {
            const query = 'subscription { availabilityChanged(pcn: "U15644") { version } }';
            socket.send(JSON.stringify({ type: 'subscribe', id: String(number), payload: { query } }));
          }
        }
        if (message.type === 'error') refusals.push(message);
        if (refusals.length === 10) resolve();
      });
    });
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } })));
    await tenth;
    await new Promise((resolve) => setTimeout(resolve, 500)); // for those that would be too many
    expect(refusals.map(({ id }) => id)).toEqual(['51', '52', '53', '54', '55', '56', '57', '58', '59', '60']);
    expect(refusals[0]?.payload).toEqual([
      {
        message: 'One connection can hold at most 50 subscriptions.',
        extensions: { code: 'RATE_LIMITED', limit: 'SUBSCRIPTIONS', requestId: expect.any(String) },
      },
    ]);
    socket.terminate();
  });
});

describe('the cost of an operation', () => {
  const costOf = async (query: string, variables?: object) => (await ask({ query, variables })).extensions?.cost;

  test('counts ten points, one for each object that may come, and nothing for plain fields', async () => {
    expect(await costOf('{ __typename }')).toBe(10);
    expect(await costOf('{ pcn(by: {odsCode: "U15644"}) { id name odsCode } }')).toBe(11);
    expect(await costOf('{ pcns(first: 7) { edges { cursor node { id } } pageInfo { endCursor } } }')).toBe(10 + 1 + 7);
    expect(await costOf('{ pcns { edges { node { id members(last: 3) { edges { node { id } } } } } } }')).toBe(
      10 + 1 + 20 * (1 + 1 + 3),
    );
  });

  test('counts what a whole list costs for its count, and the whole schema as a thousand', async () => {
    expect(await costOf('{ pcns(first: 10) { totalCount } }')).toBe(10 + 1 + 60);
    expect(await costOf(getIntrospectionQuery())).toBe(1010);
  });

  test('counts no more slots than a session has, however large the page', async () => {
    const slots = (first: number) =>
      costOf(`{ rota(pcn: "U15644", from: "2026-11-23", to: "2026-11-24", first: 1) {
        edges { node { id slots(first: ${first}) { edges { node { id } } } } } } }`);
    expect([await slots(10), await slots(100)]).toEqual([10 + 1 + 1 + 1 + 1 + 10, 10 + 1 + 1 + 1 + 1 + 24]);
    expect(await slots(101)).toBeLessThan(100); // refused, and paid by its length
  });

  test('follows the variables that size a page, and those that leave parts out', async () => {
    const document =
      'query ($n: Int, $ids: [ID!]!, $with: Boolean!) { pcns(first: $n) { edges { node { id } } } nodes(ids: $ids) @include(if: $with) { id } }';
    const ids = ['a', 'b', 'c'];
    expect(await costOf(document, { n: 5, ids, with: true })).toBe(10 + 1 + 5 + 3);
    expect(await costOf(document, { n: 50, ids, with: true })).toBe(10 + 1 + 50 + 3);
    expect(await costOf(document, { n: 50, ids: ['a'], with: true })).toBe(10 + 1 + 50 + 1);
    expect(await costOf(document, { n: 50, ids, with: false })).toBe(10 + 1 + 50);
    expect(await costOf(document, { ids, with: false })).toBe(10 + 1 + 20);
  });

  test('lets through the largest page of shared availability with all its slots, service and site', async () => {
    const reply = await ask({
      query: `{ sharedAvailability(practice: "E81003", from: "2026-12-01", to: "2026-12-10", first: 100) {
        totalCount edges { cursor node { id on startsAt bookableCount ownPlacesFree poolPlacesFree
        service { id code name } site { id name } slots { id startTime } } } pageInfo { hasNextPage endCursor } } }`,
    });
    expect(reply.errors).toBeUndefined();
    expect(reply.extensions).toEqual({ cost: 10 + 1 + 60 + 9 * 3 + 100 * (1 + 1 + 1 + 16) });
  });
});

test('variables of a wrong type are named one by one, and cost what any operation costs', async () => {
  const reply = await ask({
    query: 'query ($first: Int, $ids: [ID!]!) { pcns(first: $first) { totalCount } nodes(ids: $ids) { id } }',
    variables: { first: 'ten', ids: [null] },
  });
  expect(reply).toMatchObject({ status: 200, extensions: { cost: 10 } });
  expect(reply.errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
});

describe('what Apollo and GraphQL leave without a code is the request’s mistake, not ours', () => {
  const mistake = (message: string) => [
    { message, extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) } },
  ];
  const errorsOf = async (operation: { query: string; variables?: object; extensions?: object }) =>
    (await ask(operation)).errors?.map(({ message, extensions }) => ({ message, extensions }));

  test('more wrong variables than are worth naming', async () => {
    const errors = await errorsOf({
      query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
      variables: { ids: Array(1000).fill({}) },
    });
    expect(errors?.length).toBe(51);
    expect(errors?.slice(-1)).toEqual(
      mistake('Too many errors processing variables, error limit reached. Execution aborted.'),
    );
    expect(errors?.every(({ extensions }) => extensions['code'] === 'BAD_USER_INPUT')).toBe(true);
  });

  test('a hash that is not the document’s', async () => {
    const persistedQuery = { version: 1, sha256Hash: 'abc' };
    expect(await errorsOf({ query: '{ __typename }', extensions: { persistedQuery } })).toEqual(
      mistake('provided sha does not match query'),
    );
  });

  test('a subscription over plain HTTP', async () => {
    expect(await errorsOf({ query: 'subscription { availabilityChanged(pcn: "U15644") { version } }' })).toEqual(
      mistake('A subscription needs a WebSocket. Connect to this address with the protocol graphql-transport-ws.'),
    );
  });

  test('an address that cannot be read', async () => {
    const reply = await fetch(`${app.url}/%zz`);
    expect({ status: reply.status, body: await reply.text() }).toEqual({
      status: 400,
      body: 'The address cannot be read.\n',
    });
  });
});

test('what was refused is counted by reason in the metrics, and what ran by its points', async () => {
  await seedSession(app.database, {
    startsAt: '2026-12-03T09:00:00Z',
    slots: 1,
    shares: [{ practiceId: leighton.bassettRoad, places: 1 }],
  });
  const metrics = await (await fetch(`${app.url}/metrics`)).text();
  for (const reason of [
    'depth',
    'aliases',
    'directives',
    'tokens',
    'cost',
    'page_size',
    'syntax',
    'document',
    'token',
  ]) {
    expect(metrics).toMatch(new RegExp(`graphql_refused_total\\{reason="${reason}"\\} [1-9]`));
  }
  expect(metrics).toMatch(/graphql_cost_points_total [1-9]/);
});
