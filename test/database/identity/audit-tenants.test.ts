import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { cloneDatabase, type TestDatabase } from '../../support/database/test-database.js';

let home: TestDatabase;
beforeAll(async () => {
  home = await cloneDatabase();
  await home.sql(`update app_clock set shift = '2026-11-23T09:00:00Z'::timestamptz - clock_timestamp()`);
  await seedLeighton(home);
});
afterAll(() => home.drop());
beforeEach(() => home.sql('truncate audit_entry'));

const s = leighton;
const names: Record<string, string> = { [s.pcn]: 'U15644', [s.otherPcn]: 'U27128' };

/**
 * Which networks are told of what statements do: `table operation network count`, and "copy" where it is a second
 * telling.
 */
async function told(statements: string, batch = ''): Promise<string[]> {
  await home.sql(`do $$ begin perform set_config('app.batch', '${batch}', true); ${statements} end $$`);
  const rows = await home.sql<{ what: string; pcn_id: string | null; row_count: number; copy: boolean }>(
    `select table_name || ' ' || operation as what, pcn_id, row_count, copy from audit_entry`,
  );
  return rows
    .map(({ what, pcn_id, row_count, copy }) =>
      [what, pcn_id === null ? 'nobody' : names[pcn_id], row_count, ...(copy ? ['copy'] : [])].join(' '),
    )
    .sort();
}

/** The same without which of the tellings is the copy. */
async function toldTo(statements: string) {
  return (await told(statements)).map((line) => line.replace(/ 1( copy)?$/, '')).sort();
}

describe('a change is told to the networks whose business it is when it is made', () => {
  test('a row of a network, to that network', async () => {
    expect(
      await told(`insert into participation (pcn_id, practice_id, service_id, state, valid_from)
        values ('${s.pcn}', '${s.bassettRoad}', '${s.service}', 'PILOT', '2026-01-01');`),
    ).toEqual(['participation INSERT U15644 1']);
  });

  test('a fact about an organisation, to the network of the practice or to the PCN itself, and of an ICB to nobody', async () => {
    expect(
      await told(`
        update contract set source = 'letter' where practice_id = '${s.salisburyHouse}';
        update population set source = 'letter' where organisation_id = '${s.otherPractice}';
        update organisation set source = 'letter' where id in ('${s.otherPcn}', '${s.icb}');`),
    ).toEqual([
      'contract UPDATE U15644 1',
      'organisation UPDATE U27128 1',
      'organisation UPDATE nobody 1',
      'population UPDATE U27128 1',
    ]);
  });

  test('a fact about a site or a room, to the network of who runs the site', async () => {
    expect(
      await told(`
        update site set town = 'Dunstable' where id = '${s.otherSite}';
        update room set step_free = true where id = '${s.salisburyHouseRoom}';
        insert into travel_time values ('${s.bassettRoadSite}', '${s.leightonRoadSite}', 7, true, 'test');`),
    ).toEqual(['room UPDATE U15644 1', 'site UPDATE U27128 1', 'travel_time INSERT U15644 1']);
  });

  test('a new site to nobody yet, and who runs it to their network', async () => {
    expect(
      await told(`
        insert into site (id, name, opened_on) values ('${s.otherSite.replace(/24$/, '29')}', 'A new site', '2026-12-01');
        insert into site_operation (site_id, operator_id, kind, valid_from, source)
          values ('${s.otherSite.replace(/24$/, '29')}', '${s.bassettRoad}', 'BRANCH', '2026-12-01', 'test');`),
    ).toEqual(['site INSERT nobody 1', 'site_operation INSERT U15644 1']);
  });

  test('a practice that will move, to the network it is in and the one it will be in; afterwards to the new one alone', async () => {
    await home.sql(`update membership set valid_to = '2027-01-01' where practice_id = '${s.leightonRoad}'`);
    await home.sql(`insert into membership (practice_id, pcn_id, valid_from, source)
      values ('${s.leightonRoad}', '${s.otherPcn}', '2027-01-01', 'test')`);
    await home.sql('truncate audit_entry');
    const change = `update population set value = value + 1 where organisation_id = '${s.leightonRoad}' and basis = 'REGISTERED';`;
    expect(await toldTo(change)).toEqual(['population UPDATE U15644', 'population UPDATE U27128']);
    const [row] = await home.sql(
      `select count(*)::int as n, count(*) filter (where not copy)::int as changes from audit_entry`,
    );
    expect(row).toEqual({ n: 2, changes: 1 });

    await home.sql('truncate audit_entry');
    await home.sql(`update app_clock set shift = shift + interval '60 days'`);
    expect(await told(change)).toEqual(['population UPDATE U27128 1']);
    await home.sql(`update app_clock set shift = shift - interval '60 days'`);
    await home.sql(`delete from membership where practice_id = '${s.leightonRoad}' and pcn_id = '${s.otherPcn}'`);
    await home.sql(`update membership set valid_to = null where practice_id = '${s.leightonRoad}'`);
  });

  test('a row that changes hands, to both hands', async () => {
    await home.sql(`insert into waiting_entry (pcn_id, practice_id, service_id, reference, channel, need, from_on, to_on, state, created_at)
      values ('${s.pcn}', '${s.bassettRoad}', '${s.service}', 'W1', 'PHONE', 'MUSCULOSKELETAL', '2026-12-01', '2026-12-31', 'WAITING', app_now())`);
    await home.sql('truncate audit_entry');
    expect(await toldTo(`update waiting_entry set pcn_id = '${s.otherPcn}';`)).toEqual([
      'waiting_entry UPDATE U15644',
      'waiting_entry UPDATE U27128',
    ]);
  });

  test('a clinician and a job, to the networks that they are released to', async () => {
    expect(
      await toldTo(`
        update clinician set working_time_opt_out = true where id in ('${s.sharedPhysiotherapist}', '${s.gp}');
        update employment set contracted_minutes_per_week = 2000 where clinician_id = '${s.sharedPhysiotherapist}';
        update pool_release set minutes_per_week = 900 where clinician_id = '${s.gp}';
        update working_pattern set to_time = '18:00' where clinician_id = '${s.gp}' and weekday = 1;
        update registration set valid_to = '2030-01-01' where clinician_id = '${s.gp}';`),
    ).toEqual([
      'clinician UPDATE U15644', // GP-1
      'clinician UPDATE U15644',
      'clinician UPDATE U27128',
      'employment UPDATE U15644',
      'employment UPDATE U27128',
      'pool_release UPDATE U15644',
      'registration UPDATE U15644',
      'working_pattern UPDATE U15644',
    ]);
  });

  test('a second job that is released to nobody, leave, and work elsewhere: to no network', async () => {
    expect(
      await told(`
        insert into employment (clinician_id, employer_id, contracted_minutes_per_week, session_minutes, working_time_status, valid_from)
          values ('${s.gp}', '${s.otherPractice}', 250, 250, 'WORKER', '2026-01-01');
        insert into leave (clinician_id, kind, starts_at, ends_at, state)
          values ('${s.gp}', 'SICK', '2026-11-26T00:00:00Z', '2026-11-27T00:00:00Z', 'APPROVED');
        insert into commitment (clinician_id, declared_by_id, kind, weekday, from_time, to_time, valid_from, working_minutes)
          values ('${s.gp}', '${s.bassettRoad}', 'WEEKLY', 5, '13:00', '17:00', '2026-11-01', 240);`),
    ).toEqual(['commitment INSERT nobody 1', 'employment INSERT nobody 1', 'leave INSERT nobody 1']);
  });

  test('leave and work elsewhere of who is employed by the PCN itself, to that PCN', async () => {
    await home.sql(`insert into employment (clinician_id, employer_id, contracted_minutes_per_week, session_minutes, working_time_status, valid_from)
      values ('${s.physiotherapist}', '${s.pcn}', 250, 250, 'WORKER', '2026-01-01')`);
    await home.sql('truncate audit_entry');
    expect(
      await told(`
        insert into leave (clinician_id, kind, starts_at, ends_at, state)
          values ('${s.physiotherapist}', 'ANNUAL', '2026-11-26T00:00:00Z', '2026-11-27T00:00:00Z', 'APPROVED');
        insert into commitment (clinician_id, declared_by_id, kind, weekday, from_time, to_time, valid_from, working_minutes)
          values ('${s.physiotherapist}', '${s.pcn}', 'WEEKLY', 5, '13:00', '17:00', '2026-11-01', 240);`),
    ).toEqual(['commitment INSERT U15644 1', 'leave INSERT U15644 1']);
  });
});

