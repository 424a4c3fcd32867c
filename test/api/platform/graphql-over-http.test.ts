import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serverAudits } from 'graphql-http';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ corsOrigins: ['https://rota.example.nhs.uk'] });
});
afterAll(() => app.close());

function post(body: BodyInit, headers: Record<string, string> = {}) {
  return fetch(`${app.url}/graphql`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

function get(parameters: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(`${app.url}/graphql?${new URLSearchParams(parameters).toString()}`, { headers });
}

/** Status, media type and the first error of a reply, which must have the one shape that all errors have. */
async function refusal(response: Response) {
  const body = (await response.json()) as {
    errors: { message: string; extensions: { code: string; requestId: string } }[];
    extensions: { cost: number };
    data?: unknown;
  };
  expect(body).toEqual({
    errors: expect.arrayContaining([
      {
        message: expect.any(String),
        ...('locations' in (body.errors[0] ?? {}) ? { locations: expect.anything() } : {}),
        extensions: expect.objectContaining({ requestId: response.headers.get('x-request-id') }),
      },
    ]),
    extensions: { cost: expect.any(Number) },
  });
  const [error] = body.errors;
  return [response.status, response.headers.get('content-type'), error?.extensions.code, error?.message];
}

const json = 'application/json; charset=utf-8';
const graphqlJson = 'application/graphql-response+json; charset=utf-8';
const acceptsOnlyGraphql = { accept: 'application/graphql-response+json' };

describe('the audit of GraphQL over HTTP finds', () => {
  // Apollo's CSRF prevention wants a header that no form can send; the audit's bare GETs get one.
  const fetchFn = (url: string, init: RequestInit = {}) =>
    fetch(url, {
      ...init,
      headers: {
        ...(init.headers as Record<string, string>),
        ...((init.method ?? 'GET') === 'GET' ? { 'apollo-require-preflight': 'true' } : {}),
      },
    });
  const audits = serverAudits({ url: () => `${app.url}/graphql`, fetchFn });

  test('more than 60 rules to try', () => {
    expect(audits.length).toBeGreaterThan(60);
  });

  test.each(audits.map((audit) => [`${audit.id} ${audit.name}`, audit] as const))('%s', async (_name, audit) => {
    const result = await audit.fn();
    expect(result).toMatchObject({ status: 'ok' });
  });
});

test('a refused document is answered with 400 as GraphQL response, and with 200 as plain JSON', async () => {
  const wrong = JSON.stringify({ query: '{ nothing }' });
  const message = 'Cannot query field "nothing" on type "Query".';
  expect(await refusal(await post(wrong, acceptsOnlyGraphql))).toEqual([400, graphqlJson, 'BAD_USER_INPUT', message]);
  expect(await refusal(await post(wrong))).toEqual([200, json, 'BAD_USER_INPUT', message]);
});

test('a GET may query, and is refused a mutation with 405', async () => {
  const preflight = { ...acceptsOnlyGraphql, 'apollo-require-preflight': 'true' };
  const read = await get({ query: '{ __typename }' }, preflight);
  expect([read.status, read.headers.get('content-type'), await read.json()]).toEqual([
    200,
    graphqlJson,
    { data: { __typename: 'Query' }, extensions: { cost: 10 } },
  ]);
  const write = await get(
    { query: 'mutation M($input: CancelBookingInput!) { cancelBooking(input: $input) { __typename } }' },
    preflight,
  );
  expect(write.headers.get('allow')).toBe('POST');
  expect((await refusal(write)).slice(0, 3)).toEqual([405, graphqlJson, 'BAD_USER_INPUT']);
});

test('what a form of another site could send is refused: a bare GET, a text, a form', async () => {
  const bare = await get({ query: '{ __typename }' });
  expect((await refusal(bare)).slice(0, 3)).toEqual([400, json, 'BAD_USER_INPUT']);
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const reply = await post('{"query":"{ __typename }"}', { 'content-type': type });
    expect((await refusal(reply)).slice(0, 3)).toEqual([415, json, 'BAD_USER_INPUT']);
  }
});

test('a body that cannot be read is refused in the shape of every error', async () => {
  const unread: [string | Buffer<ArrayBuffer>, number][] = [
    ['{"query": ', 400],
    ['', 400],
    ['[]', 400],
    ['null', 400],
    ['"{ __typename }"', 400],
    ['{}', 400],
    ['{"query": 1}', 400],
    ['{"query": "{ __typename }", "variables": "{}"}', 400],
    ['{"query": "{ __typename }", "variables": []}', 400],
    ['{"query": "{ __typename }", "__proto__": {"admin": true}}', 400],
    [Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 400],
    [Buffer.from('{"query":"{ __typename }"}', 'utf16le'), 400],
    [JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]), 400],
    [`{"query": "{ __typename }", "filler": "${'x'.repeat(262_144)}"}`, 413],
  ];
  for (const [body, status] of unread) {
    const [given, type, code] = await refusal(await post(body));
    const sent = body.toString().slice(0, 40);
    expect([sent, given, type, code]).toEqual([sent, status, json, 'BAD_USER_INPUT']);
    const [sameStatus, otherType] = await refusal(await post(body, acceptsOnlyGraphql));
    expect([sameStatus, otherType]).toEqual([status, graphqlJson]);
  }
});

