import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase } from '../../../src/app.js';
import {
  type RoomWish,
  roomOfferedFor,
  roomsOfferedFor,
} from '../../../src/organisation/accommodation/accommodation.queries.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let manager: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  await seedLeighton(app.database);
  await app.database.sql(`delete from accommodation_offer`);
  manager = await app.as('practice-manager', 'E81003');
});
afterAll(() => app.close());

const open = `mutation ($input: OpenSiteInput!) { openSite(input: $input) {
  site { id code name address town postcode coordinates { latitude longitude precision } kind openedOn stepFree
    operator { odsCode } operations { kind from to source } rooms { id name kind equipment stepFree }
    viewerCanOfferAccommodation }
  userErrors { code field } } }`;
const site = {
  operator: 'E81003',
  kind: 'BRANCH',
  opensOn: '2026-11-01',
  code: 'E81003002',
  name: 'Linslade Branch Surgery',
  address: '1 Example Street',
  town: 'Leighton Buzzard',
  postcode: 'lu71ar',
  coordinates: { latitude: 51.92, longitude: -0.68, precision: 'EXACT' },
  rooms: [
    { name: 'Room 1', kind: 'CONSULTING', equipment: ['couch'], stepFree: false },
    { name: 'Room 2', kind: 'TREATMENT', stepFree: true },
  ],
};
async function sites() {
  return (
    await app.database.sql(`select (select count(*) from site)::int as sites, (select count(*) from room)::int as rooms,
    (select count(*) from site_operation)::int as operations`)
  )[0];
}

test('whoever runs a site opens it with its rooms, and reads it back by its code', async () => {
  const reply = await manager(open, { input: site });
  const { id, rooms, ...opened } = reply.data.openSite.site;
  expect(opened).toEqual({
    code: 'E81003002',
    name: 'Linslade Branch Surgery',
    address: '1 Example Street',
    town: 'Leighton Buzzard',
    postcode: 'LU7 1AR',
    coordinates: { latitude: 51.92, longitude: -0.68, precision: 'EXACT' },
    kind: 'BRANCH',
    openedOn: '2026-11-01',
    stepFree: true,
    operator: { odsCode: 'E81003' },
    operations: [{ kind: 'BRANCH', from: '2026-11-01', to: null, source: 'Entered by practice-manager of E81003' }],
    viewerCanOfferAccommodation: true,
  });
  expect(rooms).toEqual([
    { id: expect.any(String), name: 'Room 1', kind: 'CONSULTING', equipment: ['couch'], stepFree: false },
    { id: expect.any(String), name: 'Room 2', kind: 'TREATMENT', equipment: [], stepFree: true },
  ]);
  const read = await manager(`query { site(by: {code: "E81003002"}) { id viewerCanOfferAccommodation }
    before: site(by: {code: "E81003002"}, asOf: "2026-10-31") { operator { odsCode } kind } }`);
  expect(read.data).toEqual({
    site: { id, viewerCanOfferAccommodation: true },
    before: { operator: null, kind: null },
  });
});

