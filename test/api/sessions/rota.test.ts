import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { publishedClinic } from '../../support/sessions/clinics.js';
import { leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let director: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z' });
  await seedLeighton(app.database);
  director = await app.as('clinical-director', 'U15644');
  const staffing = [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 2, slotsPerPost: 9 }];
  const { sessions } = await publishedClinic(director, '2026-11-16', { recurrence: 'FREQ=DAILY', staffing });
  await director(
    `mutation ($input: AssignClinicianInput!) { assignClinician(input: $input) { userErrors { code } } }`,
    { input: { session: sessions[0].id, clinician: leightonIds.physiotherapist } },
  );
  await app.database.sql(
    `update session set state = 'CANCELLED', cancelled_reason = 'Snow' where session_on = '2026-10-06'`,
  );
});
afterAll(() => app.close());

const rota = `query ($pcn: OdsCode!, $from: Date!, $to: Date!, $first: Int, $after: String, $last: Int, $before: String, $cancelled: Boolean) {
  rota(pcn: $pcn, from: $from, to: $to, first: $first, after: $after, last: $last, before: $before, withCancelled: $cancelled) {
    totalCount postCount openPostCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor }
    edges { cursor node { on startTime endTime state cancelledReason site { name } room { name } service { name } clinic { title }
      posts { number open role { name } clinician { name } } } } } }`;
const week = { pcn: 'U15644', from: '2026-10-05', to: '2026-10-12' };

test('the rota says who, where, when and what is open, by start', async () => {
  const { data } = await director(rota, { ...week, first: 1 });
  expect(data.rota).toEqual({
    totalCount: 6,
    postCount: 12,
    openPostCount: 11,
    pageInfo: {
      hasNextPage: true,
      hasPreviousPage: false,
      endCursor: expect.any(String),
      startCursor: expect.any(String),
    },
    edges: [
      {
        cursor: expect.any(String),
        node: {
          on: '2026-10-05',
          startTime: '09:00',
          endTime: '12:00',
          state: 'PUBLISHED',
          cancelledReason: null,
          site: { name: 'Bassett Road Surgery' },
          room: { name: 'Room 1' },
          service: { name: 'First-contact physiotherapy' },
          clinic: { title: 'First-contact physiotherapy' },
          posts: [
            {
              number: 1,
              open: false,
              role: { name: 'First contact physiotherapist' },
              clinician: { name: 'Synthetic Physiotherapist One' },
            },
            { number: 2, open: true, role: { name: 'First contact physiotherapist' }, clinician: null },
          ],
        },
      },
    ],
  });
});

test('cancelled sessions are shown when asked for, and their posts never count as open', async () => {
  const { data } = await director(rota, { ...week, cancelled: true });
  expect([data.rota.totalCount, data.rota.postCount, data.rota.openPostCount]).toEqual([7, 12, 11]);
  expect(data.rota.edges[1].node).toMatchObject({ on: '2026-10-06', state: 'CANCELLED', cancelledReason: 'Snow' });
});

test('pages go forward and backward without losing or repeating a session', async () => {
  const days = (reply: any) => reply.data.rota.edges.map((edge: any) => edge.node.on);
  const first = await director(rota, { ...week, first: 4 });
  const { endCursor } = first.data.rota.pageInfo;
  const second = await director(rota, { ...week, first: 4, after: endCursor });
  expect([...days(first), ...days(second)]).toEqual([
    '2026-10-05',
    '2026-10-07',
    '2026-10-08',
    '2026-10-09',
    '2026-10-10',
    '2026-10-11',
  ]);
  const back = await director(rota, { ...week, last: 2, before: second.data.rota.pageInfo.startCursor });
  expect(days(back)).toEqual(['2026-10-08', '2026-10-09']);
});

test('its number of SQL statements does not depend on the number of sessions', async () => {
  const sent = async (first: number) => {
    const statements = await app.statementsOf(() => director(rota, { ...week, to: '2026-12-01', first }));
    return statements.sort();
  };
  const few = await sent(1);
  expect(few).toEqual(
    [
      'clinicsByIds',
      'cliniciansByIds',
      'countSessions',
      'listSessions',
      'organisationByCode',
      'postsOfSessions',
      'readStaffRoles',
      'roomsByIds',
      'servicesByIds',
      'sitesByIds',
    ].sort(),
  );
  expect(await sent(40)).toEqual(few);
});

