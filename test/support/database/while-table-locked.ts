import pg from 'pg';
import type { TestDatabase } from './test-database.js';

/** Runs something while nobody else can read or write a table. */
export async function whileTableLocked<T>(
  database: Pick<TestDatabase, 'urls'>,
  table: string,
  run: () => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: database.urls.owner });
  await client.connect();
  try {
    await client.query(`begin; lock table ${table} in access exclusive mode`);
    return await run();
  } finally {
    await client.end();
  }
}
