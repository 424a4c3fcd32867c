import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let ask: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  await app.database.sql(`
    with o as (insert into organisation (ods_code, kind, opened_on, closed_on, source) values
      ('E81900', 'PRACTICE', '2020-01-01', null, 'test'), ('E81901', 'PRACTICE', null, '2027-01-01', 'test'),
      ('E81902', 'PRACTICE', null, null, 'test'), ('E81905', 'PRACTICE', null, null, 'test'), ('QXX', 'ICB', null, null, 'test') returning id, ods_code)
    insert into commissioning (organisation_id, commissioner_id, valid_from, source)
    select o.id, i.id, '2020-01-01', 'test' from o join organisation i on i.ods_code = 'M1J4Y'
    where o.ods_code in ('E81900', 'E81901', 'E81902', 'E81905')`);
  ask = await app.as('icb-contract-manager', 'QHG');
});
afterAll(() => app.close());

const document = `mutation ($input: JoinNetworkInput!) { joinNetwork(input: $input) {
  membership { practice { odsCode } pcn { odsCode } from to source } userErrors { code field } } }`;
async function joined(input: object, as = ask) {
  return (await as(document, { input })).data.joinNetwork;
}
function memberships() {
  return app.database.sql(`select o.ods_code, m.valid_from::text, m.valid_to::text from membership m
    join organisation o on o.id = m.practice_id where o.ods_code like 'E819%' order by 1, 2`);
}

test('a practice joins for some days, and joins another network on the first day out', async () => {
  expect(
    await joined({ practice: 'E81900', pcn: 'U15644', from: '2026-12-01', to: '2027-04-01', source: 'Letter' }),
  ).toEqual({
    membership: {
      practice: { odsCode: 'E81900' },
      pcn: { odsCode: 'U15644' },
      from: '2026-12-01',
      to: '2027-04-01',
      source: 'Letter',
    },
    userErrors: [],
  });
  expect(await joined({ practice: 'E81900', pcn: 'U27128', from: '2027-04-01' })).toEqual({
    membership: {
      practice: { odsCode: 'E81900' },
      pcn: { odsCode: 'U27128' },
      from: '2027-04-01',
      to: null,
      source: 'Entered by icb-contract-manager of QHG',
    },
    userErrors: [],
  });
  expect(await joined({ practice: 'E81900', pcn: 'U15644', from: '2027-03-31', to: '2027-04-02' })).toEqual({
    membership: null,
    userErrors: [{ code: 'OVERLAPPING_MEMBERSHIP', field: null }],
  });
});

test('a membership that begins later is answered as of its first day', async () => {
  await app.database.sql(`
    insert into organisation_name (organisation_id, name, valid_from, valid_to)
      select id, 'Name of today', '2019-07-01', '2026-12-01' from organisation where ods_code = 'E81905';
    insert into organisation_name (organisation_id, name, valid_from)
      select id, 'Name of then', '2026-12-01' from organisation where ods_code = 'E81905'`);
  const reply = await ask(
    `mutation ($input: JoinNetworkInput!) { joinNetwork(input: $input) {
      membership { id id practice { id name network { odsCode } } pcn { members(first: 10) { edges { node { odsCode } } } } } userErrors { code } } }`,
    { input: { practice: 'E81905', pcn: 'U15644', from: '2026-12-01', to: '2026-12-02' } },
  );
  const { membership } = reply.data.joinNetwork;
  expect(membership.practice).toMatchObject({ name: 'Name of then', network: { odsCode: 'U15644' } });
  expect(membership.pcn.members.edges.map(({ node }: any) => node.odsCode)).toContain('E81905');
  const again = await ask(`query ($id: ID!) { node(id: $id) { ... on Membership { practice { name } } } }`, {
    id: membership.id,
  });
  expect(again.data.node.practice.name).toBe('Name of then');
});

test('what cannot be is refused with its field, and nothing of it is written', async () => {
  const before = await memberships();
  const refused = async (input: object) => (await joined(input)).userErrors;
  const good = { practice: 'E81901', pcn: 'U15644', from: '2026-12-01' };
  expect(await refused({ ...good, practice: 'E99999' })).toEqual([{ code: 'NOT_FOUND', field: ['practice'] }]);
  expect(await refused({ ...good, practice: 'U15644' })).toEqual([{ code: 'NOT_FOUND', field: ['practice'] }]);
  expect(await refused({ ...good, pcn: 'U99999' })).toEqual([{ code: 'NOT_FOUND', field: ['pcn'] }]);
  expect(await refused({ ...good, to: '2026-12-01' })).toEqual([{ code: 'INVALID_INPUT', field: ['to'] }]);
  expect(await refused(good)).toEqual([{ code: 'INVALID_INPUT', field: ['from'] }]); // it closes on 1 January 2027
  expect(await refused({ ...good, to: '2027-01-01', source: 'a\u0000b' })).toEqual([
    { code: 'INVALID_INPUT', field: ['source'] },
  ]);
  const leap = await ask(document, { input: { ...good, from: '2027-02-29' } });
  expect(leap.errors?.map((error) => error.extensions.code)).toEqual(['BAD_USER_INPUT']);
  expect(await memberships()).toEqual(before);
});

test("another ICB's manager, and a practice of another ICB, are refused", async () => {
  const input = { practice: 'E81902', pcn: 'U15644', from: '2026-12-01' };
  const other = await app.as('icb-contract-manager', 'QXX');
  expect((await other(document, { input })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const director = await app.as('clinical-director', 'U15644');
  expect((await director(document, { input })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  await app.database
    .sql(`with p as (insert into organisation (ods_code, kind, source) values ('E81903', 'PRACTICE', 'test') returning id)
    insert into commissioning (organisation_id, commissioner_id, valid_from, source)
    select p.id, i.id, '2020-01-01', 'test' from p join organisation i on i.ods_code = 'QXX'`);
  const foreign = await ask(document, { input: { ...input, practice: 'E81903' } });
  expect(foreign.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});

test('of concurrent joins of one practice exactly one wins', async () => {
  const replies = await Promise.all(
    ['U15644', 'U27128', 'U15644', 'U27128', 'U15644', 'U27128'].map((pcn) =>
      joined({ practice: 'E81902', pcn, from: '2026-12-01' }),
    ),
  );
  const codes = replies.map((reply) => reply.userErrors[0]?.code ?? 'JOINED').sort();
  expect(codes).toEqual(['JOINED', ...Array.from({ length: 5 }, () => 'OVERLAPPING_MEMBERSHIP')]);
  expect((await memberships()).filter((row) => row['ods_code'] === 'E81902')).toHaveLength(1);
});
