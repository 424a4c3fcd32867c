import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { down, up } from '../../../migrations/0009-transitions.js';
import * as tenancy from '../../../migrations/0013-tenancy.js';
import * as waiting from '../../../migrations/0016-waiting-and-needs.js';
import * as lenders from '../../../migrations/0018-lenders.js';
import * as closings from '../../../migrations/0021-closings.js';
import * as unused from '../../../migrations/0023-unused-to-111.js';
import * as unusedDefault from '../../../migrations/0024-unused-to-111-default.js';
import * as proposed from '../../../migrations/0025-proposed-jobs.js';
import * as wayBack from '../../../migrations/0031-a-way-back.js';
import * as waysBack from '../../../migrations/0033-ways-back.js';
import * as clinicDates from '../../../migrations/0034-clinic-dates.js';
import * as bookingLists from '../../../migrations/0040-booking-lists.js';
import * as directory from '../../../migrations/0041-who-keeps-the-directory.js';
import * as workforce from '../../../migrations/0041-workforce-changes.js';
import { embeddedRoles } from '../../../src/platform/migrations/provision.js';
import { leighton, seedLeighton } from '../../support/network/leighton.js';
import { databaseOfStepsAlone } from '../../support/database/steps-alone.js';
import { cloneDatabase, type TestDatabase } from '../../support/database/test-database.js';

let database: TestDatabase;
let app: pg.Client;
beforeAll(async () => {
  database = await cloneDatabase();
  await seedLeighton(database);
  await database.sql(
    `insert into succession (predecessor_id, successor_id, valid_from, source) values
      ($1, $2, '2026-10-25', 'test'), ($2, $3, '2027-03-28', 'test')`,
    [leighton.salisburyHouse, leighton.bassettRoad, leighton.leightonRoad],
  );
  app = new pg.Client({ connectionString: database.urls.app });
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await database.drop();
});

/** The first column of a statement's only row, or its error's state, after `enter_scope`. */
async function asked(role: string, code: string, text: string, values: unknown[] = []): Promise<unknown> {
  await app.query('begin');
  try {
    await app.query(`select enter_scope($1, $2, 'test', 'test')`, [role, code]);
    return Object.values((await app.query(text, values)).rows[0] ?? {})[0];
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await app.query('rollback');
  }
}
function at(day: string) {
  return database.sql(`update app_clock set shift = ($1::timestamp at time zone 'Europe/London') - clock_timestamp()`, [
    day,
  ]);
}

test('rights pass on to successor and successor’s successor, each from its own day at midnight', async () => {
  const holders = await database.sql(`select holder_id, days::text from heirs_of($1) order by lower(days)`, [
    leighton.salisburyHouse,
  ]);
  expect(holders).toEqual([
    { holder_id: leighton.salisburyHouse, days: '[-infinity,2026-10-25)' },
    { holder_id: leighton.bassettRoad, days: '[2026-10-25,2027-03-28)' },
    { holder_id: leighton.leightonRoad, days: '[2027-03-28,infinity)' },
  ]);
});

test('a scope takes in predecessors from the London midnight on, for those who act for practices alone', async () => {
  const organisations = `select current_setting('app.organisations')`;
  await at('2026-10-24 23:59');
  expect(await asked('care-navigator', 'E81003', organisations)).toBe(leighton.bassettRoad);
  await at('2026-10-25 00:00:01');
  expect(await asked('care-navigator', 'E81003', organisations)).toBe(
    `${leighton.bassettRoad},${leighton.salisburyHouse}`,
  );
  expect(await asked('care-navigator', 'E81004', organisations)).toBe(leighton.salisburyHouse);
  await at('2027-03-28 00:00:01');
  expect(await asked('practice-manager', 'E81044', organisations)).toBe(
    [leighton.leightonRoad, leighton.bassettRoad, leighton.salisburyHouse].join(),
  );
});

test('an organisation is succeeded once, and never by itself', async () => {
  const insert = (predecessor: string, successor: string) =>
    database.sql(
      `insert into succession (predecessor_id, successor_id, valid_from, source) values ($1, $2, '2028-01-01', 'test')`,
      [predecessor, successor],
    );
  await expect(insert(leighton.salisburyHouse, leighton.leightonRoad)).rejects.toMatchObject({
    constraint: 'succession_once',
  });
  await expect(insert(leighton.leightonRoad, leighton.leightonRoad)).rejects.toMatchObject({ code: '23514' });
});

test('the doors across networks open for those alone whose business it is', async () => {
  const carry = `select carry_waiting_list($1, $2, $3, '2027-04-01')`;
  const between = [leighton.salisburyHouse, leighton.pcn, leighton.otherPcn];
  expect(await asked('icb-contract-manager', 'QHG', carry, between)).toBe(0);
  expect(await asked('clinical-director', 'U15644', carry, between)).toBe('42501');
  const open = `select count(*)::int from open_assignments($1, '2027-04-01', '2027-04-02', 'test')`;
  expect(await asked('practice-manager', 'E81003', open, [leighton.physiotherapist])).toBe(0);
  expect(await asked('practice-manager', 'E81063', open, [leighton.physiotherapist])).toBe('42501');
  const ahead = `select count(*)::int from business_ahead($1, '2027-04-01')`;
  expect(await asked('booking-partner', 'XXX', ahead, [leighton.salisburyHouse])).toBe(0);
});

test('the migration goes down and up again', async () => {
  const other = await databaseOfStepsAlone(); // a step that is taken back finds functions as the steps left them
  const pool = new pg.Pool({ connectionString: other.urls.owner, max: 1 });
  pool.on('error', () => undefined); // the database is dropped while its last connection says goodbye
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const functions = () =>
    other.sql(`select proname, md5(prosrc) from pg_proc where pronamespace = 'public'::regnamespace and prolang <>
      (select oid from pg_language where lanname = 'c') order by 1, 2`);
  const roles = { appRole: embeddedRoles.app, workerRole: embeddedRoles.worker };
  const before = await functions();
  await workforce.down(db, roles);
  await directory.down(db, roles);
  await bookingLists.down(db);
  await clinicDates.down(db);
  await waysBack.down(db, roles);
  await wayBack.down(db, roles);
  await proposed.down(db, roles);
  await unusedDefault.down(db);
  await unused.down(db);
  await closings.down(db, roles);
  await lenders.down(db, roles);
  await waiting.down(db, roles); // its functions ask those of this one
  await tenancy.down(db, roles); // they guard doors of this one
  await down(db);
  expect(await other.sql(`select to_regclass('succession') as gone`)).toEqual([{ gone: null }]);
  await up(db, roles);
  await tenancy.up(db, roles);
  await waiting.up(db, roles);
  await lenders.up(db, roles);
  await closings.up(db, roles);
  await unused.up(db);
  await unusedDefault.up(db, roles);
  await proposed.up(db, roles);
  await wayBack.up(db, roles);
  await waysBack.up(db, roles);
  await clinicDates.up(db, roles);
  await bookingLists.up(db);
  await directory.up(db, roles);
  await workforce.up(db, roles);
  expect(await functions()).toEqual(before);
  await db.destroy();
  await other.drop();
});
