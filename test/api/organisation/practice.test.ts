import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let ask: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  // Bassett Road: renamed on 1 July 2024, in another PCN until 30 June 2020, and its main site was another's before
  // 2010.
  await app.database.sql(`
    update organisation_name set valid_to = '2024-07-01' where organisation_id = '${leighton.bassettRoad}';
    insert into organisation_name (organisation_id, name, valid_from)
      values ('${leighton.bassettRoad}', 'Bassett Road and Linslade Surgery', '2024-07-01');
    insert into membership (practice_id, pcn_id, valid_from, valid_to, source)
      values ('${leighton.bassettRoad}', '${leighton.otherPcn}', '2019-07-01', '2020-06-30', 'test');
    update site_operation set valid_from = '2010-01-01' where site_id = '${leighton.bassettRoadSite}';
    insert into site_operation (site_id, operator_id, kind, valid_from, valid_to, certainty, source)
      values ('${leighton.bassettRoadSite}', '${leighton.salisburyHouse}', 'BRANCH', '2000-01-01', '2010-01-01',
        'INFERRED', 'test');
    insert into travel_time (from_site_id, to_site_id, minutes, assumed, source) values
      ('${leighton.bassettRoadSite}', '${leighton.otherSite}', 35, true, 'assumed'),
      ('${leighton.bassettRoadSite}', '${leighton.salisburyHouseSite}', 5, true, 'assumed');`);
  ask = await app.as('icb-viewer', 'QHG');
});
afterAll(() => app.close());

test('a name counts up to the day before the next one, and is a former name from that day on', async () => {
  const reply = await ask(`query {
    before: practice(by: {odsCode: "E81003"}, asOf: "2024-06-30") { name formerNames { name } }
    on: practice(by: {odsCode: "E81003"}, asOf: "2024-07-01") { name formerNames { name from to } }
    today: practice(by: {odsCode: "E81003"}) { name }
  }`);
  expect(reply.data).toEqual({
    before: { name: 'Bassett Road Surgery', formerNames: [] },
    on: {
      name: 'Bassett Road and Linslade Surgery',
      formerNames: [{ name: 'Bassett Road Surgery', from: '2000-01-01', to: '2024-07-01' }],
    },
    today: { name: 'Bassett Road and Linslade Surgery' },
  });
});

test('a practice is in its PCN up to the day before the membership ends, then in none, then in the next', async () => {
  const reply = await ask(`query {
    practice(by: {odsCode: "E81003"}) {
      last: network(asOf: "2020-06-29") { odsCode }
      gap: network(asOf: "2020-06-30") { odsCode }
      first: network(asOf: "2020-07-01") { odsCode }
      today: network { odsCode }
      memberships { totalCount edges { node { from to pcn { odsCode } practice { odsCode } } } }
    }
  }`);
  expect(reply.data.practice).toEqual({
    last: { odsCode: 'U27128' },
    gap: null,
    first: { odsCode: 'U15644' },
    today: { odsCode: 'U15644' },
    memberships: {
      totalCount: 2,
      edges: [
        { node: { from: '2019-07-01', to: '2020-06-30', pcn: { odsCode: 'U27128' }, practice: { odsCode: 'E81003' } } },
        { node: { from: '2020-07-01', to: null, pcn: { odsCode: 'U15644' }, practice: { odsCode: 'E81003' } } },
      ],
    },
  });
});

test('the day asked for is inherited by everything below, and a field may ask for another', async () => {
  const reply = await ask(`query {
    practice(by: {odsCode: "E81004"}, asOf: "2009-12-31") {
      sites { name kind operator { name } operations { kind from to certainty operator { odsCode } } }
      later: sites(asOf: "2010-01-01") { name kind(asOf: "2009-12-31") operator { odsCode } }
    }
  }`);
  expect(reply.data.practice).toEqual({
    sites: [
      {
        name: 'Salisbury House Surgery',
        kind: 'MAIN',
        operator: { name: 'Salisbury House Surgery' },
        operations: [
          { kind: 'MAIN', from: '2000-01-01', to: null, certainty: 'STATED', operator: { odsCode: 'E81004' } },
        ],
      },
      {
        name: 'Bassett Road Surgery',
        kind: 'BRANCH',
        operator: { name: 'Salisbury House Surgery' },
        operations: [
          {
            kind: 'BRANCH',
            from: '2000-01-01',
            to: '2010-01-01',
            certainty: 'INFERRED',
            operator: { odsCode: 'E81004' },
          },
          { kind: 'MAIN', from: '2010-01-01', to: null, certainty: 'STATED', operator: { odsCode: 'E81003' } },
        ],
      },
    ],
    later: [{ name: 'Salisbury House Surgery', kind: 'MAIN', operator: { odsCode: 'E81004' } }],
  });
});

test('node reads an object of an explicit day at that day again, and one of today as of today', async () => {
  const document = `query ($asOf: Date) { practice(by: {odsCode: "E81003"}, asOf: $asOf) { id sites { id } network { id } } }`;
  const past = await ask(document, { asOf: '2020-06-29' });
  const today = await ask(document);
  const again = `query ($ids: [ID!]!) { nodes(ids: $ids) {
    id ... on Practice { name network { odsCode } } ... on PrimaryCareNetwork { members { totalCount } }
    ... on Site { operator { name } } } }`;
  const idsOf = ({ data: { practice } }: typeof past) => [practice.id, practice.network.id, practice.sites[0].id];
  const [pastIds, todayIds] = [idsOf(past), idsOf(today)];
  const former = 'Bassett Road Surgery';
  const present = 'Bassett Road and Linslade Surgery';
  expect((await ask(again, { ids: [...pastIds, ...todayIds] })).data.nodes).toEqual([
    { id: pastIds[0], name: former, network: { odsCode: 'U27128' } },
    { id: pastIds[1], members: { totalCount: 1 } },
    { id: pastIds[2], operator: { name: former } },
    { id: todayIds[0], name: present, network: { odsCode: 'U15644' } },
    { id: todayIds[1], members: { totalCount: 3 } },
    { id: todayIds[2], operator: { name: present } },
  ]);
  expect(pastIds[0]).toBe(globalId('Practice', leighton.bassettRoad, '2020-06-29'));
  expect(todayIds[0]).toBe(globalId('Practice', leighton.bassettRoad));
});

