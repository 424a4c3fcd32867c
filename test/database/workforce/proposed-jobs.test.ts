import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { codesOf, common, rowsOf, seedNetworks } from '../../support/network/networks.js';
import { cloneDatabase, type TestDatabase } from '../../support/database/test-database.js';

const [a, b, c] = [rowsOf('A'), rowsOf('B'), rowsOf('C')];
const codes = codesOf('A');
let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await database.sql(`update app_clock set shift = timestamptz '2026-11-23T09:00:00Z' - clock_timestamp()`);
  await seedNetworks(database);
});
afterAll(() => database.drop());

/** What a statement does for the app role with somebody's scope, past every check but the database's own; undone. */
async function asked(role: string, code: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: database.urls.app });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`select enter_scope($1, $2, 'x', 'y')`, [role, code]);
    return (await client.query(text)).rowCount;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.end();
  }
}

describe('a proposed job', () => {
  const job = (state: string, clinician: string, from = '2026-12-01') =>
    `insert into employment (clinician_id, employer_id, contracted_minutes_per_week, session_minutes, working_time_status,
      valid_from, state) values ('${clinician}', '${a.one}', 1, 240, 'WORKER', '${from}', '${state}')`;
  const set = (change: string) => `update employment set ${change} where id = '${common.waitingJob}'`;
  const released = `insert into pool_release (employment_id, clinician_id, employer_id, pcn_id, minutes_per_week, valid_from, state)
    values ('${common.waitingJob}', '${a.ann}', '${b.trust}', '${b.pcn}', 1, '2026-12-01', 'OFFERED')`;
  const decidedNow = `decided_at = now(), decided_by = 'x'`;

  test.each([
    ['an employer’s row that does not wait', 'practice-manager', codes.one, job('ACCEPTED', c.ann), '42501'],
    ['one that is decided as it is made', 'practice-manager', codes.one, job('WITHDRAWN', c.ann), '42501'],
    [
      'the employer’s own yes',
      'provider-manager',
      codesOf('B').trust,
      set(`state = 'ACCEPTED', ${decidedNow}`),
      '42501',
    ],
    [
      'the employer’s no in the person’s name',
      'provider-manager',
      codesOf('B').trust,
      set(`state = 'DECLINED', ${decidedNow}, decline_reason = 'x'`),
      '42501',
    ],
    [
      'a person’s withdrawal in the employer’s name',
      'clinician',
      codes.ann,
      set(`state = 'WITHDRAWN', ${decidedNow}`),
      '42501',
    ],
    ['a person’s change of the days', 'clinician', codes.ann, set(`valid_to = '2027-01-01'`), '42501'],
    ['a person’s change of the minutes', 'clinician', codes.ann, set('contracted_minutes_per_week = 1'), '42501'],
    ['a no without a reason', 'clinician', codes.ann, set(`state = 'DECLINED', ${decidedNow}`), '23514'],
    ['a no without a day', 'clinician', codes.ann, set(`state = 'DECLINED', decline_reason = 'x'`), '23514'],
    ['a release of what waits', 'provider-manager', codesOf('B').trust, released, '42501'],
  ])('refuses %s', async (_, role, code, text, state) => {
    expect(await asked(role, code, text)).toBe(state);
  });

  test.each([
    ['what waits', 'practice-manager', codes.one, job('OFFERED', c.ann)],
    ['the person’s yes', 'clinician', codes.ann, set(`state = 'ACCEPTED', ${decidedNow}`)],
    ['the employer’s withdrawal', 'provider-manager', codesOf('B').trust, set(`state = 'WITHDRAWN', ${decidedNow}`)],
  ])('takes %s', async (_, role, code, text) => {
    expect(await asked(role, code, text)).toBe(1);
  });
});
