import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  countsOf,
  icbFiles,
  imported,
  importInto,
  epraccurOf,
  listsOf,
} from '../../support/interchange/official-files.js';
import { checksums } from '../../support/database/changes.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
});
afterAll(() => app.close());

async function counted(files: Readonly<Record<string, string | Buffer>>) {
  return Object.fromEntries(
    Object.entries(await imported(app.database, files)).map(([option, it]) => [option, countsOf(it)]),
  );
}

describe('an ICB’s files in an empty database', () => {
  test('new rows are counted, those that are no GP practice left out', async () => {
    expect(await counted(icbFiles)).toEqual({
      epraccur: [7, 0, 0, 1, 0],
      'epcn-details': [3, 0, 0, 0, 0],
      'epcn-partners': [7, 0, 0, 0, 0],
      lists: [4, 0, 0, 0, 0],
      payments: [3, 0, 0, 0, 0],
    });
  });

  test('the server answers from them: network, commissioner, members, populations with their source', async () => {
    const ask = await app.as('icb-viewer', 'QHG');
    const reply = await ask(`{ pcn(by: {odsCode: "U15644"}) {
      name commissioner { odsCode name }
      members(first: 10) { edges { node { odsCode name sites { name postcode kind } } } }
      populations { basis value sources } } }`);
    expect(reply.errors).toBeUndefined();
    const site = (name: string, postcode: string) => [{ name, postcode, kind: 'MAIN' }];
    expect(reply.data.pcn).toEqual({
      name: 'LEIGHTON LINSLADE HEALTH CONNECTIONS PCN',
      commissioner: { odsCode: 'M1J4Y', name: 'NHS BEDFORDSHIRE, LUTON AND MILTON KEYNES ICB - M1J4Y' },
      members: {
        edges: [
          ['E81003', 'DR JL HENDERSON & PARTNERS', 'LU7 1AR'],
          ['E81004', 'SALISBURY HOUSE SURGERY', 'LU7 1RS'],
          ['E81044', 'LEIGHTON ROAD SURGERY', 'LU7 1AR'],
        ].map(([odsCode = '', name = '', postcode = '']) => ({ node: { odsCode, name, sites: site(name, postcode) } })),
      },
      populations: [
        {
          basis: 'REGISTERED',
          value: 53287,
          sources: ['NHS England, Patients Registered at a GP Practice (gp-reg-pat-prac-all.csv)'],
        },
        {
          basis: 'WEIGHTED',
          value: 46529.23,
          sources: ['NHS Payments to General Practice of 2023-03-31 (payments_2022-23.csv)'],
        },
        { basis: 'PCN_ADJUSTED', value: null, sources: [] },
      ],
    });
  });

  test('the ICB sees its networks; last days are inclusive, and a closed practice’s membership ends with it', async () => {
    const ask = await app.as('icb-viewer', 'QHG');
    const reply = await ask(`{
      icb(by: {odsCode: "QHG"}) { name }
      pcns(first: 10) { edges { node { odsCode } } }
      gone: practice(by: {odsCode: "E81064"}, asOf: "2025-02-28") { network { odsCode } }
      after: practice(by: {odsCode: "E81064"}, asOf: "2025-03-01") { network { odsCode } }
      last: practice(by: {odsCode: "E81063"}, asOf: "2022-03-31") { network { odsCode } }
      first: practice(by: {odsCode: "E81063"}, asOf: "2022-04-01") { network { odsCode } } }`);
    expect(reply.errors).toBeUndefined();
    expect(reply.data).toEqual({
      icb: { name: 'NHS BEDFORDSHIRE, LUTON AND MILTON KEYNES ICB' },
      pcns: { edges: ['U15644', 'U27128'].map((odsCode) => ({ node: { odsCode } })) },
      gone: { network: { odsCode: 'U27128' } },
      after: { network: null },
      last: { network: { odsCode: 'U33695' } },
      first: { network: { odsCode: 'U27128' } },
    });
  });

  test('the trail counts rows in one batch, under which the files stand', async () => {
    const trail = await app.database.sql<{ table: string; operation: string; n: number; batch: string; actor: string }>(
      `select table_name as table, operation, sum(row_count)::int as n, min(batch_id) as batch, min(actor) as actor
       from audit_entry where not copy group by 1, 2 order by 1, 2`,
    );
    const [{ batch = '' } = {}] = trail;
    expect(trail.map(({ table, operation, n, actor }) => [table, operation, n, actor])).toEqual([
      ['commissioning', 'INSERT', 11, 'import'],
      ['membership', 'INSERT', 7, 'import'],
      ['organisation', 'INSERT', 12, 'import'],
      ['organisation_name', 'INSERT', 12, 'import'],
      ['population', 'INSERT', 7, 'import'],
      ['site', 'INSERT', 7, 'import'],
      ['site_operation', 'INSERT', 7, 'import'],
    ]);
    expect(
      await app.database.sql(
        `select kind, edition_on::text as on, rows_read::int as rows from official_import where batch_id = $1 order by kind`,
        [batch],
      ),
    ).toEqual([
      { kind: 'epcn-details', on: '2023-02-24', rows: 3 },
      { kind: 'epcn-partners', on: '2023-02-24', rows: 7 },
      { kind: 'epraccur', on: '2025-11-28', rows: 8 },
      { kind: 'lists', on: null, rows: 4 },
      { kind: 'payments', on: '2023-03-31', rows: 3 },
    ]);
  });

  test('a second run changes nothing, not even the trail', async () => {
    const before = await checksums(app.database);
    const report = await importInto(app.database, icbFiles);
    expect(report.ok && report.value.batchId).toBe(null);
    expect(report.ok && report.value.files.map(countsOf)).toEqual([
      [0, 0, 7, 1, 0],
      [0, 0, 3, 0, 0],
      [0, 0, 7, 0, 0],
      [0, 0, 4, 0, 0],
      [0, 0, 3, 0, 0],
    ]);
    expect(await checksums(app.database)).toEqual(before);
  });
});