test('every reply tells browsers not to guess, frame, keep or send on what it holds', async () => {
  const query = JSON.stringify({ query: '{ __typename }' });
  const replies = [
    await post(query),
    await post('{"query": '),
    await post(JSON.stringify({ query: '{ nothing }' }), acceptsOnlyGraphql),
    await post(query, { authorization: 'Bearer nonsense' }),
    await fetch(`${app.url}/graphql`, { method: 'PUT' }),
    await fetch(`${app.url}/nowhere`),
    await fetch(`${app.url}/metrics`),
    await fetch(`${app.url}/health/live`),
  ];
  for (const { status, headers } of replies) {
    expect([status, headers.get('content-security-policy')]).toEqual([
      status,
      "default-src 'none';frame-ancestors 'none'",
    ]);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  }
  expect(replies.map(({ status }) => status)).toEqual([200, 400, 400, 401, 405, 404, 200, 200]);
});

test('a value nested 100,000 deep, where nothing asks for it, harms nobody', async () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const reply = await post(`{"query": "{ __typename }", "variables": {"unused": ${deep}}}`);
  expect([reply.status, await reply.json()]).toEqual([
    200,
    { data: { __typename: 'Query' }, extensions: { cost: 10 } },
  ]);
});

test('a token that is none is 401 in the shape of every error', async () => {
  const query = JSON.stringify({ query: '{ __typename }' });
  const reply = await post(query, { authorization: 'Bearer nonsense', ...acceptsOnlyGraphql });
  expect(await refusal(reply)).toEqual([
    401,
    graphqlJson,
    'UNAUTHENTICATED',
    'The token is not valid: its signature or form is wrong.',
  ]);
});

test.each(['PUT', 'PATCH', 'DELETE'])('a %s is refused with 405 and told which methods there are', async (method) => {
  const body = JSON.stringify({ query: '{ __typename }' });
  const reply = await fetch(`${app.url}/graphql`, { method, headers: { 'content-type': 'application/json' }, body });
  expect(reply.headers.get('allow')).toBe('GET, POST, OPTIONS');
  expect(await refusal(reply)).toEqual([
    405,
    json,
    'BAD_USER_INPUT',
    'Send the operation with POST, or a query with GET.',
  ]);
});

test('an address that does not exist is a plain 404', async () => {
  for (const path of ['/graphiql', '/graphql/more']) {
    const reply = await fetch(`${app.url}${path}`, { method: path === '/graphiql' ? 'GET' : 'POST' });
    expect([reply.status, reply.headers.get('content-type'), await reply.text()]).toEqual([
      404,
      'text/plain; charset=utf-8',
      'There is nothing here. The API is at /graphql.\n',
    ]);
    expect(reply.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test('a media type that we cannot answer in is told in the same shape', async () => {
  const reply = await post(JSON.stringify({ query: '{ __typename }' }), { accept: 'image/png' });
  expect((await refusal(reply)).slice(0, 3)).toEqual([406, json, 'BAD_USER_INPUT']);
});

test('a browser may use the API from origins on the list, and from no other', async () => {
  const preflight = (origin: string) =>
    fetch(`${app.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,authorization',
      },
    });
  const allowed = await preflight('https://rota.example.nhs.uk');
  expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([
    204,
    'https://rota.example.nhs.uk',
  ]);
  expect(allowed.headers.get('access-control-allow-headers')).toContain('authorization');
  for (const origin of ['https://evil.example', 'https://rota.example.nhs.uk.evil.example', 'null']) {
    const refused = await preflight(origin);
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
  }
});
