import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { openDatabase } from '../../../src/app.js';
import { agreementStateFor, membersOn, weightsOf } from '../../../src/organisation/membership/network.queries.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let ask: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  ask = await app.as('practice-manager', 'E81003');
});
beforeEach(() => app.database.sql('truncate participation'));
afterAll(() => app.close());

const document = `mutation ($input: SetParticipationInput!) { setParticipation(input: $input) {
  participation { id serviceName state from to practice { odsCode } pcn { odsCode } } userErrors { code field } } }`;
async function set(state: string, from: string, change: object = {}, as = ask) {
  return (await as(document, { input: { practice: 'E81003', service: leightonIds.service, state, from, ...change } }))
    .data.setParticipation;
}
function said() {
  return app.database.sql(
    `select state, valid_from::text as "from", valid_to::text as "to" from participation order by valid_from`,
  );
}

test('what is said from a day on ends what was running, and lasts until what was said for a later day', async () => {
  const reply = await set('OUT', '2027-01-01');
  expect(reply).toEqual({
    participation: {
      id: expect.any(String),
      serviceName: 'First-contact physiotherapy',
      state: 'OUT',
      from: '2027-01-01',
      to: null,
      practice: { odsCode: 'E81003' },
      pcn: { odsCode: 'U15644' },
    },
    userErrors: [],
  });
  await set('IN', '2027-06-01');
  await set('PILOT', '2026-12-01');
  await set('PILOT', '2027-03-01');
  expect(await said()).toEqual([
    { state: 'PILOT', from: '2026-12-01', to: '2027-01-01' },
    { state: 'OUT', from: '2027-01-01', to: '2027-03-01' },
    { state: 'PILOT', from: '2027-03-01', to: '2027-06-01' },
    { state: 'IN', from: '2027-06-01', to: null },
  ]);
  await set('IN', '2027-01-01'); // the same day again: a correction
  await set('IN', '2027-02-01'); // the same again: nothing changes
  expect((await said())[1]).toEqual({ state: 'IN', from: '2027-01-01', to: '2027-03-01' });
  const read = await ask(`query { practice(by: {odsCode: "E81003"}) {
    now: participations { state } then: participations(asOf: "2027-05-31") { state from }
    after: participations(asOf: "2027-06-01") { state from } } }`);
  expect(read.data.practice).toEqual({
    now: [],
    then: [{ state: 'PILOT', from: '2027-03-01' }],
    after: [{ state: 'IN', from: '2027-06-01' }],
  });
});

test('changes at once follow one another', async () => {
  const replies = await Promise.all(
    ['OUT', 'PILOT', 'IN', 'OUT', 'PILOT', 'IN'].map((state, index) => set(state, `2027-01-0${index + 1}`)),
  );
  expect(replies.flatMap((reply) => reply.userErrors)).toEqual([]);
  const rows = await said();
  expect(rows.slice(1).map((row) => row['from'])).toEqual(rows.slice(0, -1).map((row) => row['to']));
});

test('a practice in no network, an unknown service and strangers are refused, and nothing is written', async () => {
  expect((await set('OUT', '2019-01-01')).userErrors).toEqual([{ code: 'NOT_A_MEMBER', field: ['from'] }]);
  for (const day of ['2026-11-22', '2021-01-01', '2037-01-01']) {
    expect((await set('OUT', day)).userErrors).toEqual([{ code: 'INVALID_INPUT', field: ['from'] }]);
  }
  expect((await set('OUT', '2027-01-01', { service: leightonIds.pcn })).userErrors).toEqual([
    { code: 'INVALID_INPUT', field: ['service'] },
  ]);
  const [own] = await app.database.sql<{ id: string }>(
    `insert into service (pcn_id, code, name, roles, slot_minutes, delivery_modes, appointment_category)
     values ('${leighton.otherPcn}', 'other', 'Other', '{GP}', 20, '{FACE_TO_FACE}', 'x') returning id`,
  );
  const service = Buffer.from(`Service:${own!.id}`).toString('base64url');
  expect((await set('OUT', '2027-01-01', { service })).userErrors).toEqual([{ code: 'NOT_FOUND', field: ['service'] }]);
  const input = { practice: 'E81004', service: leightonIds.service, state: 'OUT', from: '2027-01-01' };
  expect((await ask(document, { input })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const foreign = await app.as('clinical-director', 'U27128');
  expect((await foreign(document, { input })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect(await said()).toEqual([]);
});

test('the areas above ask who may share, who is a member and what each weighs', async () => {
  await set('OUT', '2026-12-01');
  const database = await openDatabase(app.database.urls.app, { poolSize: 1, statementTimeoutMs: 5000 });
  const reads = database.read({ role: 'rota-manager', organisationCode: 'U15644', subject: 'test', requestId: 'test' });
  const ids = [leighton.bassettRoad, leighton.salisburyHouse, leighton.otherPractice];
  const sharing = (day: string) =>
    reads.query((db) => agreementStateFor(db, ids, leighton.pcn, leighton.service, day)).then((found) => found.sort());
  expect({ last: await sharing('2026-11-30'), first: await sharing('2026-12-01') }).toEqual({
    last: [leighton.bassettRoad, leighton.salisburyHouse],
    first: [leighton.salisburyHouse],
  });
  expect(await reads.query((db) => membersOn(db, leighton.pcn, '2026-11-23'))).toEqual([
    { practiceId: leighton.bassettRoad, odsCode: 'E81003' },
    { practiceId: leighton.salisburyHouse, odsCode: 'E81004' },
    { practiceId: leighton.leightonRoad, odsCode: 'E81044' },
  ]);
  expect(await reads.query((db) => weightsOf(db, ids, 'WEIGHTED', '2026-11-23'))).toEqual([
    {
      practiceId: leighton.bassettRoad,
      value: 18475,
      countedOn: '2023-03-31',
      source: 'NHS Payments to General Practice 2022/23',
    },
    {
      practiceId: leighton.salisburyHouse,
      value: 10819.14,
      countedOn: '2023-03-31',
      source: 'NHS Payments to General Practice 2022/23',
    },
  ]);
  await reads.close();
  await database.close();
});
