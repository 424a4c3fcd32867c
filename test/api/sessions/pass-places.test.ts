import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { publishedClinic } from '../../support/sessions/clinics.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let manager: Ask;
let session: string;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z' });
  await seedLeighton(app.database);
  manager = await app.as('practice-manager', 'E81003');
  // nine places: 4 of Bassett Road, 2 of Salisbury House, 3 of Leighton Road
  session = (await publishedClinic(await app.as('clinical-director', 'U15644'), '2026-10-08')).sessions[0].id;
});
afterAll(() => app.close());

const shares = `session { shares { practice { odsCode } placesGiven placesNow placesFree } pool { placesNow placesFree } }`;
const returning = `mutation ($input: ReturnPlacesInput!) { returnPlaces(input: $input) { ${shares} userErrors { code field message } } }`;
const giving = `mutation ($input: GivePlacesToInput!) { givePlacesTo(input: $input) { ${shares} userErrors { code field message } } }`;
function state(payload: any) {
  return [
    ...payload.session.shares.map((share: any) => [
      share.practice.odsCode,
      share.placesGiven,
      share.placesNow,
      share.placesFree,
    ]),
    ['pool', payload.session.pool.placesNow, payload.session.pool.placesFree],
  ];
}
async function returnPlaces(ask: Ask, input: object) {
  return (await ask(returning, { input: { session, ...input } })).data?.returnPlaces;
}
async function givePlaces(ask: Ask, input: object) {
  return (await ask(giving, { input: { session, ...input } })).data?.givePlacesTo;
}

test('a practice returns free places to the pool, which keeps what it was given on record', async () => {
  const payload = await returnPlaces(manager, { practice: 'E81003', count: 1 });
  expect(payload.userErrors).toEqual([]);
  expect(state(payload)).toEqual([
    ['E81003', 4, 3, 3],
    ['E81004', 2, 2, 2],
    ['E81044', 3, 3, 3],
    ['pool', 1, 1],
  ]);
});

test('a return that is sent twice with its key happens once', async () => {
  const input = { practice: 'E81003', count: 1, idempotencyKey: 'b3f0' };
  await returnPlaces(manager, input);
  expect(state(await returnPlaces(manager, input))[0]).toEqual(['E81003', 4, 2, 2]);
});

test('a place that is taken cannot be passed on, one whose hold has expired can', async () => {
  const place = (number: number, until: string) =>
    app.database.sql(
      `update place set taken_until = ${until} where session_id = (select id from session limit 1) and number = $1`,
      [number],
    );
  await place(5, `'infinity'`);
  await place(6, `app_now() + interval '3 minutes'`);
  const salisbury = await app.as('practice-manager', 'E81004');
  expect((await returnPlaces(salisbury, { practice: 'E81004', count: 1 })).userErrors).toEqual([
    {
      code: 'NOT_ENOUGH_PLACES',
      field: ['count'],
      message: 'E81004 has 0 free places of its own in this session, not 1.',
    },
  ]);
  await place(6, `app_now() - interval '1 second'`);
  expect(state(await returnPlaces(salisbury, { practice: 'E81004', count: 1 }))[1]).toEqual(['E81004', 2, 1, 0]);
});

test('places go to another practice that shares the service, also to one without a share of its own', async () => {
  const leightonRoad = await app.as('practice-manager', 'E81044');
  const payload = await givePlaces(leightonRoad, { from: 'E81044', to: 'E81004', count: 2 });
  expect(state(payload)).toEqual([
    ['E81003', 4, 2, 2],
    ['E81004', 2, 3, 2],
    ['E81044', 3, 1, 1],
    ['pool', 3, 3],
  ]);
  await app.database.sql(`delete from session_share where practice_id = $1`, [leighton.salisburyHouse]);
  const read = `query ($id: ID!) { session(id: $id) { shares { practice { odsCode } weightSource placesNow } } }`;
  expect((await manager(read, { id: session })).data.session.shares[1]).toEqual({
    practice: { odsCode: 'E81004' },
    weightSource: 'No share of its own: given by another practice',
    placesNow: 3,
  });
});

test('places do not go to the same practice, to one outside the network, or to one that opts out of the service', async () => {
  const refusal = async (to: string) => (await givePlaces(manager, { from: 'E81003', to, count: 1 })).userErrors[0];
  expect(await refusal('E81003')).toMatchObject({ code: 'SAME_PRACTICE', field: ['to'] });
  expect(await refusal('E81063')).toMatchObject({ code: 'NOT_SHARING', field: ['to'] });
  expect(await refusal('Z99999')).toMatchObject({ code: 'NOT_FOUND', field: ['to'] });
  await app.database.sql(
    `insert into participation (pcn_id, practice_id, service_id, state, valid_from) values ($1, $2, $3, 'OUT', '2026-10-01')`,
    [leighton.pcn, leighton.leightonRoad, leighton.service],
  );
  expect(await refusal('E81044')).toMatchObject({ code: 'NOT_SHARING', field: ['to'] });
});

test('counts of nothing and of everything are refused', async () => {
  for (const count of [0, -1, 2_147_483_647]) {
    expect((await returnPlaces(manager, { practice: 'E81003', count })).userErrors).toMatchObject([
      { code: 'INVALID_INPUT', field: ['count'] },
    ]);
  }
});

test("a practice passes on no other practice's places, and another network sees none", async () => {
  const reply = await manager(returning, { input: { session, practice: 'E81044', count: 1 } });
  expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
  const other = await app.as('clinical-director', 'U27128');
  expect((await returnPlaces(other, { practice: 'E81003', count: 1 })).userErrors).toMatchObject([
    { code: 'NOT_FOUND', field: ['session'] },
  ]);
});

test('once the session has begun nothing is passed on', async () => {
  await app.setClock('2026-10-07T08:00:00Z');
  expect((await returnPlaces(manager, { practice: 'E81003', count: 1 })).userErrors).toMatchObject([
    { code: 'SESSION_OVER', field: ['session'] },
  ]);
});
