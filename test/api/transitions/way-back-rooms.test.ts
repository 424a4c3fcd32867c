import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { codesOf, networksNow, nodeId, rowsOf, seedNetworks } from '../../support/network/networks.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

const [a, c] = [rowsOf('A'), codesOf('A')];
let app: TestApp;
let manager: Ask;
beforeEach(async () => {
  app = await startTestApp({ now: networksNow });
  await seedNetworks(app.database);
  manager = await app.as('practice-manager', c.one);
});
afterEach(() => app.close());

const change = `change { performed moves { kind text before after } stays { kind text } clashes { kind text on }
  told { what organisation { odsCode } } } userErrors { code field message }`;
async function add(input: object) {
  const document = `mutation ($input: AddRoomInput!) { addRoom(input: $input) {
    room { id name places equipment } userErrors { code field } } }`;
  return (await manager(document, { input })).data.addRoom;
}
async function changed(input: object) {
  const document = `mutation ($input: ChangeRoomInput!) { changeRoom(input: $input) {
    room { name places stepFree } ${change} } }`;
  return (await manager(document, { input })).data.changeRoom;
}
async function closed(input: object, as = manager) {
  const document = `mutation ($input: CloseRoomInput!) { closeRoom(input: $input) {
    room { closedOn closedBecause } ${change} } }`;
  return (await as(document, { input })).data.closeRoom;
}
async function withdrawn(input: object) {
  const document = `mutation ($input: WithdrawOfferInput!) { withdrawOffer(input: $input) {
    offer { to endReason viewerCanWithdraw } ${change} } }`;
  return (await manager(document, { input })).data.withdrawOffer;
}
const roomOne = nodeId('Room', a.roomOne);

test('a room is added once for a key, and its site lists it', async () => {
  const input = {
    site: nodeId('Site', a.siteOne),
    name: 'Room 2',
    kind: 'TREATMENT',
    stepFree: true,
    places: 3,
    equipment: ['couch'],
    idempotencyKey: 'again',
  };
  const first = await add(input);
  expect(first).toMatchObject({ room: { name: 'Room 2', places: 3, equipment: ['couch'] }, userErrors: [] });
  expect(await add(input)).toEqual(first);
  expect(await add({ ...input, idempotencyKey: 'other' })).toEqual({
    room: null,
    userErrors: [{ code: 'ROOM_NAME_TAKEN', field: ['name'] }],
  });
  const read = await manager('query ($id: ID!) { node(id: $id) { ... on Site { rooms { name } } } }', {
    id: nodeId('Site', a.siteOne),
  });
  expect(read.data.node.rooms).toEqual([{ name: 'Room 1' }, { name: 'Room 2' }]);
});

test('a room that loses something names the sessions in it and their network; a dry run changes nothing', async () => {
  const input = { room: roomOne, stepFree: false, places: 2 };
  const tried = await changed({ ...input, dryRun: true });
  expect(tried.room).toEqual({ name: 'Room 1', places: 1, stepFree: true });
  expect(tried.change.performed).toBe(false);
  const done = await changed(input);
  expect(done.room).toEqual({ name: 'Room 1', places: 2, stepFree: false });
  expect(done.change.moves.map(({ before, after }: { before: string; after: string }) => [before, after])).toEqual([
    ['yes', 'no'],
    ['1', '2'],
  ]);
  expect(done.change.stays.length).toBeGreaterThan(0);
  expect(done.change.told).toEqual([
    { what: 'You have sessions in Room 1: step-free access is now no, was yes.', organisation: { odsCode: c.pcn } },
  ]);
});

test('a room does not close while sessions need it, and lists them', async () => {
  const reply = await closed({ room: roomOne, from: '2026-11-24', reason: 'The ceiling leaks' });
  expect(reply.room).toBeNull();
  expect(reply.change.performed).toBe(false);
  expect(reply.change.clashes.map(({ on }: { on: string }) => on)).toEqual(['2026-11-25', '2026-11-26']);
  expect(reply.userErrors.map(({ code }: { code: string }) => code)).toEqual(['CHANGE_CLASHES', 'CHANGE_CLASHES']);
});

