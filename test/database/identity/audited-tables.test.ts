import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../../support/database/test-database.js';

/** Tables whose changes leave no trail of their own, each with why. A new table has triggers, or a line here. */
const withoutTrail: Readonly<Record<string, string>> = {
  app_clock: 'owner only; moved by tests and the example alone',
  audit_entry: 'the trail itself, written by its triggers and by nobody else',
  audit_retention: 'owner only: one row about the trail, changed by hand under the owner’s own account',
  closing_effect: 'what a closing by a file ended, written by the owner alone; the rows that it ended have entries',
  example_load: 'one row of the owner’s that says where the example lies',
  idempotency_key: 'outcomes of requests for a day; what the requests did has its own entries',
  job_task: 'names of jobs, written by migrations',
  function_text: 'written by migrations',
  kysely_migration: 'written by migrations',
  kysely_migration_lock: 'written by migrations',
  official_import: 'what each import did, written by the owner alone; the rows it changed have entries',
  post: 'made with its session and filled by a trigger on assignment; both have entries',
  share_account: 'a ledger’s name and lock, made at its first publication; its entries have a trail',
  slot: 'made with its session, never edited; taken by a trigger on booking; both have entries',
  staff_role: 'the catalogue, written by migrations',
};

let home: TestDatabase;
beforeAll(async () => {
  home = await cloneDatabase();
});
afterAll(() => home.drop());

test('every table leaves a trail of inserts, updates and deletes, or is on the list of those that need none', async () => {
  const tables = await home.sql<{ name: string; trail: string[] }>(
    `select c.relname as name, array(select case when t.tgtype & 4 > 0 then 'INSERT' when t.tgtype & 8 > 0 then 'DELETE'
         else 'UPDATE' end from pg_trigger t where t.tgrelid = c.oid and t.tgfoid = 'audit_statement'::regproc
         and t.tgenabled = 'O' and t.tgtype & 1 = 0 order by 1) as trail
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     order by 1`,
  );
  const silent = tables.filter(({ trail }) => trail.length === 0).map(({ name }) => name);
  expect(silent).toEqual(Object.keys(withoutTrail).toSorted());
  expect(tables.filter(({ trail }) => trail.length > 0 && trail.join() !== 'DELETE,INSERT,UPDATE')).toEqual([]);
});

test('a table without a trail holds what the app may not change, or what other entries tell', async () => {
  const writable = await home.sql<{ name: string }>(
    `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and c.relname = any($1) and has_any_column_privilege('pcn_app', c.oid, 'INSERT, UPDATE') order by 1`,
    [Object.keys(withoutTrail)],
  );
  expect(writable.map(({ name }) => name)).toEqual(['idempotency_key', 'post', 'share_account', 'slot']);
});
