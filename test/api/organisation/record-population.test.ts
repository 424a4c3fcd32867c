import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await app.database.sql(`with o as (
      insert into organisation (ods_code, kind, source) values
        ('QHG', 'ICB', 'test'), ('QXX', 'ICB', 'test'), ('M1J4Y', 'SUB_ICB', 'test'), ('E81003', 'PRACTICE', 'test'),
        ('U15644', 'PCN', 'test') returning id, ods_code)
    insert into commissioning (organisation_id, commissioner_id, valid_from, source)
    select a.id, b.id, '2020-01-01', 'test' from o a join o b
      on (a.ods_code, b.ods_code) in (('E81003', 'M1J4Y'), ('U15644', 'M1J4Y'), ('M1J4Y', 'QHG'))`);
});
afterAll(() => app.close());

const record = `mutation ($input: RecordPopulationInput!) {
  recordPopulation(input: $input) { population { basis countedOn value } userErrors { code field } }
}`;
const input = {
  organisation: 'E81003',
  basis: 'REGISTERED',
  countedOn: '2026-04-01',
  value: 21349,
  source: 'NHS Digital',
};

test('a contract manager records a figure of a practice of the ICB once, and it is read back', async () => {
  const ask = await app.as('icb-contract-manager', 'QHG');
  expect((await ask(record, { input })).data.recordPopulation).toEqual({
    population: { basis: 'REGISTERED', countedOn: '2026-04-01', value: 21349 },
    userErrors: [],
  });
  expect((await ask(record, { input })).data.recordPopulation).toEqual({
    population: null,
    userErrors: [{ code: 'POPULATION_ALREADY_RECORDED', field: ['countedOn'] }],
  });
  const read = await ask(`{ practice(by: {odsCode: "e81003"}) { populations { value } } }`);
  expect(read.data).toEqual({ practice: { populations: [{ value: 21349 }] } });
});

test('a receptionist may not record populations', async () => {
  const ask = await app.as('care-navigator', 'E81003');
  const reply = await ask(record, { input });
  expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
});

test.each([
  [
    'icb-viewer',
    'QHG',
    'An icb-viewer may not record how many people a practice or a network serves. Roles that may: icb-contract-manager.',
  ],
  [
    'booking-partner',
    'U15644',
    'A booking-partner may not record how many people a practice or a network serves. Roles that may: icb-contract-manager.',
  ],
] as const)('the refusal of %s names the role with its article', async (role, code, message) => {
  expect((await (await app.as(role, code))(record, { input })).errors?.[0]?.message).toBe(message);
});

test("a PCN's own figure is its PCN adjusted population, which goes before a sum over its practices", async () => {
  const ask = await app.as('icb-contract-manager', 'QHG');
  const own = { ...input, organisation: 'U15644', basis: 'PCN_ADJUSTED', value: 54001.5 };
  expect((await ask(record, { input: own })).data.recordPopulation.userErrors).toEqual([]);
  const read = await ask(`query { pcn(by: {odsCode: "U15644"}) { populations { basis value countedTo sources } } }`);
  expect(read.data.pcn.populations[2]).toEqual({
    basis: 'PCN_ADJUSTED',
    value: 54001.5,
    countedTo: '2026-04-01',
    sources: ['NHS Digital'],
  });
  expect((await ask(record, { input: { ...own, basis: 'WEIGHTED' } })).data.recordPopulation).toEqual({
    population: null,
    userErrors: [{ code: 'INVALID_INPUT', field: ['basis'] }],
  });
});

test('a figure that cannot be is refused with its field, and nothing is written', async () => {
  const ask = await app.as('icb-contract-manager', 'QHG');
  const other = { ...input, countedOn: '2026-07-01' };
  const errorsOf = async (change: object) =>
    (await ask(record, { input: { ...other, ...change } })).data.recordPopulation.userErrors;
  const wrong = (field: string) => [{ code: 'INVALID_INPUT', field: [field] }];
  expect(await errorsOf({ organisation: 'E99999' })).toEqual([{ code: 'NOT_FOUND', field: ['organisation'] }]);
  expect(await errorsOf({ value: -1 })).toEqual(wrong('value'));
  expect(await errorsOf({ value: 0 })).toEqual(wrong('value'));
  expect(await errorsOf({ value: 0.001, basis: 'WEIGHTED' })).toEqual(wrong('value'));
  expect(await errorsOf({ value: 0.5 })).toEqual(wrong('value'));
  expect(await errorsOf({ value: 1e300, basis: 'WEIGHTED' })).toEqual(wrong('value'));
  expect(await errorsOf({ countedOn: '2026-11-24' })).toEqual(wrong('countedOn'));
  expect(await errorsOf({ source: '\u0000' })).toEqual(wrong('source'));
  const leap = await ask(record, { input: { ...input, countedOn: '2026-02-29' } });
  expect(leap.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(await app.database.sql(`select from population where counted_on <> '2026-04-01'`)).toEqual([]);
});

test("another ICB's manager may not record the figures of this one", async () => {
  const ask = await app.as('icb-contract-manager', 'QXX');
  expect((await ask(record, { input })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