test('its sessions move to another room of the site that is offered, with their bookings; its offers end', async () => {
  const room = (await add({ site: nodeId('Site', a.siteOne), name: 'Room 2', kind: 'CONSULTING', stepFree: true })).room
    .id;
  const input = { room: roomOne, from: '2026-11-24', reason: 'The ceiling leaks', sessionsTo: room };
  expect((await closed(input)).change.clashes[0].text).toContain('Room 2 is not offered to its network then.');
  await manager(
    `mutation ($input: OfferAccommodationInput!) { offerAccommodation(input: $input) { userErrors { message } } }`,
    {
      input: {
        room,
        pcn: c.pcn,
        weekdays: ['WEDNESDAY', 'THURSDAY'],
        fromTime: '07:00',
        toTime: '21:00',
        from: '2026-11-23',
      },
    },
  );
  const tried = await closed({ ...input, dryRun: true });
  expect(tried).toMatchObject({ userErrors: [], room: { closedOn: null } });
  const done = await closed(input);
  expect(done).toMatchObject({
    userErrors: [],
    room: { closedOn: '2026-11-24', closedBecause: 'The ceiling leaks' },
    change: { performed: true, clashes: [] },
  });
  const kinds = done.change.moves.map(({ kind }: { kind: string }) => kind);
  expect(kinds).toEqual(['SESSION', 'SESSION', 'ROOM', 'ROOM_OFFER']);
  const rooms = await app.database.sql<{ room: string }>(
    `select distinct r.name as room from session s join room r on r.id = s.room_id
     where s.pcn_id = '${a.pcn}' and s.state = 'PUBLISHED' and s.session_on >= '2026-11-24'`,
  );
  expect(rooms).toEqual([{ room: 'Room 2' }]);
  expect(await closed(input)).toMatchObject({ userErrors: [{ code: 'ROOM_CLOSED' }] });
});

test('of a closing and a publication into the room at the same time one loses, and no session is left in a closed room', async () => {
  await app.database.sql(`update session set state = 'CANCELLED', cancelled_reason = 'test'
    where room_id = '${a.roomOne}' and session_on >= '2026-12-01'`);
  const director = await app.as('clinical-director', c.pcn);
  const publish = `mutation ($input: PublishSessionsInput!) { publishSessions(input: $input) { userErrors { code } } }`;
  const [shut] = await Promise.all([
    closed({ room: roomOne, from: '2026-12-01', reason: 'The ceiling leaks' }),
    director(publish, { input: { clinic: nodeId('SharedClinic', a.clinic), until: '2026-12-18' } }),
  ]);
  const left = await app.database.sql(
    `select from session s join room r on r.id = s.room_id
     where s.state = 'PUBLISHED' and r.id = '${a.roomOne}' and s.session_on >= r.closed_on`,
  );
  expect(left).toEqual([]);
  expect([0, 3]).toContain(shut.change.clashes.length);
});

test('an offer is withdrawn with its reason, but not while sessions of the network need it', async () => {
  const used = { offer: nodeId('AccommodationOffer', a.offer), from: '2026-11-24', reason: 'We need it' };
  const refused = await withdrawn(used);
  expect(refused.change.clashes.map(({ on }: { on: string }) => on)).toEqual(['2026-11-25', '2026-11-26']);
  const free = { offer: nodeId('AccommodationOffer', a.offerBranch), from: '2026-11-24', reason: 'We need it' };
  expect(await withdrawn(free)).toMatchObject({
    offer: { to: '2026-11-24', endReason: 'We need it' },
    change: {
      performed: true,
      told: [{ what: 'Room 1 is no longer offered from 2026-11-24: We need it', organisation: { odsCode: c.pcn } }],
    },
    userErrors: [],
  });
  expect(await withdrawn(free)).toMatchObject({ userErrors: [{ code: 'LENDING_ENDED', field: ['offer'] }] });
});

test('whoever does not run the site does not close its rooms', async () => {
  const neighbour = await app.as('practice-manager', c.two);
  const document = `mutation ($input: CloseRoomInput!) { closeRoom(input: $input) { userErrors { code } } }`;
  const reply = await neighbour(document, { input: { room: roomOne, from: '2026-12-01', reason: 'No' } });
  expect(reply.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
});
