import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { databaseText } from '../../src/platform/migrations/database-text.js';
import { cloneDatabase, type TestDatabase } from '../support/database/test-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

// PostgreSQL 15 prints the same schema in other words: only the release that wrote the file can compare it.
const onThe18 = process.env['TEST_POSTGRES_PACKAGE'] === undefined ? test : test.skip;

onThe18(
  'schema/database.sql is what the migrations make: if not, run "npm run schema:database" and commit it',
  async () => {
    expect(await databaseText({ ownerUrl: database.urls.owner })).toBe(readFileSync('schema/database.sql', 'utf8'));
  },
);

test('the text is the same wherever it is read, rows and months of the audit trail notwithstanding', async () => {
  const before = await databaseText({ ownerUrl: database.urls.owner, bodies: true });
  await database.sql('select audit_make_months(40)');
  await database.sql(`insert into job_task (name) values ('another-task')`);
  expect(await databaseText({ ownerUrl: database.urls.owner, bodies: true })).toBe(before);
});

test.each([
  ['a column', 'alter table room add column carpet text'],
  ['a constraint', `alter table room add constraint no_cellar check (name <> 'Cellar')`],
  ['an index', 'create index room_by_steps on room (step_free)'],
  ['a policy', 'create policy room_more on room for select using (true)'],
  ['row security', 'alter table booking disable row level security'],
  ['a trigger', 'drop trigger room_audit_insert on room'],
  ['a right', 'revoke select on room from pcn_app'],
  ['a right on a column', 'grant update (taken_until) on slot to pcn_app'],
  ['a right on a function', 'grant execute on function role_fits_kind to pcn_app'],
  ['a right of everybody', 'revoke execute on function is_free from public'],
  ['a comment', `comment on table room is 'a room'`],
  ['a view', 'alter view sharing_right set (security_invoker = false)'],
  ['how a function runs', 'alter function booking_rights(uuid) security definer'],
  ['a function', 'drop function find_clinician'],
])('%s that changes is told', async (_what, change) => {
  const before = await databaseText({ ownerUrl: database.urls.owner });
  await database.sql(change);
  const after = await databaseText({ ownerUrl: database.urls.owner });
  expect(after === before).toBe(false); // not the two texts, since a failure would print all of them
});
