import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { down, up } from '../../../migrations/0024-unused-to-111-default.js';
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

test('a clinic from before there were defaults keeps what it said: its own time, or never', async () => {
  const context = { appRole: new URL(database.urls.app).username, workerRole: new URL(database.urls.worker).username };
  const before = ['2026-11-24T09:00:00Z', '2026-11-25T09:00:00Z', '2026-11-26T09:00:00Z'];
  for (const startsAt of before) await seedSession(database, { startsAt, slots: 2 });
  await owner.transaction().execute((db) => down(db));
  await database.sql(`update shared_clinic set unused_to_111_from = '14:00'
    where id = (select clinic_id from session order by starts_at limit 1)`);
  const entries = () => database.sql(`select count(*)::int as n from audit_entry`);
  const trail = await entries();
  await owner.transaction().execute((db) => up(db, context));
  expect(await entries()).toEqual(trail);
  await seedSession(database, { startsAt: '2026-11-27T09:00:00Z', slots: 2 });
  expect(
    await database.sql(`select c.unused_to_111_policy as policy, left(c.unused_to_111_from::text, 5) as time
      from shared_clinic c join session s on s.clinic_id = c.id order by s.starts_at`),
  ).toEqual([
    { policy: 'CLINIC_TIME', time: '14:00' },
    { policy: 'NEVER', time: null },
    { policy: 'NEVER', time: null },
    { policy: 'NETWORK_DEFAULT', time: null },
  ]);
});

async function stateOf(text: string, values: unknown[] = []): Promise<string> {
  return database.sql(text, values).then(
    () => 'done',
    (error: { code: string; constraint: string }) => `${error.code} ${error.constraint}`,
  );
}

test('a network says one thing a day, and a clinic has a time of its own with its own policy only', async () => {
  const say = (from: string, to: string | null) =>
    stateOf(
      `insert into unused_to_111_default (pcn_id, unused_to_111_from, valid_from, valid_to) values ($1, '14:00', $2, $3)`,
      [leighton.pcn, from, to],
    );
  expect(await say('2026-10-01', '2026-11-01')).toBe('done');
  expect(await say('2026-11-01', null)).toBe('done');
  expect(await say('2026-10-31', '2026-11-02')).toBe('23P01 unused_to_111_default_one_a_day');
  const own = `23514 shared_clinic_unused_to_111_own_time`;
  expect(await stateOf(`update shared_clinic set unused_to_111_policy = 'CLINIC_TIME', unused_to_111_from = null`)).toBe(own); // prettier-ignore
  expect(await stateOf(`update shared_clinic set unused_to_111_policy = 'NEVER', unused_to_111_from = '14:00'`)).toBe(own); // prettier-ignore
});
