import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type pg from 'pg';
import { plainPool } from '../../src/platform/database/plain-connections.js';
import { cloneDatabase, type TestDatabase } from '../support/database/test-database.js';

let database: TestDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await cloneDatabase();
  pool = plainPool(database.urls.worker, 2, () => undefined);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

function taken() {
  return new Promise<{ client: pg.PoolClient; release: (why?: Error) => void }>((resolve, reject) => {
    pool.connect((error, client, release) => (client === undefined ? reject(error!) : resolve({ client, release })));
  });
}

test('a connection of the job queue that is given back twice is given back once', async () => {
  const { release } = await taken();
  release();
  const [again, other] = [await taken(), await taken()];
  release(); // it is somebody else's by now
  expect([pool.totalCount, pool.idleCount]).toEqual([2, 0]);
  expect((await again.client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  again.release(new Error('lost'));
  again.release();
  other.release();
  expect([pool.totalCount, pool.idleCount]).toEqual([1, 1]);
});
