import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../../support/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await app.database.sql(`with o as (
      insert into organisation (ods_code, kind, source) values
        ('QHG', 'ICB', 'test'), ('M1J4Y', 'SUB_ICB', 'test'), ('E81003', 'PRACTICE', 'test') returning id, ods_code)
    insert into commissioning (organisation_id, commissioner_id, valid_from, source)
    select a.id, b.id, '2020-01-01', 'test' from o a join o b
      on (a.ods_code, b.ods_code) in (('E81003', 'M1J4Y'), ('M1J4Y', 'QHG'))`);
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
