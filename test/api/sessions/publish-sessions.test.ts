import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  clinicInput,
  publishedClinic,
  publishUntil,
  scheduleClinic,
  sessionsOf,
} from '../../support/sessions/clinics.js';
import { leighton, leightonIds, seedLeighton } from '../../support/network/leighton.js';
import { type Ask, startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
let director: Ask;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-10-05T08:00:00Z' });
  await seedLeighton(app.database);
  director = await app.as('clinical-director', 'U15644');
});
afterAll(() => app.close());

const inTurn = {
  hosting: 'IN_TURN',
  hosts: [
    { place: { room: leightonIds.bassettRoadRoom } },
    { place: { site: leightonIds.salisburyHouseSite } },
    { place: { room: leightonIds.leightonRoadRoom } },
  ],
};

describe('publishing', () => {
  test('weekly sessions keep their wall time when the clocks go back and when they go forward', async () => {
    const autumn = await publishedClinic(director, '2026-11-09', {
      recurrence: 'FREQ=WEEKLY;BYDAY=SU',
      startTime: '10:00',
    });
    expect(
      autumn.sessions.slice(2, 4).map(({ on, startTime, startsAt, endsAt }) => [on, startTime, startsAt, endsAt]),
    ).toEqual([
      ['2026-10-25', '10:00', '2026-10-25T10:00:00Z', '2026-10-25T13:00:00Z'],
      ['2026-11-01', '10:00', '2026-11-01T10:00:00Z', '2026-11-01T13:00:00Z'],
    ]);
    expect(autumn.sessions[1]?.startsAt).toBe('2026-10-18T09:00:00Z');
    const spring = await publishedClinic(director, '2027-04-05', {
      recurrence: 'FREQ=WEEKLY;BYDAY=SU',
      startTime: '14:00',
      startsOn: '2027-03-15',
    });
    expect(spring.sessions.map(({ on, startTime, startsAt }) => [on, startTime, startsAt])).toEqual([
      ['2027-03-21', '14:00', '2027-03-21T14:00:00Z'],
      ['2027-03-28', '14:00', '2027-03-28T13:00:00Z'],
      ['2027-04-04', '14:00', '2027-04-04T13:00:00Z'],
    ]);
  });

  test('Boxing Day 2026 is observed on Monday 28 December: the Saturday is kept, the Monday skipped or moved', async () => {
    const december = { startsOn: '2026-12-19', hosts: [{ place: { room: leightonIds.salisburyHouseRoom } }] };
    const days = async (changes: Record<string, unknown>) =>
      (await publishedClinic(director, '2027-01-06', { ...december, ...changes })).sessions.map(
        (session) => session.on,
      );
    expect(await days({ recurrence: 'FREQ=WEEKLY;BYDAY=SA', startTime: '09:00' })).toEqual([
      '2026-12-19',
      '2026-12-26',
      '2027-01-02',
    ]);
    const mondays = { recurrence: 'FREQ=WEEKLY;BYDAY=MO' };
    expect(await days({ ...mondays, startTime: '08:00', durationMinutes: 180 })).toEqual(['2026-12-21', '2027-01-04']);
    expect(await days({ ...mondays, startTime: '11:00', bankHolidayPolicy: 'KEEP' })).toEqual([
      '2026-12-21',
      '2026-12-28',
      '2027-01-04',
    ]);
    expect(await days({ ...mondays, startTime: '14:00', bankHolidayPolicy: 'MOVE' })).toEqual([
      '2026-12-21',
      '2026-12-29',
      '2027-01-04',
    ]);
  });

  test('hosts take turns across weeks, and a turn skipped for a bank holiday is not lost', async () => {
    const { sessions } = await publishedClinic(director, '2027-01-12', {
      ...inTurn,
      recurrence: 'FREQ=WEEKLY;BYDAY=MO',
      startsOn: '2026-12-07',
      startTime: '17:00',
    });
    expect(sessions.map(({ on, site }) => [on, site.name])).toEqual([
      ['2026-12-07', 'Bassett Road Surgery'],
      ['2026-12-14', 'Salisbury House Surgery'],
      ['2026-12-21', 'Leighton Road Surgery'],
      // 28 December would have been Bassett Road's
      ['2027-01-04', 'Bassett Road Surgery'],
      ['2027-01-11', 'Salisbury House Surgery'],
    ]);
  });

  test('places are the general slots, shared over the registered lists of April 2026; a new slot length is a new ledger', async () => {
    const { sessions } = await publishedClinic(director, '2026-10-10', {
      recurrence: 'FREQ=WEEKLY;BYDAY=TU',
      staffing: [{ role: 'FIRST_CONTACT_PHYSIOTHERAPIST', count: 2, slotsPerPost: 8 }],
      slotPlan: { slotMinutes: 15, heldFor111: 2, releases: [{ slots: 4, daysBefore: 0, time: '08:00' }] },
      poolHoursBefore: 48,
    });
    expect(sessions).toHaveLength(1);
    const [session] = sessions;
    const source = 'Registered list of 2026-04-01: NHS Digital, Patients Registered at a GP Practice, April 2026';
    const share = (odsCode: string, weight: number, entitlement: number, places: number) => ({
      practice: { odsCode },
      weight,
      weightSource: source,
      entitlement,
      placesGiven: places,
      placesNow: places,
      placesFree: places,
    });
    // 14 places over 53,287 patients
    expect(session.shares).toEqual([
      share('E81003', 21349, 5.608985, 6),
      share('E81004', 12423, 3.263873, 3),
      share('E81044', 19515, 5.127142, 5),
    ]);
    expect(session.pool).toEqual({ placesNow: 0, placesFree: 0 });
    expect(session.poolAt).toBe('2026-10-04T08:00:00Z');
    const slots = session.slots.edges.map((edge: { node: { heldFor111: boolean; releasedAt: string } }) => edge.node);
    expect([slots.length, slots.filter((slot: { heldFor111: boolean }) => slot.heldFor111).length]).toEqual([16, 2]);
    expect(
      slots.filter(({ releasedAt }: { releasedAt: string }) => releasedAt === '2026-10-06T07:00:00Z'),
    ).toHaveLength(4);
    expect(session.posts.map(({ number, open, role }: any) => [number, open, role.code])).toEqual([
      [1, true, 'FIRST_CONTACT_PHYSIOTHERAPIST'],
      [2, true, 'FIRST_CONTACT_PHYSIOTHERAPIST'],
    ]);
  });

  test('every policy gives out exactly the places there are', async () => {
    // a slot length of its own each, so that each begins with an even ledger
    const given = async (sharing: object, startTime: string, slotMinutes: number) => {
      const { sessions } = await publishedClinic(director, '2026-10-10', {
        recurrence: 'FREQ=WEEKLY;BYDAY=FR',
        startTime,
        sharing,
        slotPlan: { slotMinutes },
        durationMinutes: 180,
      });
      return sessions[0].shares.map((share: { placesGiven: number }) => share.placesGiven);
    };
    expect(await given({ policy: 'WEIGHTED_LIST' }, '08:00', 11)).toEqual([4, 2, 3]);
    expect(await given({ policy: 'EQUAL' }, '11:00', 12)).toEqual([3, 3, 3]);
    const fixedShares = [
      { practice: 'E81003', weight: 0 },
      { practice: 'E81044', weight: 2.5 },
    ];
    expect(await given({ policy: 'FIXED', fixedShares }, '14:00', 13)).toEqual([0, 0, 9]);
  });

  test('a second call publishes nothing twice, a later day goes on where the first stopped', async () => {
    const id = await scheduleClinic(director, clinicInput({ startTime: '13:00', recurrence: 'FREQ=WEEKLY;BYDAY=TH' }));
    expect(await publishUntil(director, id, '2026-10-16')).toEqual({
      clinic: { publishedUntil: '2026-10-16' },
      publishedCount: 2,
      userErrors: [],
    });
    expect(await publishUntil(director, id, '2026-10-16')).toMatchObject({ publishedCount: 0, userErrors: [] });
    expect(await publishUntil(director, id, '2026-10-23')).toMatchObject({ publishedCount: 1, userErrors: [] });
    expect((await sessionsOf(director, id)).map(({ on }) => on)).toEqual(['2026-10-08', '2026-10-15', '2026-10-22']);
  });

  test('the audit trail of a publication is one row a table with a count', async () => {
    const id = await scheduleClinic(director, clinicInput({ startTime: '17:00', recurrence: 'FREQ=WEEKLY;BYDAY=TH' }));
    await app.database.sql('delete from audit_entry');
    await publishUntil(director, id, '2026-10-23');
    const trail = await app.database.sql(
      `select table_name, operation, row_count, batch_id is not null as batch from audit_entry order by at, id`,
    );
    expect(trail).toEqual([
      { table_name: 'session', operation: 'INSERT', row_count: 3, batch: true },
      { table_name: 'session_share', operation: 'INSERT', row_count: 9, batch: true },
      { table_name: 'place', operation: 'INSERT', row_count: 27, batch: true },
      { table_name: 'share_ledger', operation: 'INSERT', row_count: 9, batch: true },
      { table_name: 'hosting_ledger', operation: 'INSERT', row_count: 3, batch: true },
      { table_name: 'shared_clinic', operation: 'UPDATE', row_count: 1, batch: false },
    ]);
  });
});

