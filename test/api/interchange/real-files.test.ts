import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { liesAhead, openDatabase } from '../../../src/app.js';
import { importOfficialFiles } from '../../../src/interchange/import/import-official-files.js';
import { recogniseFiles } from '../../../src/interchange/import/recognise-files.js';
import { countsOf } from '../../support/interchange/official-files.js';
import { startTestApp, type TestApp } from '../../support/server/test-app.js';

const names = {
  epraccur: 'epraccur_2025-11_QHG.csv',
  'epcn-details': 'epcn_2023-02_M1J4Y_pcn_details.csv',
  'epcn-partners': 'epcn_2023-02_M1J4Y_core_partners.csv',
  lists: 'gp-reg-pat-prac-all_2021-01-01_BLMK_extract.csv',
  payments: 'nhs_payments_2022-23_M1J4Y.csv',
};
const folder = [process.env['SHARED_DATA'], resolve('../shared/data')].find(
  (directory) => directory !== undefined && Object.values(names).every((name) => existsSync(resolve(directory, name))),
);

if (folder === undefined) {
  console.warn("The import of an ICB's real files did not run: they are neither in SHARED_DATA nor in ../shared/data.");
  test.skip('the real files of an ICB (they are not at hand)', () => undefined);
} else {
  loads(new Map(Object.entries(names).map(([option, name]) => [option, resolve(folder, name)])));
}

function loads(paths: ReadonlyMap<string, string>) {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp({ now: '2026-11-23T09:00:00Z' });
  });
  afterAll(() => app.close());

  const load = async () => {
    const recognised = await recogniseFiles({ paths });
    if (!recognised.ok) throw new Error(recognised.problems.join('\n'));
    const owner = await openDatabase(app.database.urls.owner, { poolSize: 1, statementTimeoutMs: 0 });
    const progress = { waiting: () => undefined, reading: () => undefined, applying: () => undefined };
    const report = await importOfficialFiles({ owner, files: recognised.value, progress, liesAhead }).finally(() =>
      owner.close(),
    );
    return report.ok ? report.value.files.map(countsOf) : report.problems;
  };

  test('the real files of an ICB: every GP practice, network, membership and list, and on a second run nothing', async () => {
    expect(await load()).toEqual([
      [123, 0, 0, 87, 0],
      [26, 0, 0, 0, 0],
      [116, 0, 0, 0, 0],
      [98, 0, 0, 0, 0],
      [95, 0, 0, 2, 2],
    ]);
    expect(await load()).toEqual([
      [0, 0, 123, 87, 0],
      [0, 0, 26, 0, 0],
      [0, 0, 116, 0, 0],
      [0, 0, 98, 0, 0],
      [0, 0, 95, 2, 2],
    ]);
    const ask = await app.as('icb-viewer', 'QHG');
    const reply = await ask(`{ practices(first: 1) { totalCount } pcns(first: 1) { totalCount }
      pcn(by: {odsCode: "U15644"}) { populations { basis value } } }`);
    expect(reply.data).toEqual({
      practices: { totalCount: 88 },
      pcns: { totalCount: 23 },
      pcn: {
        populations: [
          { basis: 'REGISTERED', value: 49576 },
          { basis: 'WEIGHTED', value: 46529.23 },
          { basis: 'PCN_ADJUSTED', value: null },
        ],
      },
    });
  });
}