test('a site that cannot be is refused with every wrong field, and nothing of it is written', async () => {
  const before = await sites();
  const errorsOf = async (change: object) =>
    (await manager(open, { input: { ...site, code: undefined, ...change } })).data.openSite;
  const wrong = (...fields: string[][]) => ({
    site: null,
    userErrors: fields.map((field) => ({ code: 'INVALID_INPUT', field })),
  });
  expect(await errorsOf({ name: 'Surgery\u0000' })).toEqual(wrong(['name']));
  expect(await errorsOf({ name: 'Surgery 🏥' })).toEqual(wrong(['name']));
  expect(await errorsOf({ name: ' ' })).toEqual(wrong(['name']));
  expect(await errorsOf({ name: 'x'.repeat(201), town: '\u202e' })).toEqual(wrong(['name'], ['town']));
  expect(await errorsOf({ code: 'a' })).toEqual(wrong(['code']));
  expect(await errorsOf({ coordinates: { latitude: 91, longitude: 0, precision: 'TOWN' } })).toEqual(
    wrong(['coordinates']),
  );
  expect(await errorsOf({ rooms: [{ name: '\u0000', kind: 'GROUP', stepFree: true }] })).toEqual(
    wrong(['rooms', '0', 'name']),
  );
  const room = { name: 'Room', kind: 'GROUP', stepFree: true };
  expect(await errorsOf({ rooms: Array.from({ length: 101 }, (_, i) => ({ ...room, name: `Room ${i}` })) })).toEqual(
    wrong(['rooms']),
  );
  expect(await errorsOf({ rooms: [room, room] })).toEqual({
    site: null,
    userErrors: [{ code: 'ROOM_NAME_TAKEN', field: ['rooms', '1', 'name'] }],
  });
  expect(await errorsOf({ code: 'E81003002' })).toEqual({
    site: null,
    userErrors: [{ code: 'SITE_CODE_TAKEN', field: ['code'] }],
  });
  expect(await errorsOf({ operator: 'E99999' })).toEqual({
    site: null,
    userErrors: [{ code: 'NOT_FOUND', field: ['operator'] }],
  });
  const foreign = await manager(open, { input: { ...site, operator: 'E81004' } });
  expect(foreign.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect(await sites()).toEqual(before);
});

test('a site that opens later is answered as it is on its first day: what it is, and who runs it', async () => {
  const reply = await manager(open, { input: { ...site, code: undefined, name: 'Later', opensOn: '2027-04-01' } });
  const { kind, operator, operations } = reply.data.openSite.site;
  expect({ kind, operator, operations }).toEqual({
    kind: 'BRANCH',
    operator: { odsCode: 'E81003' },
    operations: [{ kind: 'BRANCH', from: '2027-04-01', to: null, source: 'Entered by practice-manager of E81003' }],
  });
});

const offer = `mutation ($input: OfferAccommodationInput!) { offerAccommodation(input: $input) {
  offer { id room { name site { name } } pcn { odsCode } offeredBy { odsCode } weekdays fromTime toTime from to }
  userErrors { code field } } }`;
const wednesdays = {
  room: leightonIds.bassettRoadRoom,
  pcn: 'U15644',
  weekdays: ['THURSDAY', 'WEDNESDAY', 'THURSDAY'],
  fromTime: '13:00',
  toTime: '17:00',
  from: '2026-12-01',
  to: '2027-03-31',
};

test('our room on Wednesdays: an offer is told to the network', async () => {
  const reply = await manager(offer, { input: wednesdays });
  const { id, ...offered } = reply.data.offerAccommodation.offer;
  expect(offered).toEqual({
    room: { name: 'Room 1', site: { name: 'Bassett Road Surgery' } },
    pcn: { odsCode: 'U15644' },
    offeredBy: { odsCode: 'E81003' },
    weekdays: ['WEDNESDAY', 'THURSDAY'],
    fromTime: '13:00',
    toTime: '17:00',
    from: '2026-12-01',
    to: '2027-03-31',
  });
  const director = await app.as('clinical-director', 'U15644');
  const read = await director(`query { pcn(by: {odsCode: "U15644"}) {
    today: accommodationOffers { totalCount }
    then: accommodationOffers(asOf: "2026-12-01") { edges { node { room { name } weekdays } } }
    after: accommodationOffers(asOf: "2027-03-31") { totalCount } } }`);
  expect(read.data.pcn).toEqual({
    today: { totalCount: 0 },
    then: { edges: [{ node: { room: { name: 'Room 1' }, weekdays: ['WEDNESDAY', 'THURSDAY'] } }] },
    after: { totalCount: 0 },
  });
  expect((await director('query ($id: ID!) { node(id: $id) { id } }', { id })).data.node).toEqual({ id });
});

test('an offer that cannot be is refused, and nobody offers the room of another', async () => {
  const errorsOf = async (change: object) =>
    (await manager(offer, { input: { ...wednesdays, ...change } })).data.offerAccommodation.userErrors;
  expect(await errorsOf({ weekdays: [] })).toEqual([{ code: 'INVALID_INPUT', field: ['weekdays'] }]);
  expect(await errorsOf({ toTime: '13:00' })).toEqual([{ code: 'INVALID_INPUT', field: ['toTime'] }]);
  expect(await errorsOf({ to: '2026-12-01' })).toEqual([{ code: 'INVALID_INPUT', field: ['to'] }]);
  expect(await errorsOf({ pcn: 'E81003' })).toEqual([{ code: 'NOT_FOUND', field: ['pcn'] }]);
  expect(await errorsOf({ room: leightonIds.bassettRoadSite })).toEqual([{ code: 'INVALID_INPUT', field: ['room'] }]);
  expect(await errorsOf({ room: 'x' })).toEqual([{ code: 'INVALID_INPUT', field: ['room'] }]);
  const foreign = await manager(offer, { input: { ...wednesdays, room: leightonIds.salisburyHouseRoom } });
  expect(foreign.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect(await app.database.sql('select count(*)::int as n from accommodation_offer')).toEqual([{ n: 1 }]);
});

test('a room is offered for a wish that lies wholly in one offer, on its weekdays and days', async () => {
  const [{ id: offerId } = { id: '' }] = await app.database.sql<{ id: string }>('select id from accommodation_offer');
  const afternoon = { pcnId: leighton.pcn, day: '2026-12-02', fromTime: '13:00', toTime: '17:00' };
  const wish: RoomWish = { ...afternoon, siteId: leighton.bassettRoadSite };
  const wishes: readonly RoomWish[] = [
    wish,
    { ...afternoon, roomId: leighton.bassettRoadRoom },
    { ...wish, day: '2026-12-01' }, // a Tuesday
    { ...wish, day: '2027-03-31' }, // a Wednesday, and the first day without the offer
    { ...wish, toTime: '17:01' },
    { ...wish, pcnId: leighton.otherPcn },
    { ...wish, siteId: leighton.salisburyHouseSite },
  ];
  const database = await openDatabase(app.database.urls.app, { poolSize: 1, statementTimeoutMs: 5000 });
  const reads = database.read({ role: 'rota-manager', organisationCode: 'U15644', subject: 'test', requestId: 'test' });
  const room = { roomId: leighton.bassettRoadRoom, siteId: leighton.bassettRoadSite, offerId };
  expect(await reads.query((db) => roomsOfferedFor(db, wishes))).toEqual([[room], [room], [], [], [], [], []]);
  expect(await reads.query((db) => roomOfferedFor(db, wish))).toEqual([room]);
  expect(await reads.query((db) => roomsOfferedFor(db, []))).toEqual([]);
  await reads.close();
  await database.close();
});
