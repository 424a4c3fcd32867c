import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { globalId } from '../../../src/platform/ids/global-id.js';
import { bookDocument, bookInput } from '../../support/booking/booking-documents.js';
import { changing, checksums } from '../../support/database/changes.js';
import {
  publishedClinic,
  publishUntil,
  scheduleClinic,
  clinicInput,
  sessionsOf,
} from '../../support/sessions/clinics.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { type Snapshot, takeSnapshot } from '../../support/database/snapshot.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let snapshot: Snapshot;
let director: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z' });
  await seedLeighton(app.database);
  director = await app.as('clinical-director', 'U15644');
  snapshot = await takeSnapshot(app.database);
});
afterEach(() => snapshot.restore());
afterAll(async () => {
  await snapshot.close();
  await app.close();
});

function keyOf(id: string) {
  return Buffer.from(id, 'base64url').toString().split(':')[1] as string;
}
async function bookFirst(session: { id: string }, number = 1) {
  const navigator = await app.as('care-navigator', 'E81003');
  const reply = await navigator(
    bookDocument,
    bookInput(globalId('Slot', `${keyOf(session.id)}/${number}`), 'E81003', `S-${number}`),
  );
  expect(reply.data.bookSlot.userErrors).toEqual([]);
}
const weekly = { recurrence: 'FREQ=WEEKLY;BYDAY=WE', startsOn: '2026-10-07', bookableUnstaffed: true };

describe('patients who need a way in without steps', () => {
  const withNeed = async (session: { id: string }, number: number, practice: string, changes: object) => {
    const navigator = await app.as('care-navigator', practice);
    const slot = globalId('Slot', `${keyOf(session.id)}/${number}`);
    const reply = await navigator(bookDocument, bookInput(slot, practice, `N-${number}`, changes));
    expect(reply.data.bookSlot.userErrors).toEqual([]);
    return reply.data.bookSlot.booking.id as string;
  };
  const steps = (stepFree: boolean, ...rooms: string[]) =>
    app.database.sql(`update room set step_free = $1 where id = any($2)`, [stepFree, rooms]);

  test('are named when the series moves to a host whose room has steps, and their practices told', async () => {
    await steps(true, leighton.bassettRoadRoom);
    await steps(false, leighton.leightonRoadRoom);
    const clinic = await publishedClinic(director, '2026-10-22', weekly);
    const needed = await withNeed(clinic.sessions[2], 1, 'E81003', { accessNeeds: ['STEP_FREE'] });
    await withNeed(clinic.sessions[2], 2, 'E81003', { accessNeeds: ['STEP_FREE'], deliveryMode: 'TELEPHONE' });
    await withNeed(clinic.sessions[2], 3, 'E81044', {});
    const { change } = await changing(director, 'moveSharedClinicHost', {
      clinic: clinic.id,
      host: leightonIds.bassettRoadSite,
      to: { room: leightonIds.leightonRoadRoom },
      from: '2026-10-21',
    });
    expect(change?.performed).toBe(true);
    const named = change?.stays.filter(({ text }) => text.includes('without steps'));
    expect(named).toMatchObject([
      {
        kind: 'BOOKINGS',
        text: 'A patient of E81003 on 2026-10-21 needs a way in without steps, and Room 1 at Leighton Road Surgery has none.',
        on: '2026-10-21',
        id: needed,
      },
    ]);
    expect(change?.told.filter(({ what }) => what.includes('without steps'))).toEqual([
      {
        organisation: { name: expect.any(String), odsCode: 'E81003' },
        what: 'The patients of 1 booking in “First-contact physiotherapy” need a way in without steps: 2026-10-21 (Room 1 at Leighton Road Surgery has none). Ring them, and move or cancel the booking where they cannot come.',
      },
    ]);
  });
});

