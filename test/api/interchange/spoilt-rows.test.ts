import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  countsOf,
  epcnDetailsOf,
  epcnPartnersOf,
  epraccurOf,
  icbFiles,
  imported,
} from '../../support/interchange/official-files.js';
import { cloneDatabase, type TestDatabase } from '../../support/database/test-database.js';

const name = 'epcn-partners_2026-02-24.csv';
const lines = epcnPartnersOf([
  ['E81003', 'U15644', '20191001'],
  ['E81004', 'U15644', '20191001', '20251031'],
  ['E81004', 'U27128', '20251101'],
  ['E81044', 'U15644', '20191001', '20251130'],
  ['E81063', 'U27128', '20220401'],
]).split(/(?<=\r\n)(?=E)/);
/** As an editor numbers them: the heading's breaks take ten lines. */
const [spoiltLine, otherLine] = [13, 12];
function fileWith(...last: readonly string[]): string {
  return [...lines.slice(0, 3), ...last].join('');
}
const [spoilt = '', after = '', end = ''] = lines.slice(3);

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await database.sql(`update app_clock set shift = '2026-11-23T09:00:00Z'::timestamptz - clock_timestamp()`);
  await imported(database, icbFiles);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.sql('delete from membership');
  await database.sql(`insert into membership (practice_id, pcn_id, valid_from, source)
    select p.id, n.id, '2019-10-01', 'test' from organisation p join organisation n
    on n.ods_code = case p.ods_code when 'E81063' then 'U27128' else 'U15644' end
    where p.ods_code in ('E81003', 'E81004', 'E81044', 'E81063')`);
});

async function held() {
  return (
    await database.sql<{
      held: string;
    }>(`select concat_ws(' ', p.ods_code, n.ods_code, m.valid_from, m.valid_to) as held
      from membership m join organisation p on p.id = m.practice_id join organisation n on n.id = m.pcn_id order by 1`)
  ).map((row) => row.held);
}
async function load(file: string) {
  const { 'epcn-partners': report } = await imported(database, { [name]: file });
  if (report === undefined) throw new Error('no report');
  return report;
}

const before = ['E81003 U15644 2019-10-01', 'E81004 U15644 2019-10-01', 'E81044 U15644 2019-10-01'];
const told = [
  'E81003 U15644 2019-10-01',
  'E81004 U15644 2019-10-01 2025-11-01',
  'E81004 U27128 2025-11-01',
  'E81044 U15644 2019-10-01 2025-12-01',
  'E81063 U27128 2022-04-01',
];

test('the whole file moves a practice and ends another’s membership', async () => {
  const report = await load(lines.join(''));
  expect([countsOf(report), report.warnings, await held()]).toEqual([[1, 3, 1, 0, 0], [], told]);
});

describe('a practice is taken whole or not at all, whatever made one of its rows unreadable', () => {
  test.each<[string, string]>([
    ['a letter of the PCN’s code', spoilt.replace('U27128', 'U2712B')],
    ['a digit of the PCN’s code', spoilt.replace('U27128', 'U27129')],
    ['an unquoted comma in a name', spoilt.replace('A PRACTICE', 'SMITH, JONES')],
    ['a comma too few', spoilt.replace('A PRACTICE,', 'A PRACTICE')],
    ['a line that was cut off', `${spoilt.slice(0, 14)}\r\n`],
    ['a day that there is not', spoilt.replace('20251101', '20251301')],
    ['a day that a spreadsheet spoilt', spoilt.replace('20251101', '2.03E+07')],
    ['an end before the beginning', spoilt.replace('20251101,', '20251101,20240101')],
    ['two lines run together', `${spoilt.trimEnd()}${end}`],
    ['two lines run together within a cell', `${spoilt.trimEnd()}True${end}`],
    [
      'a quotation mark that is not closed',
      `${spoilt.replace('A PRACTICE', '"A PRACTICE')}${end.replace('A PCN', 'A PCN"')}`,
    ],
  ])('%s', async (_what, row) => {
    const report = await load(fileWith(row, after, ...(row.includes('E81063') ? [] : [end])));
    expect((await held()).slice(0, 3)).toEqual([...before.slice(0, 2), 'E81044 U15644 2019-10-01 2025-12-01']);
    expect(report.warnings).toEqual([]);
    expect(report.refusals.map(({ line, what }) => [line, line === otherLine ? what : expect.any(String)])).toEqual([
      [
        otherLine,
        expect.stringMatching(
          new RegExp(`^Line ${spoiltLine} of the same (practice is refused|organisation cannot be read)\\.$`),
        ),
      ],
      [spoiltLine, expect.any(String)],
    ]);
  });
});