test.each([
  ['a day that does not exist', globalId('Practice', leighton.bassettRoad, '2027-02-29')],
  ['a key that is no uuid', globalId('Practice', '-'.repeat(36))],
  ['a type that does not exist', globalId('Surgery', leighton.bassettRoad)],
  ['nothing of ours', 'x'],
])('an id that carries %s is refused as wrong input', async (_what, id) => {
  const reply = await ask('query ($id: ID!) { node(id: $id) { id ... on Practice { network { odsCode } } } }', { id });
  expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['BAD_USER_INPUT']);
});

test('a site tells its place, its rooms, whether one is step-free, and assumed travel times, the nearest first', async () => {
  const id = globalId('Site', leighton.bassettRoadSite);
  const reply = await ask(
    `query ($id: ID!) { site(by: {id: $id}) {
      name town postcode openedOn coordinates { latitude longitude precision } stepFree
      rooms { name kind equipment stepFree site { name } }
      travelTimes { minutes assumed source to { name } }
    } }`,
    { id },
  );
  expect(reply.data.site).toEqual({
    name: 'Bassett Road Surgery',
    town: 'Leighton Buzzard',
    postcode: 'LU7 1AR',
    openedOn: '2000-01-01',
    coordinates: { latitude: 51.917, longitude: -0.661, precision: 'TOWN' },
    stepFree: true,
    rooms: [
      { name: 'Room 1', kind: 'CONSULTING', equipment: [], stepFree: true, site: { name: 'Bassett Road Surgery' } },
    ],
    travelTimes: [
      { minutes: 5, assumed: true, source: 'assumed', to: { name: 'Salisbury House Surgery' } },
      { minutes: 35, assumed: true, source: 'assumed', to: { name: 'A surgery of Luton' } },
    ],
  });
});

test('practices are searched by the name of the day or the beginning of their code, and kept by PCN', async () => {
  const reply = await ask(`query {
    name: practices(search: "linslade") { totalCount edges { node { odsCode } } }
    before: practices(search: "linslade", asOf: "2024-06-30") { totalCount }
    code: practices(search: "e8104") { edges { node { odsCode } } }
    sign: practices(search: "%") { totalCount }
    pcn: practices(pcn: "U15644", first: 2) { totalCount edges { node { odsCode } } pageInfo { hasNextPage } }
    past: practices(pcn: "U15644", asOf: "2020-06-29") { totalCount }
  }`);
  expect(reply.data).toEqual({
    name: { totalCount: 1, edges: [{ node: { odsCode: 'E81003' } }] },
    before: { totalCount: 0 },
    code: { edges: [{ node: { odsCode: 'E81044' } }] },
    sign: { totalCount: 0 },
    pcn: {
      totalCount: 3,
      edges: [{ node: { odsCode: 'E81003' } }, { node: { odsCode: 'E81004' } }],
      pageInfo: { hasNextPage: true },
    },
    past: { totalCount: 0 },
  });
});

test('an organisation is found under its own type only, and what does not exist is said so', async () => {
  await app.database.sql(`insert into organisation (ods_code, kind, source) values ('RC9', 'TRUST', 'test')`);
  const found = await ask(`query {
    icb(by: {odsCode: "QHG"}) { name commissioner { name } pcns { totalCount } practices { totalCount } }
    provider(by: {odsCode: "RC9"}) { kind sites { name } commissioner { odsCode } }
    pcn(by: {odsCode: "U15644"}) { commissioner { __typename odsCode commissioner { __typename odsCode }
      ... on SubIntegratedCareBoard { pcns { totalCount } practices { totalCount } } } }
  }`);
  expect(found.data).toEqual({
    icb: {
      name: 'Bedfordshire, Luton and Milton Keynes ICB',
      commissioner: null,
      pcns: { totalCount: 2 },
      practices: { totalCount: 4 },
    },
    provider: { kind: 'TRUST', sites: [], commissioner: null },
    pcn: {
      commissioner: {
        __typename: 'SubIntegratedCareBoard',
        odsCode: 'M1J4Y',
        pcns: { totalCount: 2 },
        practices: { totalCount: 4 },
        commissioner: { __typename: 'IntegratedCareBoard', odsCode: 'QHG' },
      },
    },
  });
  const missing = await ask(`query {
    practice(by: {odsCode: "E99999"}) { name }
    pcn(by: {odsCode: "E81003"}) { name }
    icb(by: {odsCode: "M1J4Y"}) { name }
    site(by: {code: "NOWHERE"}) { name }
  }`);
  expect(missing.data).toEqual({ practice: null, pcn: null, icb: null, site: null });
  expect(missing.errors?.map((error) => [error.path?.[0], error.extensions.code]).sort()).toEqual([
    ['icb', 'NOT_FOUND'],
    ['pcn', 'NOT_FOUND'],
    ['practice', 'NOT_FOUND'],
    ['site', 'NOT_FOUND'],
  ]);
});