describe('a hub takes a series over', () => {
  const over = (clinic: string, more: object = {}) => ({
    clinic,
    host: leightonIds.bassettRoadSite,
    to: { room: leightonIds.leightonRoadRoom },
    from: '2026-10-21',
    ...more,
  });

  test('what is published moves where the room is free, keeps its time, and what is not follows', async () => {
    const clinic = await publishedClinic(director, '2026-11-12', weekly);
    await publishedClinic(director, '2026-11-12', {
      ...weekly,
      recurrence: 'FREQ=WEEKLY;BYDAY=WE;COUNT=1',
      startsOn: '2026-10-28',
      startTime: '11:00',
      durationMinutes: 180,
      hosts: [{ place: { room: leightonIds.leightonRoadRoom } }],
    });
    await bookFirst(clinic.sessions[2]);
    const assigned = await director(
      `mutation { assignClinician(input: {session: "${clinic.sessions[2].id}", clinician: "${leightonIds.sharedPhysiotherapist}"}) { userErrors { message } } }`,
    );
    expect(assigned.data.assignClinician.userErrors).toEqual([]);
    const before = await checksums(app.database);
    const rehearsed = await changing(director, 'moveSharedClinicHost', over(clinic.id, { dryRun: true }));
    expect(await checksums(app.database)).toEqual(before);
    const done = await changing(director, 'moveSharedClinicHost', over(clinic.id));
    expect({ ...done, change: { ...done.change, performed: false } }).toEqual(rehearsed);
    expect(done.change).toMatchObject({
      performed: true,
      moves: [
        {
          kind: 'SESSION',
          count: 3,
          text: '3 published sessions move to Leighton Road Surgery, at the same times.',
          before: 'Bassett Road Surgery',
          after: 'Leighton Road Surgery',
        },
        { kind: 'CLINIC', text: 'The turns of Bassett Road Surgery pass to Leighton Road Surgery.' },
      ],
      stays: [
        {
          kind: 'SESSION',
          on: '2026-10-28',
          text: 'The session on 2026-10-28 stays at Bassett Road Surgery: the room is taken at Leighton Road Surgery.',
        },
        { kind: 'BOOKINGS', count: 1 },
        { kind: 'ASSIGNMENT', count: 1, text: '1 assignment continues at Leighton Road Surgery.' },
      ],
      clashes: [],
    });
    const title = 'First-contact physiotherapy';
    expect(done.change?.told.map(({ organisation, what }) => [organisation.odsCode, what])).toEqual([
      ['E81003', `Ring the patients of 1 booking in “${title}”, now at Leighton Road Surgery: 2026-10-21.`],
      ['E81004', `Synthetic Physiotherapist Two works in “${title}” at Leighton Road Surgery: 2026-10-21.`],
      ...['E81003', 'E81004', 'E81044'].map((code) => [
        code,
        `Sessions of “${title}” from 2026-10-21 on are at Leighton Road Surgery, at the same times.`,
      ]),
      ['E81003', `Your site no longer hosts “${title}” from 2026-10-21 on.`],
      ['E81044', `Your site hosts “${title}” from 2026-10-21 on.`],
    ]);
    await publishUntil(director, clinic.id, '2026-11-19');
    const sessions = await sessionsOf(director, clinic.id);
    expect(sessions.map(({ on, startTime, site, room }) => [on, startTime, site.name, room?.name])).toEqual([
      ['2026-10-07', '09:00', 'Bassett Road Surgery', 'Room 1'],
      ['2026-10-14', '09:00', 'Bassett Road Surgery', 'Room 1'],
      ['2026-10-21', '09:00', 'Leighton Road Surgery', 'Room 1'],
      ['2026-10-28', '09:00', 'Bassett Road Surgery', 'Room 1'],
      ['2026-11-04', '09:00', 'Leighton Road Surgery', 'Room 1'],
      ['2026-11-11', '09:00', 'Leighton Road Surgery', 'Room 1'],
      ['2026-11-18', '09:00', 'Leighton Road Surgery', 'Room 1'],
    ]);
    expect(await app.database.sql(`select state, starts_at from booking`)).toEqual([
      { state: 'CONFIRMED', starts_at: new Date('2026-10-21T08:00:00Z') },
    ]);
  });

  test('what the host was owed of turns is the new host’s', async () => {
    const hosts = [leightonIds.bassettRoadRoom, leightonIds.salisburyHouseRoom].map((room) => ({ place: { room } }));
    const clinic = await publishedClinic(director, '2026-10-22', { ...weekly, hosting: 'IN_TURN', hosts });
    const owed = () =>
      app.database.sql(`select t.name, sum(l.entitled - l.hosted)::float8 as owed from hosting_ledger l
        join site t on t.id = l.site_id group by 1 order by 1`);
    expect(await owed()).toEqual([
      { name: 'Bassett Road Surgery', owed: -0.5 },
      { name: 'Salisbury House Surgery', owed: 0.5 },
    ]);
    const host = { host: leightonIds.salisburyHouseSite, from: '2026-10-22' };
    expect((await changing(director, 'moveSharedClinicHost', over(clinic.id, host))).userErrors).toEqual([]);
    expect(await owed()).toEqual([
      { name: 'Bassett Road Surgery', owed: -0.5 },
      { name: 'Leighton Road Surgery', owed: 0.5 },
      { name: 'Salisbury House Surgery', owed: 0 },
    ]);
    await publishUntil(director, clinic.id, '2026-10-29');
    expect((await sessionsOf(director, clinic.id)).map(({ site }) => site.name)).toEqual([
      'Bassett Road Surgery',
      'Salisbury House Surgery',
      'Bassett Road Surgery',
      'Leighton Road Surgery',
    ]);
  });

  test('it is refused while the series is not published up to the day, or the new host offers nothing', async () => {
    const clinic = await scheduleClinic(director, clinicInput(weekly));
    const codes = async (more: object) =>
      (await changing(director, 'moveSharedClinicHost', over(clinic, more))).userErrors.map(({ code, field }) => [
        code,
        field?.join('.'),
      ]);
    expect(await codes({})).toEqual([['SERIES_NOT_PUBLISHED', 'from']]);
    await publishUntil(director, clinic, '2026-11-12');
    expect(await codes({ host: leightonIds.otherSite })).toEqual([['NOT_FOUND', 'host']]);
    expect(await codes({ to: { site: leightonIds.otherSite } })).toEqual([['CHANGE_CLASHES', undefined]]);
    expect(await codes({ to: { room: leightonIds.pcn } })).toEqual([['INVALID_INPUT', 'to.room']]);
    const other = await app.as('clinical-director', 'U27128');
    expect((await changing(other, 'moveSharedClinicHost', over(clinic))).userErrors.map(({ code }) => code)).toEqual([
      'NOT_FOUND',
    ]);
  });
});