describe('after a row without a readable practice nothing ends on the strength of the file', () => {
  test.each<[string, string]>([
    ['a letter of the practice’s code', spoilt.replace('E81004', 'E8I004')],
    ['a digit of the practice’s code', spoilt.replace('E81004', 'E81404')],
    ['no code', spoilt.replace('E81004', '')],
    ['no code and a comma too many', spoilt.replace('E81004', '').replace('A PRACTICE', 'SMITH, JONES')],
    ['a remark between the rows', 'Rows of Luton from here\r\n'],
  ])('%s', async (_what, row) => {
    const report = await load(fileWith(row, after, end));
    expect((await held()).slice(0, 3)).toEqual(before);
    expect(report.warnings).toEqual([
      `This file ended no membership, since line ${spoiltLine} does not say which practice it is about. ` +
        '3 practices are therefore left as we have them. Correct the line, and import again.',
    ]);
    const why =
      `A membership that we hold would end, and line ${spoiltLine}, which does not say which practice it is about, may be the ` +
      'rest of its history.';
    expect(report.refusals.filter(({ line }) => line !== spoiltLine)).toEqual([
      { line: otherLine, code: 'E81004', what: why },
      { line: 14, code: 'E81044', what: why },
      { line: 15, code: 'E81063', what: why },
    ]);
  });
});

test('empty rows, and remarks below the last row, count for nothing', async () => {
  const nothing = [',,,,,,\r\n', ' , ,\r\n', '\r\n'];
  const below = ['Total rows,5\r\n', '"© Crown copyright, 2026"\r\n', 'Printed on 24/02/2026,,,,,,\r\n'];
  const report = await load([lines[0], nothing[0], ...lines.slice(1), ...nothing, ...below, ...nothing].join(''));
  expect([report.rows, countsOf(report), report.warnings, await held()]).toEqual([5, [1, 3, 1, 0, 0], [], told]);
});

test('a last row that is cut off is no remark', async () => {
  for (const [cut, isHeld] of [
    ['E8106\r\n', true],
    ['E81063,A PRA\r\n', false],
  ] as const) {
    const report = await load([...lines.slice(0, 5), cut].join(''));
    expect([report.refused > 0, report.warnings.length > 0]).toEqual([true, isHeld]);
  }
});

test('in the directory too: a second row of one code that cannot be read keeps the first from being taken', async () => {
  const closing = { code: 'E81044', name: 'LEIGHTON ROAD SURGERY', closed: '20260131', status: 'C' };
  const other = epraccurOf([{ code: 'E81044', name: 'LEIGHTON ROAD SURGERY' }]).replace('"A"', '"X"');
  const network = epcnDetailsOf([
    ['U33695', 'ANOTHER NAME', '20191001', '20220331'],
    ['U33695', 'EDEN (LUTON) PCN', '2019100'],
  ]);
  const report = await imported(database, {
    'epraccur_2026-02-24.csv': `${epraccurOf([closing])}${other}`,
    'epcn-details_2026-02-24.csv': network,
  });
  expect([report['epraccur'], report['epcn-details']].map((it) => it && [countsOf(it), it.refusals[0]])).toEqual([
    [[0, 0, 0, 0, 2], { line: 1, code: 'E81044', what: 'Line 2 of the same organisation cannot be read.' }],
    [[0, 0, 0, 0, 2], { line: 3, code: 'U33695', what: 'Line 4 of the same organisation cannot be read.' }],
  ]);
});
