import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
import { openDatabase } from '../../src/app.js';
import type { Database } from '../../src/platform/database/database.js';
import { isDatabaseLost } from '../../src/platform/database/database-error.js';
import type { Db } from '../../src/platform/database/scope.js';
import { ok } from '../../src/platform/result.js';
import { cloneDatabase, type TestDatabase } from '../support/database/test-database.js';

const poolSize = 2;
const viewer = { role: 'system', organisationCode: 'U15644', subject: 'test', requestId: 'r1' };

let home: TestDatabase;
let database: Database;
beforeAll(async () => {
  home = await cloneDatabase();
  database = await openDatabase(home.urls.app, { poolSize, statementTimeoutMs: 5000 });
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

/** Ends the connection that a transaction is on, from outside. */
async function cut(db: Db) {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db);
  const superuser = new pg.Client({ connectionString: process.env['TEST_SUPERUSER_URL'] });
  await superuser.connect();
  await superuser.query('select pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
  await superuser.end();
}
function answers() {
  return database.command(viewer, async ({ db }) =>
    ok((await sql<{ n: number }>`select 1 as n`.execute(db)).rows[0]?.n),
  );
}

test('commands whose connection is lost fail as such, and the pool has as many connections as before', async () => {
  for (let time = 0; time < 2 * poolSize; time += 1) {
    const fault = await database
      .command(viewer, async ({ db }) => {
        await cut(db);
        await sql`select 1`.execute(db);
        return ok(null);
      })
      .catch((error: unknown) => error);
    expect([isDatabaseLost(fault), fault]).toEqual([true, expect.any(Error)]);
  }
  expect(await Promise.all(Array.from({ length: poolSize }, answers))).toEqual(
    Array.from({ length: poolSize }, () => ok(1)),
  );
});

test('so it is with reads, also where the connection is lost between two of them', async () => {
  for (let time = 0; time < 2 * poolSize; time += 1) {
    const reads = database.read(viewer);
    await reads.query((db) => cut(db));
    await reads.close();
  }
  expect(await answers()).toEqual(ok(1));
});

test('reads that were closed open no transaction any more', async () => {
  const reads = database.read(viewer);
  await reads.close();
  await expect(reads.query((db) => cut(db))).rejects.toThrow('closed');
});