describe('a later edition', () => {
  test('renames, closes, moves to another commissioner, each from its day', async () => {
    const { epraccur } = await imported(app.database, {
      'epraccur_2026-06-30.csv': epraccurOf([
        { code: 'E81003', name: 'BASSETT ROAD  SURGERY' },
        { code: 'E81044', name: 'Leighton Road Surgery' },
        { code: 'K82067', name: 'A DORMANT PRACTICE', closed: '20260531', status: 'C' },
        { code: 'Y08787', name: 'LEIGHTON-LINSLADE HEALTH CONNECTIONS HUB', opened: '20250519', setting: '26' },
        { code: 'E81063', name: 'A PRACTICE OF LUTON', commissioner: '06P', joined: '20260401' },
      ]),
    });
    expect(epraccur && [countsOf(epraccur), epraccur.changes]).toEqual([
      [0, 3, 2, 0, 0],
      [
        { line: 1, code: 'E81003', what: 'Called "BASSETT ROAD SURGERY", was "DR JL HENDERSON & PARTNERS".' },
        { line: 3, code: 'K82067', what: 'Closed: 2026-06-01 is the first day without it, was open.' },
        { line: 5, code: 'E81063', what: 'Commissioned by 06P from 2026-04-01, was M1J4Y.' },
      ],
    ]);
    const ask = await app.as('icb-viewer', 'QHG');
    const reply = await ask(`{
      before: practice(by: {odsCode: "E81003"}, asOf: "2026-06-29") { name }
      now: practice(by: {odsCode: "E81003"}) { name formerNames { name to } }
      then: practice(by: {odsCode: "E81063"}, asOf: "2026-03-31") { commissioner { odsCode } }
      moved: practice(by: {odsCode: "E81063"}) { commissioner { odsCode } } }`);
    expect(reply.data).toEqual({
      before: { name: 'DR JL HENDERSON & PARTNERS' },
      now: { name: 'BASSETT ROAD SURGERY', formerNames: [{ name: 'DR JL HENDERSON & PARTNERS', to: '2026-06-30' }] },
      then: { commissioner: { odsCode: 'M1J4Y' } },
      moved: { commissioner: { odsCode: '06P' } },
    });
  });

  test('an older edition than one loaded before is refused whole, and says how to say that it is newer', async () => {
    const before = await checksums(app.database);
    const refused = await importInto(app.database, icbFiles);
    expect(!refused.ok && refused.problems).toEqual([
      expect.stringMatching(
        /epraccur_2025-11-28\.csv is of 2025-11-28, and epraccur_2026-06-30\.csv of 2026-06-30 .*--as-of/,
      ),
    ]);
    expect(await checksums(app.database)).toEqual(before);
  });

  test('a list counted anew for the same day takes the place of the first, and says what that was', async () => {
    const { lists } = await imported(app.database, {
      'gp-reg-pat-prac-all.csv': listsOf('OLD', [
        ['E81003', '01APR2026', '21350'],
        ['E81003', '01JAN2021', '17793'],
        ['E81004', '01APR2026', '12423'],
      ]),
    });
    expect(lists && [countsOf(lists), lists.changes]).toEqual([
      [1, 1, 1, 0, 0],
      [
        {
          line: 2,
          code: 'E81003',
          what:
            'REGISTERED on 2026-04-01: 21350, was 21349.00 (NHS England, Patients Registered at a GP Practice ' +
            '(gp-reg-pat-prac-all.csv))',
        },
      ],
    ]);
  });
});
