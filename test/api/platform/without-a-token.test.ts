import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
});
afterAll(() => app.close());

interface Operation {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
}

async function byPost(operation: Operation, accept: string) {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify(operation),
  });
  const { headers } = response;
  return { status: response.status, challenge: headers.get('www-authenticate'), body: await response.json() };
}
async function byGet({ query, variables, operationName }: Operation) {
  const parameters = new URLSearchParams({
    query,
    ...(variables === undefined ? {} : { variables: JSON.stringify(variables) }),
    ...(operationName === undefined ? {} : { operationName }),
  });
  const response = await fetch(`${app.url}/graphql?${parameters.toString()}`, {
    headers: { 'apollo-require-preflight': 'true' },
  });
  const { headers } = response;
  return { status: response.status, challenge: headers.get('www-authenticate'), body: await response.json() };
}
/** What a WebSocket answers first: data, or the errors. */
async function bySocket(operation: Operation): Promise<any> {
  const client = createClient({ url: `${app.url.replace('http', 'ws')}/graphql`, webSocketImpl: WebSocket });
  try {
    return (await client.iterate(operation).next()).value;
  } catch (errors) {
    return { errors };
  } finally {
    await client.dispose();
  }
}

const errors = [
  {
    message: 'This needs a bearer token. Send the header "Authorization: Bearer <token>".',
    extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) },
  },
];
const refusal = { status: 401, challenge: 'Bearer', body: { errors, extensions: { cost: expect.any(Number) } } };

const needing: readonly (readonly [string, Operation])[] = [
  ['a query', { query: '{ staffRoles { code } }' }],
  ['a query beside what is open', { query: '{ __typename __schema { queryType { name } } staffRoles { code } }' }],
  ['a field under another name', { query: '{ __typename x: staffRoles { code } }' }],
  ['a field in a fragment of a fragment', { query: '{ ...A } fragment A on Query { ...B } fragment B on Query { pcns { totalCount } }' }], // prettier-ignore
  ['a field in an inline fragment', { query: '{ ... on Query { me { code } } }' }],
  ['a field that is left out', { query: '{ __typename staffRoles @skip(if: true) { code } }' }],
  ['a wrong variable, which it learns nothing of', { query: 'query ($d: Date!) { practice(by: {odsCode: "E81003"}, asOf: $d) { id } }', variables: { d: 'x' } }], // prettier-ignore
  ['one operation of two', { query: 'query A { __typename } query B { staffRoles { code } }', operationName: 'B' }],
];

describe('without a token nothing runs, and the reply has no data, of', () => {
  test.each(needing)('%s', async (_what, operation) => {
    let told: unknown;
    const statements = await app.statementsOf(async () => {
      told = [
        await byPost(operation, 'application/json'),
        await byPost(operation, 'application/graphql-response+json'),
        await byGet(operation),
        await bySocket(operation),
      ];
    });
    expect(told).toEqual([refusal, refusal, refusal, { errors }]);
    expect(statements).toEqual([]);
  });

  test('a mutation and a subscription', async () => {
    const mutation = {
      query: 'mutation ($input: CancelBookingInput!) { cancelBooking(input: $input) { userErrors { code } } }',
      variables: { input: { booking: 'x', reason: 'PATIENT_CANCELLED' } },
    };
    const subscription = { query: 'subscription { availabilityChanged(pcn: "U15644") { version } }' };
    expect(await byPost(mutation, 'application/json')).toEqual(refusal);
    expect(await bySocket(mutation)).toEqual({ errors });
    expect(await bySocket(subscription)).toEqual({ errors });
  });
});

describe('without a token everybody may read', () => {
  const open: readonly (readonly [string, Operation, object])[] = [
    ['`__typename`', { query: '{ __typename }' }, { __typename: 'Query' }],
    ['`__typename` of a mutation', { query: 'mutation { __typename }' }, { __typename: 'Mutation' }],
    ['a type', { query: '{ __type(name: "Practice") { name } }' }, { __type: { name: 'Practice' } }],
    ['the whole schema', { query: getIntrospectionQuery() }, { __schema: expect.anything() }],
    ['what is in a fragment', { query: '{ ...A } fragment A on Query { ...B } fragment B on Query { __typename }' }, { __typename: 'Query' }], // prettier-ignore
    ['the open operation of two', { query: 'query A { __typename } query B { staffRoles { code } }', operationName: 'A' }, { __typename: 'Query' }], // prettier-ignore
  ];
  test.each(open)('%s', async (_what, operation, data) => {
    expect((await byPost(operation, 'application/json')).body.data).toEqual(data);
    expect((await bySocket(operation)).data).toEqual(data);
    if (operation.query.startsWith('{')) expect((await byGet(operation)).body.data).toEqual(data);
  });
});

test('a document that is wrong is told so without a token, as with one', async () => {
  const { status, body } = await byPost({ query: '{ nothing }' }, 'application/graphql-response+json');
  expect([status, body.errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
});
