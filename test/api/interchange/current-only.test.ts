import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { countsOf, epcnPartnersOf, icbFiles, imported, importInto } from '../../support/interchange/official-files.js';
import { checksums } from '../../support/database/changes.js';
import { cloneDatabase, type TestDatabase } from '../../support/database/test-database.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await database.sql(`update app_clock set shift = '2026-11-23T09:00:00Z'::timestamptz - clock_timestamp()`);
  await imported(database, icbFiles);
});
afterAll(() => database.drop());

const name = 'epcn-partners_2026-02-24.csv';
/** E81004 came back after a year elsewhere, E81063 moved; neither is told. E81044 has moved since. */
const current = {
  [name]: epcnPartnersOf([
    ['E81003', 'U15644', '20191001'],
    ['E81004', 'U15644', '20210401'],
    ['E81044', 'U27128', '20260101'],
    ['E81063', 'U27128', '20220401'],
  ]),
};
async function held() {
  return (
    await database.sql<{
      held: string;
    }>(`select concat_ws(' ', p.ods_code, n.ods_code, m.valid_from, m.valid_to) as held
      from membership m join organisation p on p.id = m.practice_id join organisation n on n.id = m.pcn_id order by 1`)
  ).map((row) => row.held);
}

test('a partners’ file with current rows only is refused whole, since it would erase history, and says what to do', async () => {
  const before = await checksums(database);
  expect(await importInto(database, current)).toEqual({
    ok: false,
    problems: [
      `${name} lists no membership that has ended, and we hold some for 2 of its practices (E81004 in U15644 from ` +
        '2019-10-01 until 2020-04-01, E81063 in U33695 from 2019-10-01 until 2022-04-01). Read as their whole history, it ' +
        'would erase those. If it lists current memberships only, say so with --current-only: then our records of the past stay.',
    ],
  });
  expect(await checksums(database)).toEqual(before);
});

test('read as current only it takes what is so, and leaves what we hold of the past', async () => {
  const before = await held();
  const report = await importInto(database, current, {}, true);
  // What E81044 held ends with the day from which the file tells another network.
  expect(report.ok && report.value.files.map(countsOf)).toEqual([[1, 0, 3, 0, 0]]);
  expect(await held()).toEqual(
    before
      .flatMap((row) =>
        row.startsWith('E81044') ? ['E81044 U15644 2019-10-01 2026-01-01', 'E81044 U27128 2026-01-01'] : [row],
      )
      .sort(),
  );
  const again = await importInto(database, current, {}, true);
  expect(again.ok && again.value.files.map(countsOf)).toEqual([[0, 0, 4, 0, 0]]);
});

test('a file that tells of ended memberships is no file of current ones', async () => {
  const refused = await importInto(
    database,
    { [name]: epcnPartnersOf([['E81003', 'U15644', '20191001', '20200331']]) },
    {},
    true,
  );
  expect(refused).toEqual({
    ok: false,
    problems: [
      `${name} lists memberships that have ended, so it does not list current ones only. Leave out --current-only.`,
    ],
  });
});