test('a window is 1 to 92 days, a page at most 100, and a cursor one of this list', async () => {
  const codes = async (changes: object) =>
    (await director(rota, { ...week, ...changes })).errors?.map((error) => error.extensions.code);
  expect(await codes({ to: '2026-10-05' })).toEqual(['BAD_USER_INPUT']);
  expect(await codes({ to: '2036-10-05' })).toEqual(['BAD_USER_INPUT']);
  expect(await codes({ first: 100_000 })).toEqual(['BAD_USER_INPUT']);
  for (const key of [
    ['x', 'y'],
    ['2026-13-45 00:00:00+00', leightonIds.service],
    ['2026-02-31 00:00:00+00', '00000000-0000-4000-8000-000000000001'],
  ]) {
    const after = Buffer.from(JSON.stringify(key)).toString('base64url');
    expect(await codes({ first: 2, after })).toEqual(['BAD_USER_INPUT']);
  }
});

test("the rota is for those of the network and its ICB: another network's director is refused, a receptionist too", async () => {
  const codes = async (ask: Ask, pcn = 'U15644') =>
    (await ask(rota, { ...week, pcn })).errors?.map((error) => error.extensions.code) ?? 'read';
  expect(await codes(await app.as('clinical-director', 'U27128'))).toEqual(['FORBIDDEN']);
  expect(await codes(await app.as('care-navigator', 'E81003'))).toEqual(['FORBIDDEN']);
  expect(await codes(await app.as('icb-viewer', 'QHG'))).toBe('read');
  expect(await codes(await app.as('practice-manager', 'E81044'))).toBe('read');
  expect(await codes(director, 'U99999')).toEqual(['NOT_FOUND']);
});

test('a field that is refused is null and leaves what is asked beside it', async () => {
  const ask = await app.as('practice-manager', 'E81003');
  const reply = await ask(`{
    rota(pcn: "U27128", from: "2026-10-05", to: "2026-10-12") { totalCount }
    services(pcn: "U27128") { totalCount }
    clinicians(pcn: "U27128") { totalCount }
    busy(clinician: {code: "NOBODY-1"}, from: "2026-10-05T00:00:00Z", to: "2026-10-12T00:00:00Z") { startsAt }
    pcn(by: {odsCode: "U27128"}) { odsCode sharedClinics { totalCount } accommodationOffers { totalCount } }
    capacity(pcn: "U15644", from: "2026-10-05", to: "2026-10-12", basis: REGISTERED) { population { value } }
  }`);
  expect(reply.data).toEqual({
    rota: null,
    services: null,
    clinicians: null,
    busy: null,
    pcn: { odsCode: 'U27128', sharedClinics: null, accommodationOffers: null },
    capacity: { population: { value: 53287 } },
  });
  const refused = reply.errors?.map(({ path, extensions }) => `${path?.join('.')} ${extensions.code}`).sort();
  expect(refused).toEqual([
    'busy NOT_FOUND',
    'clinicians FORBIDDEN',
    'pcn.accommodationOffers FORBIDDEN',
    'pcn.sharedClinics FORBIDDEN',
    'rota FORBIDDEN',
    'services FORBIDDEN',
  ]);
});

test('posts, slots and sessions are read again by their ids, and ids that were tampered with are no fault', async () => {
  const [edge] = (
    await director(
      `{ rota(pcn: "U15644", from: "2026-10-05", to: "2026-10-06") { edges { node { id posts { id } slots(first: 1) { edges { node { id number post { number } session { on } } } } } } } }`,
    )
  ).data.rota.edges;
  const slot = edge.node.slots.edges[0].node;
  expect(slot).toMatchObject({ number: 1, post: { number: 1 }, session: { on: '2026-10-05' } });
  const ids = [edge.node.id, edge.node.posts[1].id, slot.id];
  const document = `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }`;
  expect((await director(document, { ids })).data.nodes).toEqual([
    { __typename: 'Session', id: ids[0] },
    { __typename: 'Post', id: ids[1] },
    { __typename: 'Slot', id: ids[2] },
  ]);
  const other = await app.as('clinical-director', 'U27128');
  expect((await other(document, { ids })).data.nodes).toEqual([null, null, null]);
  const key = Buffer.from(slot.id, 'base64url').toString().slice('Slot:'.length);
  for (const forged of [
    `Slot:${key.split('/')[0]}`,
    `Slot:${key}99999999999999`,
    `Post:${key.split('/')[0]}/0`,
    `Session:${'-'.repeat(36)}`,
  ]) {
    const reply = await director(`query ($id: ID!) { node(id: $id) { id } }`, {
      id: Buffer.from(forged).toString('base64url'),
    });
    expect([reply.data?.node ?? null, reply.errors?.[0]?.extensions.code ?? 'BAD_USER_INPUT']).toEqual([
      null,
      'BAD_USER_INPUT',
    ]);
  }
});
