import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { openDatabase } from '../../src/app.js';
import { findAvailability } from '../../src/booking/availability/availability.queries.js';
import type { Database } from '../../src/platform/database/database.js';
import { leighton } from '../support/network/leighton.js';
import { cloneDatabase, type TestDatabase } from '../support/database/test-database.js';

let home: TestDatabase;
let database: Database;
beforeAll(async () => {
  home = await cloneDatabase();
  database = await openDatabase(home.urls.app, { poolSize: 1, statementTimeoutMs: 5000 });
});
afterAll(async () => {
  await database.close();
  await home.drop();
});

test('a statement that is read is planned once a connection and never for its values, from the first call on', async () => {
  const viewer = { role: 'system', organisationCode: 'U15644', subject: 'test', requestId: 'r1' };
  const search = async (from: string, to: string) => {
    const reads = database.read(viewer);
    const filter = { practiceId: leighton.bassettRoad, from, to, asker: 'PRACTICE' as const };
    await reads.queryAtOnce((db) => findAvailability(db, filter, { limit: 20, backward: false, from: undefined }));
    const { rows } = await reads.queryAtOnce((db) =>
      sql`select generic_plans::integer as generic, custom_plans::integer as custom from pg_prepared_statements
        where statement like '/* findAvailability */%'`.execute(db),
    );
    await reads.close();
    return rows;
  };
  expect(await search('2026-10-05T00:00:00Z', '2026-10-12T00:00:00Z')).toEqual([{ generic: 1, custom: 0 }]);
  expect(await search('2026-10-05T00:00:00Z', '2027-10-05T00:00:00Z')).toEqual([{ generic: 2, custom: 0 }]);
});
