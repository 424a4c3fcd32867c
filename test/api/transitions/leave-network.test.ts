import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { bookDocument, bookInput, cancelDocument } from '../../support/booking/booking-documents.js';
import { changing, checksums } from '../../support/database/changes.js';
import { publishedClinic, publishUntil, sessionsOf } from '../../support/sessions/clinics.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let snapshot: Snapshot;
let icb: Ask;
let director: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z' });
  await seedLeighton(app.database);
  icb = await app.as('icb-contract-manager', 'QHG');
  director = await app.as('clinical-director', 'U15644');
  snapshot = await takeSnapshot(app.database);
});
afterEach(() => snapshot.restore());
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

const leaving = { practice: 'E81004', from: '2026-10-25' };

test('its places return to the pool, its bookings keep their slot, and others share what comes', async () => {
  const clinic = await publishedClinic(director, '2026-11-09', {
    recurrence: 'FREQ=WEEKLY;BYDAY=SU',
    startsOn: '2026-10-11',
    bookableUnstaffed: true,
    hosts: [{ place: { room: leightonIds.salisburyHouseRoom } }],
  });
  const salisburyHouse = await app.as('care-navigator', 'E81004');
  const slot = globalId('Slot', `${Buffer.from(clinic.sessions[3].id, 'base64url').toString().split(':')[1]}/1`);
  const booked = (await salisburyHouse(bookDocument, bookInput(slot, 'E81004', '12345'))).data.bookSlot;
  expect(booked.userErrors).toEqual([]);
  const before = await checksums(app.database);
  const rehearsed = await changing(icb, 'leaveNetwork', { ...leaving, joins: 'U27128', dryRun: true });
  expect(await checksums(app.database)).toEqual(before);
  const done = await changing(icb, 'leaveNetwork', { ...leaving, joins: 'U27128' });
  expect(done.userErrors).toEqual([]);
  const texts = (reply: typeof done) => reply.change?.moves.map(({ kind, text, count }) => [kind, text, count]);
  expect(texts(done)).toEqual(texts(rehearsed));
  expect(done.change?.moves.filter(({ kind }) => kind !== 'SHARE_BALANCE').map(({ text }) => text)).toEqual([
    'The membership of E81004 ends.',
    'E81004 joins A PCN of Luton.',
    expect.stringMatching(
      /^\d+ places of E81004 in 3 published sessions return to the pool; 1 of them stays booked\.$/,
    ),
    '1 room offer of E81004 to the network ends.',
  ]);
  // What the ledger says that each practice has is what it owns.
  expect(
    await app.database.sql(`
      select session_id, practice_id from
        (select session_id, practice_id, sum(given - returned) as has from share_ledger where session_id is not null group by 1, 2) l
        full join (select session_id, owner_id as practice_id, count(*) as has from place where owner_id is not null group by 1, 2) p
          using (session_id, practice_id)
      where coalesce(l.has, 0) <> coalesce(p.has, 0)`),
  ).toEqual([]);
  expect(done.change?.stays.map(({ kind, count }) => [kind, count])).toEqual([
    ['SITE', 1],
    ['SESSION', 3],
    ['STAFF', 1],
    ['BOOKINGS', 1],
  ]);
  expect(done.change?.offered).toMatchObject([{ kind: 'CLINIC', on: '2026-11-09', id: clinic.id }]);
  const sessions = await sessionsOf(director, clinic.id);
  const now = (session: any) => [
    session.on,
    session.shares.find((share: any) => share.practice.odsCode === 'E81004').placesNow > 0,
  ];
  expect(sessions.map(now)).toEqual([
    ['2026-10-11', true],
    ['2026-10-18', true],
    ['2026-10-25', false],
    ['2026-11-01', false],
    ['2026-11-08', false],
  ]);
  // its own site is no longer offered, so the rest of the series waits for another host
  expect(
    (await publishUntil(director, clinic.id, '2026-11-30')).userErrors.map((error: { code: string }) => error.code),
  ).toContain('HOST_NOT_OFFERED');

  await app.setClock('2026-10-26T08:00:00Z');
  const after = await app.as('care-navigator', 'E81004');
  const list = await after(`{ practice(by: {odsCode: "E81004"}) { network { odsCode }
    bookings(from: "2026-10-20", to: "2026-11-20", first: 5) { edges { node { id state } } } } }`);
  expect(list.data.practice).toEqual({
    network: { odsCode: 'U27128' },
    bookings: { edges: [{ node: { id: booked.booking.id, state: 'CONFIRMED' } }] },
  });
  const cancelled = await after(cancelDocument, { input: { booking: booked.booking.id, reason: 'PATIENT_CANCELLED' } });
  expect(cancelled.data.cancelBooking).toMatchObject({ booking: { state: 'CANCELLED' }, userErrors: [] });
});

test('an agreement that it alone had not signed comes into force for those who remain', async () => {
  await app.database.sql(`update network_agreement set in_force_from = null where pcn_id = '${leighton.pcn}'`);
  await app.database.sql(`delete from agreement_signature where practice_id = '${leighton.salisburyHouse}'`);
  const done = await changing(icb, 'leaveNetwork', leaving);
  expect(done.change?.moves.filter(({ kind }) => kind === 'AGREEMENT')).toMatchObject([{ on: '2026-10-25' }]);
  expect(
    await app.database.sql(`select in_force_from::text from network_agreement where pcn_id = '${leighton.pcn}'`),
  ).toEqual([{ in_force_from: '2026-10-25' }]);
});

test('it is refused for what cannot be, and when something was arranged for later', async () => {
  const errors = async (input: object) =>
    (await changing(icb, 'leaveNetwork', { ...leaving, ...input })).userErrors.map(({ code, field }) => [
      code,
      field?.join('.'),
    ]);
  const before = await checksums(app.database);
  expect(await errors({ from: '2026-10-05' })).toEqual([['INVALID_INPUT', 'from']]);
  expect(await errors({ joins: 'U15644' })).toEqual([['INVALID_INPUT', 'joins']]);
  expect(await errors({ joins: 'E81003' })).toEqual([['NOT_FOUND', 'joins']]);
  expect(await checksums(app.database)).toEqual(before);
  expect((await changing(icb, 'leaveNetwork', { ...leaving, from: '2026-11-25' })).change?.performed).toBe(true);
  expect(await errors({ from: '2026-11-25' })).toEqual([['NOT_A_MEMBER', 'practice']]);
  expect(await errors({ from: '2026-12-25' })).toEqual([['NOT_A_MEMBER', 'practice']]);
  await app.database.sql(`insert into membership (practice_id, pcn_id, valid_from, source)
    values ('${leighton.salisburyHouse}', '${leighton.otherPcn}', '2027-01-01', 'test')`);
  expect(await errors({ joins: 'U27128' })).toEqual([['CHANGE_CLASHES', undefined]]);
});
