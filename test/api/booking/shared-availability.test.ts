import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bookDocument, bookInput, holdDocument } from '../../support/booking/booking-documents.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { addPartner } from '../../support/booking/partner.js';
import { seedSession, type SeededSession } from '../../support/sessions/seed-session.js';
import { startTestApp, type Ask, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let ask: Ask;
let first: SeededSession;
let second: SeededSession;
const { bassettRoad, salisburyHouse } = leighton;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  ask = await app.as('care-navigator', 'E81003');
  first = await seedSession(app.database, {
    startsAt: '2026-12-01T09:00:00Z',
    slots: 6,
    heldFor111: 1,
    shares: [
      { practiceId: bassettRoad, places: 2 },
      { practiceId: salisburyHouse, places: 2 },
    ],
  });
  second = await seedSession(app.database, {
    startsAt: '2026-12-02T09:00:00Z',
    slots: 3,
    shares: [{ practiceId: salisburyHouse, places: 3 }],
  });
});
afterAll(() => app.close());

const document = `query ($practice: OdsCode!, $from: Date!, $to: Date!, $first: Int, $after: String, $own: Boolean, $language: String,
    $mode: DeliveryMode, $role: String, $stepFree: Boolean, $near: NearInput, $withinKm: Float) {
  sharedAvailability(practice: $practice, from: $from, to: $to, first: $first, after: $after, ownShareOnly: $own,
    language: $language, deliveryMode: $mode, role: $role, stepFree: $stepFree, near: $near, withinKm: $withinKm) {
    edges { cursor node { on ownPlacesFree poolPlacesFree otherPlacesFree bookableCount distanceKm slots { id number startTime } site { name } } }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;
const window = { practice: 'E81003', from: '2026-12-01', to: '2026-12-08' };
async function nodes(more: object = {}, as: Ask = ask) {
  const reply = await as(document, { ...window, ...more });
  expect(reply.errors).toBeUndefined();
  return reply.data.sharedAvailability.edges.map((edge: { node: unknown }) => edge.node);
}

describe('what a practice can book', () => {
  test('is its own and the pool’s free places and the released general slots, not what belongs to others', async () => {
    expect(await nodes()).toEqual([
      {
        on: '2026-12-01',
        ownPlacesFree: 2,
        poolPlacesFree: 1,
        otherPlacesFree: 0,
        bookableCount: 3,
        distanceKm: null,
        slots: [1, 2, 3, 4, 5].map((number) => ({
          id: first.slotId(number),
          number,
          startTime: `${String(9 + Math.floor((number - 1) / 3)).padStart(2, '0')}:${String(((number - 1) % 3) * 20).padStart(2, '0')}`,
        })),
        site: { name: 'Bassett Road Surgery' },
      },
    ]);
  });

  test('is its own share alone when it asks for that', async () => {
    expect(await nodes({ own: true })).toEqual([expect.objectContaining({ bookableCount: 2 })]);
  });

  test('grows by unused places of others once the session’s pool time has come', async () => {
    await app.database.sql(`update session set pool_at = '2026-11-23T08:00:00Z' where id = $1`, [second.id]);
    expect(await nodes()).toEqual([
      expect.objectContaining({ on: '2026-12-01' }),
      expect.objectContaining({ on: '2026-12-02', ownPlacesFree: 0, otherPlacesFree: 3, bookableCount: 3 }),
    ]);
    await app.database.sql(`update session set pool_at = starts_at where id = $1`, [second.id]);
  });

  test('shrinks by what is booked and held, and grows again when a hold expires', async () => {
    await ask(bookDocument, bookInput(first.slotId(1), 'E81003', 'AV-1'));
    await ask(holdDocument, { input: { slot: first.slotId(2), practice: 'E81003', channel: 'ONLINE' } });
    const count = async () => (await nodes())[0]?.bookableCount as number;
    expect(await count()).toBe(1);
    await app.setClock('2026-11-23T09:06:00Z');
    expect(await count()).toBe(2);
    await app.setClock('2026-11-23T09:00:00Z');
  });

  test('another practice of the network sees its own places; a practice of another network sees nothing', async () => {
    const salisbury = await app.as('care-navigator', 'E81004');
    expect((await nodes({ practice: 'E81004' }, salisbury)).map((node: { on: string }) => node.on)).toEqual([
      '2026-12-01',
      '2026-12-02',
    ]);
    expect(await nodes({ practice: 'E81063' }, await app.as('care-navigator', 'E81063'))).toEqual([]);
  });

  test('NHS 111 sees the slots held for it, books them, and is told of a free one of the network that it is not kept for it', async () => {
    await addPartner(app.database);
    const partner = await app.as('booking-partner', 'YGMC1');
    expect(
      (await nodes({}, partner)).map((node: { slots: { number: number }[] }) => node.slots.map((slot) => slot.number)),
    ).toEqual([[6]]);
    const booked = await partner(bookDocument, bookInput(first.slotId(6), 'E81003', '111-1', { channel: 'NHS_111' }));
    expect(booked.data.bookSlot.userErrors).toEqual([]);
    const general = await partner(bookDocument, bookInput(first.slotId(5), 'E81003', '111-2', { channel: 'NHS_111' }));
    expect(general.data.bookSlot.userErrors.map((error: { code: string }) => error.code)).toEqual(['SLOT_NOT_FOR_111']);
  });
});

describe('filters', () => {
  test.each([
    ['a language that nobody speaks', { language: 'pl' }, 0],
    ['a language that the clinician speaks', { language: 'en' }, 1],
    ['a mode that is given', { mode: 'TELEPHONE' }, 1],
    ['a mode that is not given', { mode: 'VIDEO' }, 0],
    ['a role that gives it', { role: 'FIRST_CONTACT_PHYSIOTHERAPIST' }, 1],
    ['another role', { role: 'GP' }, 0],
    ['a site within reach', { near: { site: leightonIds.otherSite }, withinKm: 30 }, 1],
    ['a site out of reach', { near: { postcode: 'LU1 1AA' }, withinKm: 3 }, 0],
  ])('%s', async (_what, filter, expected) => {
    expect(await nodes(filter)).toHaveLength(expected);
  });

  test('the distance is straight-line, from the point asked for', async () => {
    const [node] = await nodes({ near: { coordinates: { latitude: 51.879, longitude: -0.42 } } });
    expect(node.distanceKm).toBe(17.1);
  });
});

describe('requests that are wrong', () => {
  test.each([
    ['ten years', { to: '2036-12-01' }, 'at most 92 days'],
    ['no day', { to: '2026-12-01' }, 'later day'],
    ['a page of 100,000', { first: 100_000 }, '0 to 100'],
    ['a foreign cursor', { after: 'abc' }, 'cursor'],
    ['a postcode that we do not hold', { near: { postcode: 'SW1A 1AA' } }, 'UNKNOWN_POSTCODE'],
    ['29 February 2027', { from: '2027-02-29', to: '2027-03-02' }, 'must be a real calendar day'],
  ])('%s is refused with the remedy', async (_what, more, words) => {
    const reply = await ask(document, { ...window, ...more });
    expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['BAD_USER_INPUT']);
    expect(reply.errors?.[0]?.message).toContain(words);
  });

  test('a receptionist may not ask for another practice', async () => {
    const reply = await ask(document, { ...window, practice: 'E81004' });
    expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
  });
});

describe('paging and cost', () => {
  test('pages in order of start, and takes one statement for twenty sessions with their services and sites', async () => {
    for (let i = 0; i < 20; i += 1) {
      await seedSession(app.database, {
        startsAt: new Date(Date.parse('2027-01-04T09:00:00Z') + i * 86_400_000).toISOString(),
        slots: 16,
      });
    }
    const january = { practice: 'E81003', from: '2027-01-01', to: '2027-02-01' };
    const bare = document.replace('totalCount', '').replace('site {', 'service { name } site { code');
    let reply: any;
    const sent = await app.statementsOf(async () => (reply = await ask(bare, { ...january, first: 20 })));
    expect(sent).toEqual(['findAvailability']);
    const found = reply.data.sharedAvailability.edges.map(({ node }: any) => [node.service.name, node.site.name]);
    expect(found).toEqual(
      Array.from({ length: 20 }, () => ['First-contact physiotherapy', expect.stringMatching(/\S/)]),
    );
    const days: string[] = [];
    let after: string | undefined;
    do {
      const reply = await ask(document, { ...january, first: 8, after });
      const { edges, pageInfo, totalCount } = reply.data.sharedAvailability;
      days.push(...edges.map((edge: { node: { on: string } }) => edge.node.on));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : undefined;
      expect(totalCount).toBe(20);
    } while (after !== undefined);
    expect(days).toEqual([...days].sort());
    expect(new Set(days).size).toBe(20);
  });
});

test('one session’s availability is read again by its id, and is null once nothing is left', async () => {
  const session = await seedSession(app.database, { startsAt: '2027-03-01T09:00:00Z', slots: 1 });
  const march = { practice: 'E81003', from: '2027-03-01', to: '2027-03-02' };
  const found = await ask(
    `query ($practice: OdsCode!, $from: Date!, $to: Date!) {
      sharedAvailability(practice: $practice, from: $from, to: $to) { edges { node { id } } }
    }`,
    march,
  );
  const id = found.data.sharedAvailability.edges[0].node.id as string;
  const again = `query ($id: ID!) { node(id: $id) { id ... on SharedAvailability { bookableCount } } }`;
  expect((await ask(again, { id })).data.node).toEqual({ id, bookableCount: 1 });
  await ask(bookDocument, bookInput(session.slotId(1), 'E81003', 'LAST'));
  expect((await ask(again, { id })).data.node).toBeNull();
});