describe('a batch is one entry a statement', () => {
  test('of one network, with its count', async () => {
    const { id } = await seedSession(home, { startsAt: '2026-12-02T09:00:00Z', slots: 6 });
    await home.sql('truncate audit_entry');
    expect(
      await told(
        `update place set given_to_id = null, owner_id = '${s.bassettRoad}' where session_id = '${id}';`,
        'b1',
      ),
    ).toEqual(['place UPDATE U15644 6']);
  });

  test('of several, with the whole count for nobody and each one’s own for each', async () => {
    expect(await told(`update population set source = 'April file' where basis = 'REGISTERED';`, 'b2')).toEqual([
      'population UPDATE U15644 3 copy',
      'population UPDATE U27128 1 copy',
      'population UPDATE nobody 4',
    ]);
    expect(await home.sql(`select distinct batch_id, before, after, row_key from audit_entry`)).toEqual([
      { batch_id: 'b2', before: null, after: null, row_key: null },
    ]);
  });

  test('of nothing, none', async () => {
    expect(await told(`update population set source = 'April file' where value < 0;`, 'b3')).toEqual([]);
  });
});

test('an entry says who acted for whom, and holds no patient’s reference', async () => {
  const { id } = await seedSession(home, { startsAt: '2026-12-03T09:00:00Z', slots: 3 });
  await home.sql('truncate audit_entry');
  await home.sql(`do $$ begin
    perform set_config('app.actor', 'sub-1', true), set_config('app.role', 'care-navigator', true),
      set_config('app.organisations', '${s.bassettRoad},${s.otherPractice}', true), set_config('app.request', 'r1', true);
    insert into booking (pcn_id, session_id, slot_number, place_number, practice_id, booked_by_id, reference, channel, need,
      delivery_mode, state, starts_at, ends_at, created_at)
    values ('${s.pcn}', '${id}', 1, 1, '${s.bassettRoad}', '${s.bassettRoad}', 'SECRET-REF', 'PHONE', 'MUSCULOSKELETAL',
      'FACE_TO_FACE', 'CONFIRMED', '2026-12-03T09:00:00Z', '2026-12-03T09:20:00Z', app_now());
    end $$`);
  expect(
    await home.sql(`select actor, actor_role, actor_organisation_id, request_id, table_name, after ? 'state' as state,
      audit_entry::text like '%SECRET%' as leaked from audit_entry`),
  ).toEqual([
    {
      actor: 'sub-1',
      actor_role: 'care-navigator',
      actor_organisation_id: s.bassettRoad,
      request_id: 'r1',
      table_name: 'booking',
      state: true,
      leaked: false,
    },
  ]);
});