describe('a site closes', () => {
  test('not while published sessions stand there, of whatever network, and then with its offers', async () => {
    await app.database.sql(
      `insert into site (id, name, opened_on) values ('00000000-0000-4000-8000-000000000099', 'A branch', '2020-01-01')`,
    );
    await app.database.sql(
      `insert into site_operation (site_id, operator_id, kind, valid_from, source)
      values ('00000000-0000-4000-8000-000000000099', $1, 'BRANCH', '2020-01-01', 'test')`,
      [leighton.bassettRoad],
    );
    const clinic = await publishedClinic(director, '2026-10-22', weekly);
    const manager = await app.as('practice-manager', 'E81003');
    const closing = { site: leightonIds.bassettRoadSite, from: '2026-10-14' };
    const clashing = await changing(manager, 'closeSite', closing);
    expect(clashing.userErrors.map(({ message }) => message)).toEqual([
      'There is a published session there on 2026-10-14, 09:00 to 12:00. Move or cancel it first.',
      'There is a published session there on 2026-10-21, 09:00 to 12:00. Move or cancel it first.',
    ]);
    expect(clashing.change?.clashes.map(({ id }) => id)).toEqual([clinic.sessions[1].id, clinic.sessions[2].id]);
    const done = await changing(manager, 'closeSite', { ...closing, from: '2026-10-22' });
    expect(done.change).toMatchObject({
      performed: true,
      moves: [{ kind: 'SITE' }, { kind: 'ROOM_OFFER', count: 1 }],
      stays: [{ kind: 'CLINIC', id: clinic.id }],
    });
    expect(
      (await publishUntil(director, clinic.id, '2026-11-12')).userErrors.map((error: { code: string }) => error.code),
    ).toContain('HOST_NOT_OFFERED');
    const last = await changing(await app.as('practice-manager', 'E81004'), 'closeSite', {
      site: leightonIds.salisburyHouseSite,
      from: '2026-10-22',
    });
    expect(last.userErrors.map(({ message }) => message)).toEqual([
      'It is the only site that its practice has from 2026-10-22 on.',
    ]);
    await expect(
      changing(manager, 'closeSite', { site: leightonIds.leightonRoadSite, from: '2026-10-22' }),
    ).rejects.toThrow('you may close a site only for your own organisation');
  });
});

