import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openDatabase } from '../../src/app.js';
import { checkDatabase, checkGrants, checkPool } from '../../src/platform/database/check-database.js';
import { migrationGap } from '../../src/platform/migrations/pending-migrations.js';
import { cloneDatabase, type TestDatabase } from '../support/database/test-database.js';

let home: TestDatabase;
let role: string;
async function superuser(text: string): Promise<void> {
  const url = new URL(process.env['TEST_SUPERUSER_URL']!);
  url.pathname = new URL(home.urls.owner).pathname;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(text).finally(() => client.end());
}

/** The same place, as a role made for one test. */
function as(name: string): string {
  const url = new URL(home.urls.app);
  url.username = name;
  url.password = 'secret';
  return url.href;
}

beforeAll(async () => {
  home = await cloneDatabase();
  role = `test_role_${randomBytes(4).toString('hex')}`;
  await superuser(`create role ${role} login password 'secret'`);
});
afterEach(() =>
  superuser(`reassign owned by ${role} to pcn_owner;
    alter role ${role} nosuperuser nobypassrls nocreaterole; revoke pcn_owner from ${role}`),
);
afterAll(async () => {
  await superuser(`drop owned by ${role}; drop role ${role}`);
  await home.drop();
});

async function troublesOf(change: Partial<TestDatabase['urls']>) {
  const checked = await checkDatabase({ ...home.urls, ...change });
  return checked.ok ? [] : checked.troubles;
}

test('three plain roles of one migrated database are fit', async () => {
  expect(await checkDatabase(home.urls)).toEqual({
    ok: true,
    roles: { owner: 'pcn_owner', app: 'pcn_app', worker: 'pcn_worker' },
    app: expect.objectContaining({ role: 'pcn_app', encrypted: false }),
  });
  expect(await checkGrants(home.urls)).toEqual([]);
  const context = { appRole: 'pcn_app', workerRole: 'pcn_worker' };
  expect(await migrationGap({ ownerUrl: home.urls.owner, context })).toEqual({
    pending: [],
    unknown: [],
    overtaken: [],
  });
});

test.each([
  ['superuser', 'it is a superuser, or may become one'],
  ['bypassrls', 'it has BYPASSRLS, or may act as a role that has'],
  ['createrole', 'it has CREATEROLE, or may act as a role that has'],
])('an app role that is %s is too powerful', async (attribute, why) => {
  await superuser(`alter role ${role} ${attribute}`);
  expect(await troublesOf({ app: as(role) })).toEqual([
    `The role "${role}" of DATABASE_URL is too powerful: ${why}, so one network could see another's data. ` +
      'Create a plain role for it: create role ... login nosuperuser nobypassrls nocreaterole.',
  ]);
});

test('an app or worker role that owns a table, or may act as the owner, is too powerful', async () => {
  await superuser(`alter table booking owner to ${role}`);
  expect(await troublesOf({ app: as(role) })).toEqual([
    expect.stringContaining('of DATABASE_URL is too powerful: it owns public.booking'),
  ]);
  await superuser(`alter table booking owner to pcn_owner; grant pcn_owner to ${role}`);
  expect(await troublesOf({ worker: as(role) })).toEqual([
    expect.stringContaining('of DATABASE_WORKER_URL is too powerful: it may act as "pcn_owner"'),
  ]);
});

test('the three roles differ, and lead to one database', async () => {
  expect(await troublesOf({ worker: home.urls.app })).toEqual([
    'DATABASE_URL, DATABASE_OWNER_URL and DATABASE_WORKER_URL must name three different roles: ' +
      'they are "pcn_app", "pcn_owner" and "pcn_app".',
  ]);
  const elsewhere = new URL(home.urls.app);
  elsewhere.pathname = '/postgres';
  expect(await troublesOf({ app: elsewhere.href })).toEqual([
    'DATABASE_URL, DATABASE_OWNER_URL and DATABASE_WORKER_URL must lead to the same database of the same server.',
  ]);
});

test('an owner that may not create btree_gist, or does not own the database, reads what a superuser has to do', async () => {
  const { pathname } = new URL(home.urls.owner);
  const name = pathname.slice(1);
  expect(await troublesOf({ owner: as(role) })).toEqual([
    `The role "${role}" of DATABASE_OWNER_URL does not own the database "${name}". ` +
      `Have a superuser run: alter database "${name}" owner to "${role}".`,
  ]);
  await superuser('drop extension btree_gist cascade');
  expect(await troublesOf({ owner: as(role) })).toEqual([
    `The role "${role}" of DATABASE_OWNER_URL may not create the extension btree_gist in "${name}". ` +
      `Have a superuser run: create extension btree_gist; or: alter database "${name}" owner to "${role}".`,
  ]);
});

test('a server that does not answer, a wrong password and a missing database are told apart, and no password is told', async () => {
  const away = new URL(home.urls.app);
  away.port = '1';
  const wrong = new URL(home.urls.owner);
  wrong.password = 'wrong-secret';
  const missing = new URL(home.urls.worker);
  missing.pathname = '/nowhere';
  const { host } = new URL(home.urls.app);
  const troubles = await troublesOf({ app: away.href, owner: wrong.href, worker: missing.href });
  expect(troubles).toEqual([
    `DATABASE_OWNER_URL: the server at ${host} does not let "pcn_owner" in. Check the password, and pg_hba.conf.`,
    'DATABASE_URL: no PostgreSQL answers at 127.0.0.1:1 (ECONNREFUSED). ' +
      'Start it, or correct the address, or unset DATABASE_URL to use the embedded one.',
    `DATABASE_WORKER_URL: the server at ${host} has no database "nowhere". ` +
      'Create it: create database "nowhere" owner <the role of DATABASE_OWNER_URL>.',
  ]);
});

test('a role that the migrations did not know has no rights, which is said', async () => {
  expect(await checkGrants({ ...home.urls, app: as(role), worker: as(role) })).toEqual([
    expect.stringContaining(`The role "${role}" of DATABASE_URL was not the one named`),
    expect.stringContaining(`The role "${role}" of DATABASE_WORKER_URL was not the one named`),
  ]);
});

test('the pool that is to serve must reach what was checked: the same role, database and encryption', async () => {
  const checked = await checkDatabase(home.urls);
  if (!checked.ok) throw new Error(checked.troubles.join());
  const options = { poolSize: 1, statementTimeoutMs: 1000 };
  const pool = await openDatabase(home.urls.app, options);
  const other = await openDatabase(home.urls.worker, options);
  const nowhere = new URL(home.urls.app);
  nowhere.port = '1';
  const lost = await openDatabase(nowhere.href, options);
  try {
    expect([
      await checkPool(pool, home.urls.app, checked.app),
      await checkPool(other, home.urls.app, checked.app),
      await checkPool(pool, home.urls.app, { ...checked.app, encrypted: true }),
      await checkPool(lost, nowhere.href, checked.app),
    ]).toEqual([
      [],
      ['DATABASE_URL: the connections that serve reach another role or database than the one that was checked.'],
      ['DATABASE_URL: the connections that serve are not encrypted, unlike the one checked.'],
      [expect.stringMatching(/^DATABASE_URL: no PostgreSQL answers at 127\.0\.0\.1:1 \(ECONNREFUSED\)/)],
    ]);
  } finally {
    await Promise.all([pool.close(), other.close(), lost.close()]);
  }
});
