import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let ask: Ask;
let unknownHolder: string;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  const [holder] = await app.database.sql<{ id: string }>(`with o as (
      insert into organisation (kind, unknown, source) values ('CONTRACT_HOLDER', true, 'test') returning id)
    insert into organisation_name (organisation_id, name, valid_from)
    select id, 'A holder not yet named', '2020-01-01' from o returning organisation_id as id`);
  unknownHolder = globalId('ContractHolder', holder!.id);
  ask = await app.as('icb-contract-manager', 'QHG');
});
beforeEach(() =>
  app.database.sql(`delete from contract; insert into contract (practice_id, type, holder_id, valid_from, source)
    select id, 'GMS', id, '2004-04-01', 'test' from organisation where kind = 'PRACTICE'`),
);
afterAll(() => app.close());

const give = `mutation ($input: GiveNoticeInput!) { giveNotice(input: $input) {
  contracts { practice { odsCode } to noticeGivenOn noticeEndsOn underNotice } userErrors { code field } } }`;
const award = `mutation ($input: AwardContractInput!) { awardContract(input: $input) {
  contract { type caretaker from to certainty source practice { odsCode } holder { __typename name odsCode ... on ContractHolder { unknown } } }
  userErrors { code field } } }`;
async function notice(input: object, as = ask) {
  return (await as(give, { input })).data.giveNotice;
}
async function awarded(input: object) {
  return (await ask(award, { input })).data.awardContract;
}
function contracts() {
  return app.database.sql('select * from contract order by practice_id, valid_from');
}

test('a holder leaves two practices at once, and another holder follows without a day between', async () => {
  const given = await notice({ practices: ['E81003', 'E81004'], endsOn: '2027-07-01' });
  expect(given.userErrors).toEqual([]);
  const ending = { to: '2027-07-01', noticeGivenOn: '2026-11-23', noticeEndsOn: '2027-07-01', underNotice: true };
  expect(given.contracts).toHaveLength(2);
  expect(given.contracts).toEqual(
    expect.arrayContaining([
      { practice: { odsCode: 'E81003' }, ...ending },
      { practice: { odsCode: 'E81004' }, ...ending },
    ]),
  );
  const next = { practice: 'E81003', type: 'APMS', holder: { id: unknownHolder } };
  expect((await awarded({ ...next, from: '2027-06-30' })).userErrors).toEqual([
    { code: 'OVERLAPPING_CONTRACT', field: null },
  ]);
  expect(await awarded({ ...next, from: '2027-07-01', source: 'Board paper' })).toEqual({
    contract: {
      type: 'APMS',
      caretaker: false,
      from: '2027-07-01',
      to: '2032-07-01',
      certainty: 'STATED',
      source: 'Board paper',
      practice: { odsCode: 'E81003' },
      holder: { __typename: 'ContractHolder', name: 'A holder not yet named', odsCode: null, unknown: true },
    },
    userErrors: [],
  });
  const read = await ask(`query { practice(by: {odsCode: "E81003"}) {
    before: contract(asOf: "2026-11-22") { type underNotice }
    last: contract(asOf: "2027-06-30") { type underNotice holder { odsCode } }
    first: contract(asOf: "2027-07-01") { type underNotice }
    end: contract(asOf: "2032-07-01") { type }
    contracts { type } viewerCanGiveNotice viewerCanAwardContract }
    node(id: "${unknownHolder}") { ... on ContractHolder {
      today: contracts { type } first: contracts(asOf: "2027-07-01") { practice { odsCode } } } } }`);
  expect(read.data.node).toEqual({ today: [], first: [{ practice: { odsCode: 'E81003' } }] });
  expect(read.data.practice).toEqual({
    before: { type: 'GMS', underNotice: false },
    last: { type: 'GMS', underNotice: true, holder: { odsCode: 'E81003' } },
    first: { type: 'APMS', underNotice: false },
    end: null,
    contracts: [{ type: 'GMS' }, { type: 'APMS' }],
    viewerCanGiveNotice: true,
    viewerCanAwardContract: true,
  });
});

