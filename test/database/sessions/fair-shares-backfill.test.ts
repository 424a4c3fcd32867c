import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { down, up } from '../../../migrations/0008-fair-shares.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { seedSession } from '../../support/sessions/seed-session.js';
import { cloneDatabase, type TestDatabase } from '../../support/database/test-database.js';

let database: TestDatabase;
let owner: Kysely<unknown>;
beforeAll(async () => {
  database = await cloneDatabase();
  await seedLeighton(database);
  owner = new Kysely({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: database.urls.owner }) }),
  });
});
afterAll(async () => {
  await owner.destroy();
  await database.drop();
});

test('sessions published before there was a ledger are entered as they stand; cancelled ones are not', async () => {
  const shares = [
    { practiceId: leighton.bassettRoad, places: 4 },
    { practiceId: leighton.salisburyHouse, places: 2 },
    { practiceId: leighton.leightonRoad, places: 3 },
  ];
  const scene = { slots: 9, shares };
  const kept = await seedSession(database, { startsAt: '2026-11-24T09:00:00Z', ...scene });
  const gone = await seedSession(database, { startsAt: '2026-11-25T09:00:00Z', ...scene });
  await database.sql(`update session set state = 'CANCELLED', cancelled_reason = 'test' where id = $1`, [gone.id]);
  await database.sql(
    `insert into session_share (session_id, pcn_id, practice_id, weight, weight_source, entitlement, places)
     select s.id, s.pcn_id, w.practice, w.weight, 'test', 9 * w.weight / 53287.0, w.places
     from session s cross join (values ('${leighton.bassettRoad}'::uuid, 21349, 4),
       ('${leighton.salisburyHouse}', 12423, 2), ('${leighton.leightonRoad}', 19515, 3)) w(practice, weight, places)`,
  );
  await database.sql(
    `insert into clinic_host (clinic_id, pcn_id, position, site_id)
     select c.id, c.pcn_id, h.position, h.site from shared_clinic c
     cross join (values (1, '${leighton.bassettRoadSite}'::uuid), (2, '${leighton.salisburyHouseSite}'),
       (3, '${leighton.leightonRoadSite}')) h(position, site)`,
  );
  const context = { appRole: new URL(database.urls.app).username, workerRole: new URL(database.urls.worker).username };
  await owner.transaction().execute(async (db) => {
    await down(db);
    await up(db, context);
  });
  expect(
    await database.sql(
      `select l.session_id = $1 as kept, o.ods_code, l.kind, l.entitled::text, l.given
       from share_ledger l join organisation o on o.id = l.practice_id order by l.id`,
      [kept.id],
    ),
  ).toEqual([
    { kept: true, ods_code: 'E81003', kind: 'PUBLISHED', entitled: '3.605776268148', given: 4 },
    { kept: true, ods_code: 'E81004', kind: 'PUBLISHED', entitled: '2.098204064775', given: 2 },
    { kept: true, ods_code: 'E81044', kind: 'PUBLISHED', entitled: '3.296019667077', given: 3 },
  ]);
  expect(await database.sql(`select entitled::text, hosted from hosting_ledger order by id`)).toEqual([
    { entitled: '0.333333333334', hosted: 1 },
    { entitled: '0.333333333333', hosted: 0 },
    { entitled: '0.333333333333', hosted: 0 },
  ]);
});