describe('organisations merge', () => {
  test('two practices, and two trusts with their sites, offers and contracts: both sites stay', async () => {
    const icb = await app.as('icb-contract-manager', 'QHG');
    await app.database.sql(`insert into organisation (id, ods_code, kind, source) values
      ('00000000-0000-4000-8000-000000000091', 'RX1', 'TRUST', 'test'), ('00000000-0000-4000-8000-000000000092', 'RX2', 'TRUST', 'test')`);
    await app.database.sql(`insert into commissioning (organisation_id, commissioner_id, valid_from, source)
      select id, '${leighton.subIcb}', '2020-01-01', 'test' from organisation where ods_code in ('RX1', 'RX2')`);
    await app.database.sql(
      `insert into site (id, name, opened_on) values ('00000000-0000-4000-8000-000000000093', 'A clinic', '2020-01-01')`,
    );
    await app.database.sql(`insert into site_operation (site_id, operator_id, kind, valid_from, source) values
      ('00000000-0000-4000-8000-000000000093', '00000000-0000-4000-8000-000000000091', 'MAIN', '2020-01-01', 'test')`);
    await app.database.sql(
      `update contract set holder_id = '00000000-0000-4000-8000-000000000091' where practice_id = $1`,
      [leighton.leightonRoad],
    );
    const trusts = { organisation: 'RX1', into: 'RX2', from: '2026-12-01', newName: 'A larger trust' };
    const done = await changing(icb, 'mergeOrganisations', trusts);
    expect(done.userErrors).toEqual([]);
    expect(done.change?.moves.map(({ kind }) => kind)).toEqual(['CONTRACT', 'SITE', 'ORGANISATION', 'NAME']);
    const practices = await changing(icb, 'mergeOrganisations', {
      organisation: 'E81004',
      into: 'E81003',
      from: '2026-12-01',
    });
    expect(practices.change).toMatchObject({ performed: true, clashes: [] });
    expect(
      (await changing(icb, 'mergeOrganisations', { organisation: 'RX2', into: 'E81003', from: '2026-12-01' }))
        .userErrors,
    ).toMatchObject([{ code: 'INVALID_INPUT', field: ['into'] }]);
    expect(
      await app.database.sql(`select o.ods_code, s.name, x.kind from site_operation x join site s on s.id = x.site_id
        join organisation o on o.id = x.operator_id where x.valid_from = '2026-12-01' order by 1`),
    ).toEqual([
      { ods_code: 'E81003', name: 'Salisbury House Surgery', kind: 'BRANCH' },
      { ods_code: 'RX2', name: 'A clinic', kind: 'MAIN' },
    ]);
    const breaks = await icb(`{ continuity(of: {icb: "QHG"}, from: "2026-10-01", to: "2027-10-01") { aspect } }`);
    expect(breaks.data.continuity).toEqual([]);
  });
});