test('notice on several contracts is given on all or on none', async () => {
  await notice({ practices: ['E81044'], endsOn: '2027-07-01' });
  const before = await contracts();
  expect(await notice({ practices: ['E81003', 'E81044'], endsOn: '2027-07-01' })).toEqual({
    contracts: null,
    userErrors: [{ code: 'NOTICE_ALREADY_GIVEN', field: ['practices', '1'] }],
  });
  const errorsOf = async (input: object) =>
    (await notice({ practices: ['E81003'], endsOn: '2027-07-01', ...input })).userErrors;
  const days = (field: string) => [{ code: 'NOTICE_PERIOD', field: [field] }];
  expect(await errorsOf({ practices: [] })).toEqual([{ code: 'INVALID_INPUT', field: ['practices'] }]);
  expect(await errorsOf({ practices: ['E81003', 'E99999'] })).toEqual([
    { code: 'NOT_FOUND', field: ['practices', '1'] },
  ]);
  expect(await errorsOf({ noticeGivenOn: '2026-11-24' })).toEqual(days('noticeGivenOn'));
  expect(await errorsOf({ noticeGivenOn: '2004-03-31' })).toEqual([{ code: 'NO_CONTRACT', field: ['practices', '0'] }]);
  expect(await errorsOf({ endsOn: '2026-11-23' })).toEqual(days('endsOn'));
  expect(await errorsOf({ endsOn: '2126-07-01' })).toEqual(days('endsOn'));
  expect(await contracts()).toEqual(before);
});

test('two notices on the same contracts at once: one is given', async () => {
  const replies = await Promise.all([
    notice({ practices: ['E81003', 'E81004'], endsOn: '2027-07-01' }),
    notice({ practices: ['E81004', 'E81003'], endsOn: '2027-08-01' }),
  ]);
  expect(replies.map((reply) => reply.contracts?.length ?? reply.userErrors[0].code).sort()).toEqual([
    2,
    'NOTICE_ALREADY_GIVEN',
  ]);
});

test('an APMS contract runs at most five years, and GMS and PMS have no end', async () => {
  await app.database.sql(`delete from contract where practice_id = '${leighton.bassettRoad}'`);
  const input = { practice: 'E81003', type: 'APMS', holder: { odsCode: 'E81004' }, from: '2027-01-01' };
  const term = (field: string) => [{ code: 'CONTRACT_TERM', field: [field] }];
  const errorsOf = async (change: object) => (await awarded({ ...input, ...change })).userErrors;
  expect(await errorsOf({ to: '2032-01-02' })).toEqual(term('to'));
  expect(await errorsOf({ to: '2027-01-01' })).toEqual(term('to'));
  expect(await errorsOf({ type: 'GMS', to: '2030-01-01' })).toEqual(term('to'));
  expect(await errorsOf({ type: 'PMS', caretaker: true })).toEqual(term('type'));
  expect(await errorsOf({ from: '2000-01-01' })).toEqual(term('from'));
  expect(await errorsOf({ practice: 'E99999' })).toEqual([{ code: 'NOT_FOUND', field: ['practice'] }]);
  expect(await errorsOf({ holder: { odsCode: 'QHG' } })).toEqual([{ code: 'NOT_FOUND', field: ['holder'] }]);
  expect(await errorsOf({ holder: { id: 'x' } })).toEqual([{ code: 'INVALID_INPUT', field: ['holder', 'id'] }]);
  const leap = await ask(award, { input: { ...input, to: '2027-02-29' } });
  expect(leap.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(await app.database.sql(`select from contract where practice_id = '${leighton.bassettRoad}'`)).toEqual([]);
  const [caretaker, successor] = [
    await awarded({ ...input, caretaker: true, to: '2027-07-01' }),
    await awarded({ ...input, from: '2027-07-01', to: '2032-07-01' }),
  ];
  expect([caretaker.contract, successor.contract].map(({ caretaker, from, to }) => [caretaker, from, to])).toEqual([
    [true, '2027-01-01', '2027-07-01'],
    [false, '2027-07-01', '2032-07-01'],
  ]);
});

test("contracts are the business of the practice's own ICB, and notice also of the practice", async () => {
  await app.database.sql(`insert into organisation (ods_code, kind, source) values ('QXX', 'ICB', 'test')`);
  const other = await app.as('icb-contract-manager', 'QXX');
  const practice = await app.as('practice-manager', 'E81003');
  const input = { practices: ['E81003'], endsOn: '2027-07-01' };
  expect((await other(give, { input })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const both = await practice(give, { input: { ...input, practices: ['E81003', 'E81004'] } });
  expect(both.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect((await notice(input, practice)).contracts).toHaveLength(1);
  const contract = { practice: 'E81003', type: 'GMS', holder: { odsCode: 'E81003' }, from: '2027-07-01' };
  for (const stranger of [other, practice]) {
    expect((await stranger(award, { input: contract })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
});
