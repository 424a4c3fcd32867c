import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checksums } from '../support/database/changes.js';
import { importWithPeak, practicesFile, writeList } from '../support/interchange/large-lists.js';
import { epraccurOf, icbFiles, imported, listsOf, writeFiles } from '../support/interchange/official-files.js';
import { killServers, runCommand, runServer } from '../support/server/server-process.js';
import { cloneDatabase, type TestDatabase } from '../support/database/test-database.js';

const cli = resolve('dist/src/cli.js');
let database: TestDatabase;
let env: Record<string, string>;
let scratch: string;
beforeAll(async () => {
  database = await cloneDatabase();
  const { app, owner, worker } = database.urls;
  env = { DATABASE_URL: app, DATABASE_OWNER_URL: owner, DATABASE_WORKER_URL: worker };
  scratch = mkdtempSync(join(tmpdir(), 'import-'));
  chmodSync(scratch, 0o711);
  await imported(database, { 'epraccur.csv': practicesFile() });
});
afterEach(killServers);
afterAll(async () => {
  await database.drop();
  rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

function argumentsFor(paths: ReadonlyMap<string, string>) {
  return [...paths].flatMap(([option, path]) => [`--${option}`, path]);
}

test('a wrong call ends with 2 and the usage, a wrong file with 1 and its reason', async () => {
  const wrong = async (...args: string[]) => {
    const { code, output, errors } = await runCommand(['import', ...args], env);
    return [code, output, errors.split('\n')[0]];
  };
  const usage = expect.stringMatching(/^Say which files to load: npm run import -- \[--epraccur FILE\]/);
  expect(await wrong()).toEqual([2, '', usage]);
  expect(await wrong('--epracur', 'F')).toEqual([2, '', "Unknown option '--epracur'."]);
  expect(await wrong('--lists', 'F', '--as-of', 'yesterday')).toEqual([
    2,
    '',
    '--as-of takes the day of the ODS files, such as 2025-11-28, not "yesterday".',
  ]);
  expect(await wrong('--lists', 'F', '--current-only')).toEqual([
    2,
    '',
    '--current-only is for the partners of PCNs. Name their file with --epcn-partners.',
  ]);
  expect(await wrong('--lists', '/nowhere')).toEqual([1, '', '/nowhere does not exist. Check the path.']);
});

test('an import that is killed leaves nothing, and the next one does it all', async () => {
  const before = await checksums(database);
  const path = join(scratch, 'gp-reg-pat-prac-all.csv');
  writeList(path, 30_000);
  const command = runServer({
    env,
    command: [process.execPath, cli, 'import', '--lists', path],
  });
  const inserting = `select from pg_stat_activity where datname = current_database() and query like '%insertPopulations%'
    and query not like '%pg_stat_activity%'`;
  while ((await database.sql(inserting)).length === 0) await sleep(2);
  command.kill('SIGKILL');
  await command.exited;
  while ((await database.sql(`select from pg_locks where locktype = 'advisory' and objid = 4700011`)).length > 0)
    await sleep(5);
  expect(await checksums(database)).toEqual(before);
  const { code, output } = await runCommand(['import', '--lists', path, '--json'], env);
  expect([code, JSON.parse(output).files]).toMatchObject([
    0,
    [{ option: 'lists', rows: 30_000, new: 30_000, refused: 0 }],
  ]);
});

/** Starts an import and resolves when one of its statements waits for a row that another session holds. */
async function importAtWork(holder: pg.Client) {
  await holder.connect();
  await holder.query('begin');
  await holder.query(`select from organisation where ods_code = 'T00001' for no key update`);
  const [path = ''] = writeFiles({ 'epraccur_2026-01-01.csv': practicesFile() }).values();
  const command = runServer({ env, command: [process.execPath, cli, 'import', '--epraccur', path] });
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    and query like '%lockImported%'`;
  let ended = false;
  void command.exited.then(() => (ended = true));
  while ((await database.sql(waiting)).length === 0) {
    if (ended) throw new Error(`It did not wait:\n${command.output()}\n${command.errors()}`);
    await sleep(5);
  }
  return command;
}

test('an import that is killed in the middle of a statement holds the next one up no longer', async () => {
  const before = await checksums(database);
  const holder = new pg.Client({ connectionString: database.urls.owner });
  const command = await importAtWork(holder);
  command.kill('SIGKILL');
  await command.exited;
  // The statement could go on only when the row is let go, which it is not: the next import would wait for ever.
  const path = join(scratch, 'gp-reg-pat-prac-all.csv');
  writeList(path, 10, 5);
  const { code, output } = await runCommand(['import', '--lists', path, '--json'], env);
  expect([code, JSON.parse(output).files]).toMatchObject([0, [{ option: 'lists', rows: 10, new: 10 }]]);
  await holder.end();
  const { population, audit_entry, official_import, ...others } = await checksums(database);
  expect(before).toMatchObject(others);
  expect([population, audit_entry, official_import]).not.toContain(undefined);
});

test('an import that is told to stop cancels its statement, says so and changes nothing', async () => {
  const before = await checksums(database);
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    const holder = new pg.Client({ connectionString: database.urls.owner });
    const command = await importAtWork(holder);
    command.kill(signal);
    expect(await command.exited).toEqual({ code, signal: null });
    expect([command.output(), command.errors()]).toEqual(['', 'The import was stopped. Nothing was changed.\n']);
    const held = `select from pg_locks where locktype = 'advisory' and objid = 4700011`;
    expect(await database.sql(held)).toEqual([]);
    await holder.end();
  }
  expect(await checksums(database)).toEqual(before);
});

test('an import that waits for another one can be told to stop, too', async () => {
  const holder = new pg.Client({ connectionString: database.urls.owner });
  const first = await importAtWork(holder);
  const path = join(scratch, 'gp-reg-pat-prac-all.csv');
  writeList(path, 10, 6);
  const second = runServer({ env, command: [process.execPath, cli, 'import', '--lists', path] });
  await second.says(/Another import is running/);
  second.kill('SIGTERM');
  expect(await second.exited).toEqual({ code: 143, signal: null });
  await holder.end();
  expect(await first.exited).toEqual({ code: 0, signal: null });
});

test('an import that loses its connection says that it may be repeated', async () => {
  const holder = new pg.Client({ connectionString: database.urls.owner });
  const command = await importAtWork(holder);
  await database.sql(`select pg_terminate_backend(pid) from pg_stat_activity where query like '%lockImported%'
    and wait_event_type = 'Lock' and datname = current_database()`);
  expect([await command.exited, command.errors()]).toEqual([
    { code: 1, signal: null },
    'The connection to the database was lost, so the import may not be done. Import again: what is there already is left as it is.\n',
  ]);
  await holder.end();
});

test('an import whose every row is refused ends with 1 after its report, and keeps nothing', async () => {
  const before = await checksums(database);
  const practices = epraccurOf([
    { code: 'T00001', name: 'A' },
    { code: 'T00001', name: 'B', icb: 'QZZ' },
  ]);
  const lists = listsOf('NEW', [['A99999', '2026-04-01', '100']]);
  const paths = writeFiles({ 'epraccur_2026-01-01.csv': practices, 'gp-reg-pat-prac-all.csv': lists });
  const { code, output, errors } = await runCommand(['import', ...argumentsFor(paths)], env);
  expect([code, errors]).toEqual([1, 'Every row was refused, and the report says why. Nothing was changed.\n']);
  expect(output).toMatch(/^epraccur_2026-01-01\.csv .* 2 +0 +0 +0 +0 +2$/m);
  expect(output).toMatch(/^gp-reg-pat-prac-all\.csv .* 1 +0 +0 +0 +0 +1$/m);
  expect(await checksums(database)).toEqual(before);
});

// A million is for test/soak/import-memory.test.ts.
test('memory does not grow with the file: 100 rows and 20,000', async () => {
  const peaks: number[] = [];
  for (const [index, rows] of [100, 20_000].entries()) {
    const path = join(scratch, 'gp-reg-pat-prac-all.csv');
    writeList(path, rows, index + 1);
    const { report, peakMb } = await importWithPeak(path, env);
    expect(report.files).toMatchObject([{ rows, new: rows }]);
    peaks.push(peakMb);
  }
  const [small = 0, large = Infinity] = peaks;
  expect(large - small).toBeLessThan(100);
});

test('files go into the embedded database beside its server, and with the server stopped', async () => {
  const dataDir = join(scratch, 'data', '.data');
  const embedded = { PCN_DATA_DIR: dataDir, EXAMPLE: 'none' };
  const [details = '', partners = ''] = [
    writeFiles({ 'epcn-details_2023-02-24.csv': icbFiles['epcn-details_2023-02-24.csv'] }),
    writeFiles({ 'epcn-partners_2023-02-24.csv': icbFiles['epcn-partners_2023-02-24.csv'] }),
  ].map((paths) => argumentsFor(paths));
  const directory = argumentsFor(writeFiles({ 'epraccur_2025-11-28.csv': icbFiles['epraccur_2025-11-28.csv'] }));

  const stopped = await runCommand(['import', ...directory, ...details], embedded);
  expect([stopped.code, stopped.output]).toEqual([
    0,
    expect.stringMatching(/^epraccur_2025-11-28\.csv .* 8 +7 +0 +0 +1 +0$/m),
  ]);
  const server = runServer({ env: embedded });
  const address = await server.ready();
  const beside = await runCommand(['import', ...partners], embedded);
  expect([beside.code, beside.output]).toEqual([0, expect.stringMatching(/ 7 +7 +0 +0 +0 +0$/m)]);
  const token = await runCommand(['token', 'clinical-director', 'U15644'], embedded);
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token.output.trim()}` },
    body: JSON.stringify({ query: '{ pcn(by: {odsCode: "U15644"}) { members(first: 9) { totalCount } } }' }),
  });
  expect(await response.json()).toMatchObject({ data: { pcn: { members: { totalCount: 3 } } } });
  server.kill('SIGTERM');
  expect(await server.exited).toEqual({ code: 0, signal: null });
}, 180_000);