describe('what publication refuses leaves nothing behind', () => {
  test('a horizon beyond 53 weeks', async () => {
    const id = await scheduleClinic(director, clinicInput());
    expect(await publishUntil(director, id, '2027-10-12')).toMatchObject({
      userErrors: [{ code: 'HORIZON_TOO_FAR', field: ['until'] }],
    });
  });

  test('a room that another session of the network has taken, by its name', async () => {
    const at = { recurrence: 'FREQ=WEEKLY;BYDAY=SA', hosts: [{ place: { room: leightonIds.leightonRoadRoom } }] };
    await publishedClinic(director, '2026-10-12', { ...at, title: 'Knees' });
    const id = await scheduleClinic(director, clinicInput({ ...at, startTime: '11:00' }));
    const refused = await publishUntil(director, id, '2026-10-12');
    expect(refused.userErrors).toEqual([
      {
        code: 'ROOM_TAKEN',
        field: null,
        message:
          'Room 1 at Leighton Road Surgery is taken on 2026-10-10 from 09:00 to 12:00 (Knees). Choose another room, time or day.',
      },
    ]);
    expect(await sessionsOf(director, id)).toEqual([]);
  });

  test('a room that another network has taken, with the time alone', async () => {
    const other = await app.as('clinical-director', 'U27128');
    await app.database.sql(
      `insert into accommodation_offer (pcn_id, offered_by_id, room_id, weekdays, from_time, to_time, valid_from)
       values ($1, $2, $3, '{7}', '07:00', '21:00', '2026-01-01')`,
      [leighton.otherPcn, leighton.leightonRoad, leighton.leightonRoadRoom],
    );
    const at = { recurrence: 'FREQ=WEEKLY;BYDAY=SU', hosts: [{ place: { room: leightonIds.leightonRoadRoom } }] };
    await publishedClinic(other, '2026-10-12', { ...at, pcn: 'U27128', title: 'Secret of Luton' });
    const id = await scheduleClinic(director, clinicInput(at));
    expect((await publishUntil(director, id, '2026-10-12')).userErrors).toEqual([
      {
        code: 'ROOM_TAKEN',
        field: null,
        message:
          'Room 1 at Leighton Road Surgery is taken on 2026-10-11 from 09:00 to 12:00 (another network). Choose another room, time or day.',
      },
    ]);
  });

  test('a practice without the list by which places are shared, by its code and with what to do', async () => {
    await app.database.sql(`delete from population where organisation_id = $1 and basis = 'WEIGHTED'`, [
      leighton.leightonRoad,
    ]);
    const id = await scheduleClinic(director, clinicInput({ sharing: { policy: 'WEIGHTED_LIST' } }));
    expect((await publishUntil(director, id, '2026-10-12')).userErrors).toEqual([
      {
        code: 'LIST_MISSING',
        field: null,
        message:
          'There is no weighted list counted on or before 2026-10-07 for E81044. Record it with recordPopulation, or share by another policy.',
      },
    ]);
  });

  test('days on which no practice may share the service', async () => {
    await app.database.sql(`update network_agreement set ended_on = '2027-02-01' where pcn_id = $1`, [leighton.pcn]);
    const id = await scheduleClinic(director, clinicInput({ startsOn: '2027-02-01', startTime: '08:00' }));
    expect((await publishUntil(director, id, '2027-02-10')).userErrors).toMatchObject([
      { code: 'NO_MEMBERS', field: null },
    ]);
    await app.database.sql(`update network_agreement set ended_on = null where pcn_id = $1`, [leighton.pcn]);
  });

  test("another network's director finds no such clinic, and a receptionist may not publish", async () => {
    const id = await scheduleClinic(director, clinicInput());
    const other = await app.as('clinical-director', 'U27128');
    expect((await publishUntil(other, id, '2026-10-12')).userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: ['clinic'] },
    ]);
    const receptionist = await app.as('care-navigator', 'E81003');
    const reply = await receptionist(
      `mutation ($input: PublishSessionsInput!) { publishSessions(input: $input) { publishedCount } }`,
      { input: { clinic: id, until: '2026-10-12' } },
    );
    expect(reply.errors?.map((error) => error.extensions.code)).toEqual(['FORBIDDEN']);
    expect(await sessionsOf(director, id)).toEqual([]);
  });
});
