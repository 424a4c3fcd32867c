import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ApolloClient, ApolloLink, CombinedGraphQLErrors, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { isSubscriptionOperation, relayStylePagination } from '@apollo/client/utilities';
import { isInterfaceType } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { filter, firstValueFrom } from 'rxjs';
import WebSocket from 'ws';
import type { Role } from '../../../src/identity/viewer.js';
import {
  BookSlotDocument,
  type BookSlotInput,
  NetworkDocument,
  PracticeThenAndNowDocument,
  StandingFragmentDoc,
} from '../../generated/graphql.js';
import { unmasked } from '../../generated/fragment-masking.js';
import { committedSchema } from '../../support/graphql/committed-schema.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { seedSession, type SeededSession } from '../../support/sessions/seed-session.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';
import {
  availabilityChanged,
  badge,
  bookingAgain,
  bookings,
  cancel,
  freeSlots,
  hold,
  membersPage,
  practiceOn,
} from './documents.js';

let app: TestApp;
const sessions: SeededSession[] = [];
const sockets: Client[] = [];
const clients: ApolloClient[] = [];

/**
 * A front end's client: HTTP for queries and mutations, a WebSocket for subscriptions, and the usual Relay policies.
 */
async function clientOf(authorization: string | undefined): Promise<ApolloClient> {
  const socket = createClient({
    url: `${app.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(authorization === undefined ? {} : { connectionParams: { authorization } }),
  });
  sockets.push(socket);
  const http = new HttpLink({
    uri: `${app.url}/graphql`,
    ...(authorization === undefined ? {} : { headers: { authorization } }),
  });
  const built = committedSchema();
  const possibleTypes = Object.fromEntries(
    Object.values(built.getTypeMap())
      .filter(isInterfaceType)
      .map((type) => [type.name, built.getPossibleTypes(type).map(({ name }) => name)]),
  );
  const client = new ApolloClient({
    link: ApolloLink.split(({ query }) => isSubscriptionOperation(query), new GraphQLWsLink(socket), http),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: {
        Query: { fields: { sharedAvailability: relayStylePagination(['practice', 'from', 'to']) } },
        PrimaryCareNetwork: { fields: { members: relayStylePagination(['asOf']) } },
      },
    }),
  });
  clients.push(client);
  return client;
}
async function as(role: Role, code: string) {
  return clientOf(`Bearer ${await app.token(role, code)}`);
}

function entriesOf(client: ApolloClient, type: string): string[] {
  return Object.keys(client.cache.extract() as object).filter((key) => key.startsWith(`${type}:`));
}

beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  await app.database.sql(`update organisation_name set valid_to = '2026-06-01' where organisation_id = $1`, [
    leighton.bassettRoad,
  ]);
  await app.database.sql(
    `insert into organisation_name (organisation_id, name, valid_from) values ($1, 'Bassett Road and Partners', '2026-06-01')`,
    [leighton.bassettRoad],
  );
  for (const day of ['01', '02', '03', '04', '07']) {
    sessions.push(
      await seedSession(app.database, {
        startsAt: `2026-12-${day}T09:00:00Z`,
        slots: 6,
        shares: [{ practiceId: leighton.bassettRoad, places: 6 }],
      }),
    );
  }
});
afterEach(async () => {
  clients.splice(0).forEach((client) => client.stop());
  for (const socket of sockets.splice(0)) await socket.dispose();
});
afterAll(() => app.close());

const december = { practice: 'E81003', from: '2026-12-01', to: '2027-01-01' };
function input(slot: string, reference: string): BookSlotInput {
  return {
    what: { slot },
    practice: 'E81003',
    reference,
    channel: 'PHONE',
    need: 'MUSCULOSKELETAL',
  };
}

describe('the cache', () => {
  test('holds a practice once, by whichever path it was reached', async () => {
    const client = await as('clinical-director', 'U15644');
    const page = await client.query({ query: membersPage, variables: { pcn: 'U15644', first: 10 } });
    const alone = await client.query({ query: practiceOn, variables: { code: 'E81003' } });
    const network = await client.query({ query: NetworkDocument, variables: { pcn: 'U15644' } });
    const nodes = page.data?.pcn?.members.edges.map(({ node }) => node) ?? [];
    expect(nodes.map((node) => unmasked(badge, node))).toEqual([
      expect.objectContaining({ odsCode: 'E81003', name: 'Bassett Road and Partners' }),
      expect.objectContaining({ odsCode: 'E81004', name: 'Salisbury House Surgery' }),
      expect.objectContaining({ odsCode: 'E81044', name: 'Leighton Road Surgery' }),
    ]);
    expect(alone.data?.practice?.id).toBe(nodes[0]?.id);
    expect(network.data?.pcn?.members.edges.map(({ node }) => node.id)).toEqual(nodes.map(({ id }) => id));
    expect(entriesOf(client, 'Practice')).toHaveLength(3);
    expect(entriesOf(client, 'PrimaryCareNetwork')).toHaveLength(1);
  });

  test('never mixes a practice as it was on a day with the practice as it is', async () => {
    const client = await as('clinical-director', 'U15644');
    const now = await client.query({ query: practiceOn, variables: { code: 'E81003' } });
    const then = await client.query({ query: practiceOn, variables: { code: 'E81003', asOf: '2026-05-01' } });
    expect([now, then].map(({ data }) => data?.practice?.name)).toEqual([
      'Bassett Road and Partners',
      'Bassett Road Surgery',
    ]);
    expect(then.data?.practice?.id).not.toBe(now.data?.practice?.id);
    expect(then.data?.practice?.network?.id).not.toBe(now.data?.practice?.network?.id);
    expect(entriesOf(client, 'Practice')).toHaveLength(2);
    const both = await client.query({
      query: PracticeThenAndNowDocument,
      variables: { practice: 'E81003', then: '2026-05-01' },
    });
    const standing = [both.data?.then, both.data?.now].map((one) => unmasked(StandingFragmentDoc, one));
    expect(standing.map((one) => one?.id)).toEqual([then.data?.practice?.id, now.data?.practice?.id]);
    // Read once more from the cache alone, the older answer has not changed under the newer one.
    const again = client.readQuery({ query: practiceOn, variables: { code: 'E81003' } });
    expect(again?.practice?.name).toBe('Bassett Road and Partners');
  });
});

test('relayStylePagination joins pages into one list, each session once and in order', async () => {
  const client = await as('care-navigator', 'E81003');
  const watched = client.watchQuery({ query: freeSlots, variables: { ...december, first: 2 } });
  const subscription = watched.subscribe(() => undefined);
  await firstValueFrom(watched.pipe(filter(({ loading }) => !loading)));
  const read = () => client.readQuery({ query: freeSlots, variables: { ...december, first: 2 } })?.sharedAvailability;
  const pages = [read()?.edges.length];
  for (let info = read()?.pageInfo; info?.hasNextPage === true && pages.length < 9; info = read()?.pageInfo) {
    await watched.fetchMore({ variables: { after: info.endCursor } });
    pages.push(read()?.edges.length);
  }
  expect(pages).toEqual([2, 4, 5]);
  expect(read()?.edges.map(({ node }) => node.on)).toEqual([
    '2026-12-01',
    '2026-12-02',
    '2026-12-03',
    '2026-12-04',
    '2026-12-07',
  ]);
  subscription.unsubscribe();
});

describe('mutations', () => {
  let client: ApolloClient;
  let shown: { state: string; reference: string | null }[][];
  let stop: () => void;
  beforeEach(async () => {
    client = await as('care-navigator', 'E81003');
    shown = [];
    const variables = { code: 'E81003', from: '2026-12-01', to: '2027-01-01' };
    const watched = client.watchQuery({ query: bookings, variables });
    const subscription = watched.subscribe((result) => {
      const edges = result.dataState === 'complete' ? result.data.practice?.bookings?.edges : undefined;
      if (edges !== undefined) shown.push(edges.map(({ node: { state, reference } }) => ({ state, reference })));
    });
    await firstValueFrom(watched.pipe(filter(({ loading }) => !loading)));
    stop = () => subscription.unsubscribe();
  });
  afterEach(() => stop());

  test('show in lists at once when written optimistically, and then as the server booked', async () => {
    const slot = sessions[0]?.slotId(1) ?? '';
    const { data } = await client.mutate({
      mutation: BookSlotDocument,
      variables: { input: input(slot, 'APOLLO-1') },
      optimisticResponse: {
        bookSlot: {
          __typename: 'BookSlotPayload',
          booking: {
            __typename: 'Booking',
            id: 'not-booked-yet',
            state: 'CONFIRMED',
            reference: 'APOLLO-1',
            startsAt: '2026-12-01T09:00:00Z',
          },
          userErrors: [],
        },
      } as never,
      update: (cache, { data: written }) => {
        const booking = written?.bookSlot?.booking;
        if (booking == null) return;
        cache.updateQuery(
          { query: bookings, variables: { code: 'E81003', from: '2026-12-01', to: '2027-01-01' } },
          (known) =>
            known?.practice?.bookings == null
              ? known
              : ({
                  ...known,
                  practice: {
                    ...known.practice,
                    bookings: {
                      ...known.practice.bookings,
                      edges: [...known.practice.bookings.edges, { __typename: 'BookingEdge', node: booking }],
                    },
                  },
                } as never),
        );
      },
    });
    expect(data?.bookSlot?.userErrors).toEqual([]);
    const booked = { state: 'CONFIRMED', reference: 'APOLLO-1' };
    expect(shown).toEqual([[], [booked], [booked]]);
    expect(entriesOf(client, 'Booking')).toContain(`Booking:${data?.bookSlot?.booking?.id ?? ''}`);
  });

  test('change a booking wherever it is shown, because it comes back with its id', async () => {
    const id = client.readQuery({
      query: bookings,
      variables: { code: 'E81003', from: '2026-12-01', to: '2027-01-01' },
    })?.practice?.bookings?.edges[0]?.node.id;
    const { data } = await client.mutate({
      mutation: cancel,
      variables: { input: { booking: id ?? '', reason: 'PATIENT_CANCELLED' } },
    });
    expect(data?.cancelBooking?.userErrors).toEqual([]);
    expect(shown.at(-1)).toEqual([{ state: 'CANCELLED', reference: 'APOLLO-1' }]);
    const again = await client.query({ query: bookingAgain, variables: { id: id ?? '' } });
    expect(again.data?.node).toEqual({ __typename: 'Booking', id, state: 'CANCELLED', reference: 'APOLLO-1' });
  });
});

test('a subscription over graphql-ws tells which sessions to read again, by the ids that the cache knows', async () => {
  const client = await as('care-navigator', 'E81004');
  const told = new Promise<unknown>((resolve, reject) => {
    client.subscribe({ query: availabilityChanged, variables: { pcn: 'U15644' } }).subscribe({
      next: ({ data, error }) => (error ? reject(new Error(error.message)) : resolve(data)),
      error: reject,
    });
  });
  const booker = await as('care-navigator', 'E81003');
  const page = await booker.query({ query: freeSlots, variables: { ...december, first: 1 } });
  const [first] = page.data?.sharedAvailability?.edges ?? [];
  await new Promise((resolve) => setTimeout(resolve, 500));
  const held = await booker.mutate({
    mutation: hold,
    variables: { input: { slot: first?.node.slots[2]?.id ?? '', practice: 'E81003', channel: 'PHONE' } },
  });
  expect(held.data?.holdSlot).toEqual({
    __typename: 'HoldSlotPayload',
    hold: expect.objectContaining({ state: 'HELD', expiresAt: expect.stringMatching(/Z$/) }),
    userErrors: [],
  });
  expect(await told).toEqual({
    availabilityChanged: {
      __typename: 'AvailabilityChange',
      sessionIds: [first?.node.session.id],
      version: expect.stringMatching(/^\d+$/),
    },
  });
  expect(entriesOf(booker, 'Session')).toEqual([`Session:${first?.node.session.id ?? ''}`]);
});

describe('what goes wrong', () => {
  test('by the rules is data, with a code and the place in the input', async () => {
    const client = await as('care-navigator', 'E81003');
    const slot = sessions[1]?.slotId(1) ?? '';
    await client.mutate({ mutation: BookSlotDocument, variables: { input: input(slot, 'APOLLO-2') } });
    const { data, error } = await client.mutate({
      mutation: BookSlotDocument,
      variables: { input: input(slot, 'APOLLO-3') },
    });
    expect(error).toBeUndefined();
    expect(data?.bookSlot).toEqual({
      __typename: 'BookSlotPayload',
      booking: null,
      userErrors: [
        { __typename: 'UserError', code: 'SLOT_TAKEN', field: ['what', 'slot'], message: expect.any(String) },
      ],
    });
  });

  const codesOf = async (asked: Promise<{ error?: unknown }>): Promise<unknown> => {
    const { error } = await asked;
    expect(error).toBeInstanceOf(CombinedGraphQLErrors);
    return (error as CombinedGraphQLErrors).errors.map(({ extensions }) => extensions?.['code']);
  };
  const errorPolicy = 'all';

  test.each<[string, () => Promise<ApolloClient>, object]>([
    ['UNAUTHENTICATED', () => clientOf(undefined), december],
    ['UNAUTHENTICATED', () => clientOf('Bearer x.y.z'), december],
    ['FORBIDDEN', () => as('care-navigator', 'E81003'), { ...december, practice: 'E81004' }],
    ['BAD_USER_INPUT', () => as('care-navigator', 'E81003'), { ...december, from: '29/02/2027' }],
    ['BAD_USER_INPUT', () => as('care-navigator', 'E81003'), { ...december, first: 100_000 }],
  ])('with the request is an error with code %s, whatever the HTTP status', async (code, client, variables) => {
    const asked = (await client()).query({ query: freeSlots, variables: variables as typeof december, errorPolicy });
    expect(await codesOf(asked)).toEqual([code]);
  });
});

test('a fragment is masked: who did not ask for a field by name does not see it in the types', async () => {
  const client = await as('clinical-director', 'U15644');
  const { data } = await client.query({ query: membersPage, variables: { pcn: 'U15644', first: 1 } });
  const node = data?.pcn?.members.edges[0]?.node;
  // @ts-expect-error -- `name` belongs to the fragment Badge, and is had by unmasking that
  const seen: unknown = node?.name;
  expect(seen).toBe(node === undefined ? undefined : unmasked(badge, node).name);
});
