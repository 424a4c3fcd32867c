import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import {
  countsOf,
  epcnDetailsOf,
  epcnPartnersOf,
  epraccurOf,
  icbFiles,
  imported,
} from '../../support/interchange/official-files.js';
import { cloneDatabase, type TestDatabase } from '../../support/database/test-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await database.sql(`update app_clock set shift = '2026-11-23T09:00:00Z'::timestamptz - clock_timestamp()`);
  await imported(database, icbFiles);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.sql('delete from official_import');
  await database.sql(`delete from commissioning where valid_from = '2026-06-30'`);
  await database.sql(`update commissioning set valid_to = null where valid_to = '2026-06-30'`);
});

/** Who commissions each, and since when, after the first. */
async function parents(...codes: string[]) {
  return (
    await database.sql<{ fact: string }>(
      `select concat_ws(' ', o.ods_code, p.ods_code, c.valid_from, c.valid_to) as fact from commissioning c
       join organisation o on o.id = c.organisation_id join organisation p on p.id = c.commissioner_id
       where o.ods_code = any($1) order by o.ods_code, c.valid_from`,
      [codes],
    )
  ).map(({ fact }) => fact);
}
const bassett = { code: 'E81003', name: 'DR JL HENDERSON & PARTNERS' };
const salisbury = { code: 'E81004', name: 'SALISBURY HOUSE SURGERY' };
async function load(files: Readonly<Record<string, string>>) {
  const [report] = Object.values(await imported(database, files));
  return report && { counts: countsOf(report), ...report };
}

test('a sub-ICB that every row puts under another ICB is under it from the edition’s day on, and so is its scope', async () => {
  const report = await load({
    'epraccur_2026-06-30.csv': epraccurOf([
      { ...bassett, icb: 'QH8' },
      { ...salisbury, icb: 'QH8' },
    ]),
  });
  const what = 'M1J4Y is under QH8 from 2026-06-30, was under QHG.';
  expect(report).toMatchObject({
    counts: [0, 1, 1, 0, 0],
    warnings: [what],
    changes: [{ line: 1, code: 'E81003', what }],
  });
  expect(await parents('M1J4Y')).toEqual(['M1J4Y QHG 2022-07-01 2026-06-30', 'M1J4Y QH8 2026-06-30']);
  const networksOf = async (icb: string) =>
    (
      await database.sql<{ pcns: string }>(`select pcn_ids as pcns from enter_scope('icb-viewer', $1, 't', 't')`, [icb])
    ).flatMap(({ pcns }) => pcns.split(',').filter((id) => id !== '')).length;
  expect([await networksOf('QHG'), await networksOf('QH8')]).toEqual([0, 2]);
});

test('rows that disagree about a sub-ICB’s ICB move nothing: those that deny our records are refused', async () => {
  const report = await load({ 'epraccur_2026-06-30.csv': epraccurOf([bassett, { ...salisbury, icb: 'QH8' }]) });
  expect(report).toMatchObject({
    counts: [0, 0, 1, 0, 1],
    refusals: [
      {
        line: 2,
        code: 'E81004',
        what: 'It has M1J4Y under QH8, and other rows of the file have it elsewhere; our records have QHG.',
      },
    ],
  });
  expect(await parents('M1J4Y')).toEqual(['M1J4Y QHG 2022-07-01']);
});

test('an ICB without a sub-ICB that is not the one we have is refused', async () => {
  const report = await load({
    'epraccur_2026-06-30.csv': epraccurOf([
      { ...bassett, icb: 'QH8', commissioner: '' },
      { ...salisbury, commissioner: '' },
    ]),
  });
  expect(report).toMatchObject({
    counts: [0, 0, 1, 0, 1],
    refusals: [{ code: 'E81003', what: 'It names the ICB QH8 and no sub-ICB; our records have it under QHG.' }],
  });
});

test('a practice or a network under another sub-ICB moves from the day that the file names, or else from its edition’s', async () => {
  const practices = await load({
    'epraccur_2026-06-30.csv': epraccurOf([
      { ...bassett, commissioner: '06P', joined: '' },
      { ...salisbury, commissioner: '06P', joined: '20200401' },
    ]),
  });
  expect(practices).toMatchObject({
    counts: [0, 1, 0, 0, 1],
    changes: [{ code: 'E81003', what: 'Commissioned by 06P from 2026-06-30, was M1J4Y.' }],
    refusals: [
      {
        code: 'E81004',
        what: 'Our records have it commissioned by M1J4Y since 2021-04-01; the file says 06P since 2020-04-01.',
      },
    ],
  });
  const networks = await load({
    'epcn-details_2026-06-30.csv': epcnDetailsOf([
      ['U15644', 'LEIGHTON LINSLADE HEALTH CONNECTIONS PCN', '20191001', '', '06P'],
    ]),
  });
  expect(networks).toMatchObject({
    counts: [0, 1, 0, 0, 0],
    changes: [{ code: 'U15644', what: 'Commissioned by 06P from 2026-06-30, was M1J4Y.' }],
  });
  expect(await parents('E81003', 'U15644')).toEqual([
    'E81003 M1J4Y 2021-04-01 2026-06-30',
    'E81003 06P 2026-06-30',
    'U15644 M1J4Y 2019-10-01 2026-06-30',
    'U15644 06P 2026-06-30',
  ]);
});

test('another parent in the partners’ file is left, and the report says so beside the membership', async () => {
  const report = await load({
    'epcn-partners_2026-06-30.csv': epcnPartnersOf([
      ['E81003', 'U15644', '20191001', '', '06P'],
      ['E81044', 'U15644', '20191001'],
    ]),
  });
  expect(report).toMatchObject({
    counts: [0, 0, 2, 0, 0],
    notes: [
      {
        code: 'E81003',
        what: 'It names 06P as the parent of the practice; our records have M1J4Y, which stays: --epraccur decides it.',
      },
    ],
  });
});
