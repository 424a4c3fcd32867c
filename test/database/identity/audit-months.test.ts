import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { down, up } from '../../../migrations/0010-audit.js';
import { openDatabase } from '../../../src/app.js';
import { keepAuditMonths } from '../../../src/identity/audit-trail.queries.js';
import { maintainAuditTrail } from '../../../src/identity/maintain-audit-trail.js';
import type { Database } from '../../../src/platform/database/database.js';
import { seedLeighton } from '../../support/network/leighton.js';
import { cloneDatabase, type TestDatabase } from '../../support/database/test-database.js';

let home: TestDatabase;
let database: Database;
beforeAll(async () => {
  home = await cloneDatabase();
  database = await openDatabase(home.urls.app, { poolSize: 2, statementTimeoutMs: 20_000 });
  await seedLeighton(home);
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

function setClock(instant: string) {
  return home.sql(`update app_clock set shift = $1::timestamptz - clock_timestamp()`, [instant]);
}

/** A change at an instant, of a room: it leaves one entry. */
async function changeAt(instant: string) {
  await setClock(instant);
  await home.sql(`update room set step_free = not step_free where id = (select min(id::text)::uuid from room)`);
}

async function months() {
  return (
    await home.sql<{ name: string }>(
      `select relname as name from pg_inherits join pg_class c on c.oid = inhrelid
       where inhparent = 'audit_entry'::regclass and relname <> 'audit_entry_other' order by 1`,
    )
  ).map(({ name }) => name.replace('audit_entry_', ''));
}

function entries() {
  return home.sql(
    `select replace(tableoid::regclass::text, 'audit_entry_', '') as month,
       to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI') as at from audit_entry order by audit_entry.at, id`,
  );
}

beforeEach(async () => {
  await home.sql('truncate audit_entry');
  for (const month of await months()) await home.sql(`drop table audit_entry_${month}`);
});

test('this month and the next three are made ahead, once', async () => {
  await setClock('2026-11-23T09:00:00Z');
  expect(await maintainAuditTrail(database.pool())).toEqual({ made: 4, dropped: 0 });
  expect(await months()).toEqual(['2026_11', '2026_12', '2027_01', '2027_02']);
  expect(await maintainAuditTrail(database.pool())).toEqual({ made: 0, dropped: 0 });
  await setClock('2026-12-01T00:00:00Z');
  expect(await maintainAuditTrail(database.pool())).toEqual({ made: 1, dropped: 0 });
  expect((await months()).at(-1)).toBe('2027_03');
});

test('a month begins and ends at midnight in London, in summer time too', async () => {
  await setClock('2027-03-20T09:00:00Z');
  await maintainAuditTrail(database.pool());
  for (const instant of [
    '2027-03-31T22:59:30Z', // 23:59 in London
    '2027-03-31T23:00:10Z', // 1 April in London
    '2027-04-30T22:59:30Z',
    '2027-04-30T23:00:10Z',
  ]) {
    await changeAt(instant);
  }
  expect(await entries()).toEqual([
    { month: '2027_03', at: '2027-03-31T22:59' },
    { month: '2027_04', at: '2027-03-31T23:00' },
    { month: '2027_04', at: '2027-04-30T22:59' },
    { month: '2027_05', at: '2027-04-30T23:00' },
  ]);
  // the night of 25 October 2026 has an hour twice, and is in no month's way
  await changeAt('2026-10-25T00:30:00Z');
  await changeAt('2026-10-25T01:30:00Z');
  await changeAt('2026-10-31T23:59:30Z');
  await maintainAuditTrail(database.pool());
  expect((await entries()).slice(0, 3)).toEqual([
    { month: '2026_10', at: '2026-10-25T00:30' },
    { month: '2026_10', at: '2026-10-25T01:30' },
    { month: '2026_10', at: '2026-10-31T23:59' },
  ]);
});

test('what was written before its month was made is moved there, with its id', async () => {
  await changeAt('2026-11-23T09:00:00Z');
  await changeAt('2027-08-02T09:00:00Z');
  const ids = await home.sql('select id from audit_entry order by id');
  expect((await entries()).map(({ month }) => month)).toEqual(['other', 'other']);
  expect(await maintainAuditTrail(database.pool())).toEqual({ made: 5, dropped: 0 });
  expect((await entries()).map(({ month }) => month)).toEqual(['2026_11', '2027_08']);
  expect(await home.sql('select id from audit_entry order by id')).toEqual(ids);
  await changeAt('2027-08-03T09:00:00Z');
  expect((await entries()).map(({ month }) => month)).toEqual(['2026_11', '2027_08', '2027_08']);
});

test('a month is dropped six years after the financial year that it lies in, and not a day before', async () => {
  for (const instant of [
    '2026-03-31T22:30:00Z',
    '2026-03-31T23:30:00Z',
    '2027-03-31T12:00:00Z',
    '2027-04-01T12:00:00Z',
  ]) {
    await changeAt(instant);
  }
  await maintainAuditTrail(database.pool());
  const past = async () => (await entries()).map(({ at }) => at);

  await setClock('2032-03-31T22:59:00Z');
  expect(await maintainAuditTrail(database.pool())).toMatchObject({ dropped: 0 });
  await setClock('2032-03-31T23:00:10Z'); // 1 April 2032 in London: the year to March 2026 has been kept six years
  expect(await maintainAuditTrail(database.pool())).toMatchObject({ dropped: 1 });
  expect(await past()).toEqual(['2026-03-31T23:30', '2027-03-31T12:00', '2027-04-01T12:00']);

  await setClock('2033-03-31T09:00:00Z');
  expect(await maintainAuditTrail(database.pool())).toMatchObject({ dropped: 0 });
  await setClock('2033-04-01T09:00:00Z');
  await maintainAuditTrail(database.pool());
  expect(await past()).toEqual(['2027-04-01T12:00']);
});

test('nothing is dropped while the owner holds the trail for an inquiry', async () => {
  await changeAt('2026-03-31T12:00:00Z');
  await maintainAuditTrail(database.pool());
  await home.sql('update audit_retention set held = true');
  await setClock('2040-06-01T09:00:00Z');
  expect(await maintainAuditTrail(database.pool())).toMatchObject({ dropped: 0 });
  await home.sql('update audit_retention set held = false');
  expect(await maintainAuditTrail(database.pool())).toMatchObject({ dropped: expect.any(Number) });
  expect(await entries()).toEqual([]);
});

test('the server can have nothing younger dropped, and can do nothing to the trail by itself', async () => {
  await setClock('2026-11-23T09:00:00Z');
  await maintainAuditTrail(database.pool());
  await expect(keepAuditMonths(database.pool(), 5)).rejects.toMatchObject({ code: '42501' });
  const app = new pg.Client({ connectionString: home.urls.app });
  await app.connect();
  for (const statement of [
    `insert into audit_entry (at, actor, actor_role, table_name, operation) values (now(), 'a', 'b', 'c', 'INSERT')`,
    `update audit_entry set actor = 'somebody else'`,
    `delete from audit_entry`,
    `truncate audit_entry`,
    `drop table audit_entry_2026_11`,
    `alter table audit_entry detach partition audit_entry_2026_11`,
    `select from audit_entry_2026_11`,
    `select from audit_entry_other`,
    `select from audit_retention`,
    `update audit_retention set held = false`,
    `select audit_make_months(12)`,
    `select audit_tenants('{organisation:id}', '{}')`,
    `create table audit_entry_mine (id int)`,
  ]) {
    await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' });
  }
  await app.end();
});

test('who writes at the same time is neither refused nor lost while months are made', async () => {
  await setClock('2026-11-23T09:00:00Z');
  const writes = Array.from({ length: 40 }, () =>
    home.sql(`update room set step_free = not step_free where id = (select min(id::text)::uuid from room)`),
  );
  await Promise.all([maintainAuditTrail(database.pool()), ...writes, maintainAuditTrail(database.pool())]);
  await maintainAuditTrail(database.pool());
  const [count] =
    await home.sql(`select count(*)::int as n, count(*) filter (where tableoid = 'audit_entry_other'::regclass)::int
    as elsewhere from audit_entry where table_name = 'room'`);
  expect(count).toEqual({ n: 40, elsewhere: 0 });
});

test('the migration moves what an older release has written, and can be taken back', async () => {
  const context = { appRole: new URL(home.urls.app).username, workerRole: new URL(home.urls.worker).username };
  const owner = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: home.urls.owner }) }),
  });
  try {
    await maintainAuditTrail(database.pool());
    await changeAt('2026-11-02T09:00:00Z');
    await owner.transaction().execute(down);
    await changeAt('2026-10-01T09:00:00Z');
    await home.sql(`insert into idempotency_key (subject, organisation_code, mutation, key, input_hash, created_at)
      values ('somebody', 'E81003', 'bookSlot', 'tour-1', 'x', app_now())`);
    expect(await entries()).toEqual([
      { month: 'other', at: '2026-10-01T09:00' },
      { month: 'other', at: '2026-11-02T09:00' },
    ]);
    await owner.transaction().execute((db) => up(db, context));
    expect(await entries()).toEqual([
      { month: '2026_10', at: '2026-10-01T09:00' },
      { month: '2026_11', at: '2026-11-02T09:00' },
    ]);
    expect(await home.sql('select key from idempotency_key')).toEqual([
      { key: 'lrrxEzTIoLZW58cgRCnIhgxDBOLYuI+gFtoI7OsqlkY=' },
    ]);
  } finally {
    await owner.destroy();
  }
});
