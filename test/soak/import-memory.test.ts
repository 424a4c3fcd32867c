import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importWithPeak, practicesFile, writeList, writeRepeated } from '../support/interchange/large-lists.js';
import { imported } from '../support/interchange/official-files.js';
import { cloneDatabase, type TestDatabase } from '../support/database/test-database.js';

let database: TestDatabase;
let scratch: string;
beforeAll(async () => {
  database = await cloneDatabase();
  scratch = mkdtempSync(join(tmpdir(), 'import-'));
  await imported(database, { 'epraccur.csv': practicesFile() });
});
afterAll(async () => {
  await database.drop();
  rmSync(scratch, { recursive: true, force: true });
});

test('memory does not grow with the file: 100 rows, 10,000 and a million, new and then unchanged', async () => {
  const { app, owner, worker } = database.urls;
  const env = { DATABASE_URL: app, DATABASE_OWNER_URL: owner, DATABASE_WORKER_URL: worker };
  const path = join(scratch, 'gp-reg-pat-prac-all.csv');
  const peaks: [number, number][] = [];
  for (const [series, rows] of [100, 10_000, 1_000_000].entries()) {
    writeList(path, rows, series);
    for (const outcome of ['new', 'unchanged']) {
      const { report, peakMb } = await importWithPeak(path, env);
      expect(report.files).toMatchObject([{ rows, [outcome]: rows }]);
      peaks.push([rows, Math.round(peakMb)]);
    }
  }
  console.info(`rows and peak MB: ${JSON.stringify(peaks)}`);
  const [[, small = 0] = []] = peaks;
  expect(Math.max(...peaks.map(([, peak]) => peak)) - small).toBeLessThan(100);
}, 900_000);

test('a million rows that say the same, and a million that contradict each other', async () => {
  const { app, owner, worker } = database.urls;
  const env = { DATABASE_URL: app, DATABASE_OWNER_URL: owner, DATABASE_WORKER_URL: worker };
  const path = join(scratch, 'gp-reg-pat-prac-all.csv');
  const rows = 1_000_000;
  writeRepeated(path, rows, () => 100);
  const same = await importWithPeak(path, env);
  expect(same.report.files).toMatchObject([{ rows, new: 1, unchanged: rows - 1, refused: 0 }]);
  writeRepeated(path, rows, (index) => 200 + (index % 1000));
  const refused = await importWithPeak(path, env, 1);
  expect(refused.report.files).toMatchObject([{ rows, new: 0, unchanged: 0, refused: rows }]);
  console.info(`peak MB: ${Math.round(same.peakMb)} and ${Math.round(refused.peakMb)}`);
}, 900_000);
