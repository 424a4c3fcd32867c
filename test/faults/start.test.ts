import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startIdentityProvider } from '../support/server/identity-provider.js';
import {
  killServers,
  processesOn,
  runCommand,
  runServer,
  type ServerProcess,
} from '../support/server/server-process.js';
import { cloneDatabase } from '../support/database/test-database.js';

const isRoot = process.getuid?.() === 0;

let scratch: string;
/** A data folder whose first start was killed at every stage, and then came through. */
let dataDir: string;
function newFolder() {
  return join(mkdtempSync(join(scratch, 'data-')), '.data');
}

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'start-'));
  chmodSync(scratch, 0o711);
});
afterEach(killServers);
afterAll(async () => {
  await until(() => processesOn(scratch).length === 0);
  rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

async function until(condition: () => boolean, limitMs = 60_000) {
  for (const since = performance.now(); !condition(); await sleep(10)) {
    if (performance.now() - since > limitMs) throw new Error(`not within ${limitMs} ms: ${condition}`);
  }
}

/** Starts on a data folder; on the used one unless another is named. */
function start(folder = dataDir, env: Record<string, string> = {}): ServerProcess {
  chmodSync(join(folder, '..'), 0o711);
  return runServer({ env: { PCN_DATA_DIR: folder, ...env } });
}

async function ask(address: string, token: string, query: string, variables = {}) {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, body: await response.json() };
}

async function status(url: string) {
  return (await fetch(url)).status;
}

/** A demo token of the data folder for a role, as `npm run -s token` tells it. */
async function demoToken(role: string): Promise<string> {
  const { output } = await runCommand(['token', role], { PCN_DATA_DIR: dataDir });
  return output.trimEnd().split('\n').at(-1)!;
}

async function stopped(server: ServerProcess, signal: NodeJS.Signals = 'SIGTERM') {
  server.kill(signal);
  expect(await server.exited).toEqual({ code: 0, signal: null });
}

async function asOwner(folder: string): Promise<pg.Client> {
  const { owner } = JSON.parse(readFileSync(join(folder, 'database-urls.json'), 'utf8')) as { owner: string };
  const client = new pg.Client({ connectionString: owner });
  client.on('error', () => undefined); // the server's stop ends it
  await client.connect();
  return client;
}

const record = `mutation ($input: RecordPopulationInput!) {
  recordPopulation(input: $input) { population { value } userErrors { code } } }`;
const figure = { organisation: 'E81003', basis: 'REGISTERED', countedOn: '2026-05-01', value: 21400, source: 'test' };
const figures = `{ practice(by: {odsCode: "E81003"}) { populations { basis value } } }`;

test('a first start killed at any stage leaves nothing half-made: the next one completes it', async () => {
  dataDir = newFolder();
  for (const stage of [/^Creating a new database/m, /^Creating its tables/m, /^Loading the example network/m]) {
    const server = start(dataDir);
    await server.says(stage);
    await sleep(100);
    server.kill('SIGKILL');
    await server.exited;
  }
  const server = start(dataDir);
  await server.says(/^Loading the example network/m);
  const [, listening] = await server.says(/Server listening at (http:[^"]+)/);
  expect(await status(`${listening}/health/live`)).toBe(200);
  expect(await status(`${listening}/health/ready`)).toBe(503);
  expect(await ask(listening!, 'none', '{ __typename }')).toMatchObject({
    status: 503,
    body: { errors: [{ message: 'PCN Rota is still preparing the example network. Ask again in a moment.' }] },
  });

  const address = await server.ready();
  expect(await status(`${address}/health/ready`)).toBe(200);
  const reply = await ask(
    address,
    await demoToken('clinical-director'),
    '{ pcn(by: {odsCode: "U15644"}) { name members(first: 10) { totalCount } } }',
  );
  expect(reply.body.data.pcn).toEqual({ name: 'Leighton Linslade Health Connections PCN', members: { totalCount: 3 } });
  const client = await asOwner(dataDir);
  const { rows } = await client.query('select datname from pg_database where not datistemplate order by datname');
  await client.end();
  expect(rows).toEqual([{ datname: 'pcn_rota' }, { datname: 'postgres' }]);

  const written = await ask(address, await demoToken('icb-contract-manager'), record, { input: figure });
  expect(written.body.data.recordPopulation).toEqual({ population: { value: 21400 }, userErrors: [] });
  await stopped(server);
  expect(processesOn(dataDir)).toEqual([]);
});

test('data, port and tokens outlive a restart, and nobody else can read the key', async () => {
  const server = start();
  const address = await server.ready();
  const { output } = await runCommand(['token', 'practice-manager', 'e81003'], { PCN_DATA_DIR: dataDir });
  const reply = await ask(address, output.trimEnd().split('\n').at(-1)!, figures);
  expect(reply.body.data.practice.populations).toContainEqual({ basis: 'REGISTERED', value: 21400 });
  for (const file of ['demo-key.json', 'database-urls.json']) {
    expect(statSync(join(dataDir, file)).mode & 0o777).toBe(0o600);
  }
  expect(server.output()).not.toContain('Loading');
  await stopped(server);
});

test('beside a running server: a second start is told so, and commands work', async () => {
  const server = start();
  const { port } = new URL(await server.ready());
  const running = new RegExp(
    `^PCN Rota is already running on this data folder \\(process ${server.pid}, since .* UTC\\)\\. ` +
      'Stop it, or set PCN_DATA_DIR to another folder\\.\n$',
  );
  for (const second of [start(), start(dataDir, { PORT: port })]) {
    expect(await second.exited).toEqual({ code: 1, signal: null });
    expect(second.errors()).toMatch(running);
  }

  const env = { PCN_DATA_DIR: dataDir };
  const steps = await runCommand(['migrate', 'status'], env);
  expect(steps).toMatchObject({
    code: 0,
    output: expect.stringMatching(/^(done {4}\d{4}-[a-z0-9-]+\n)+(done {4}functions\/\w+\n)+$/),
  });
  expect(await runCommand(['example'], env)).toMatchObject({
    code: 1,
    errors: expect.stringMatching(/^The example network is there already\./),
  });
  expect(await runCommand(['token', 'boss'], env)).toEqual({
    code: 1,
    output: '',
    errors:
      'There is no role "boss". The roles are: icb-viewer, icb-contract-manager, clinical-director, rota-manager, ' +
      'practice-manager, care-navigator, provider-manager, booking-partner, clinician, system.\n',
  });
  const toured = await runCommand(['tour'], { ...env, PORT: port });
  expect(toured).toMatchObject({ code: 0, errors: '', output: expect.stringContaining('"bookSlot": {') });
  expect(await status(`http://127.0.0.1:${port}/health/ready`)).toBe(200);
});

describe('a taken port', () => {
  const line = (port: number) =>
    `Port ${port} of 127.0.0.1 is taken by another program. Stop that program, or choose another port: ` +
    `PORT=${port + 1} npm start\n`;
  const occupy = (port: number) =>
    new Promise<{ port: number; free(): void }>((settle, refuse) => {
      const server = createServer();
      server.once('error', refuse);
      server.listen(port, '127.0.0.1', () =>
        settle({ port: (server.address() as AddressInfo).port, free: () => server.close() }),
      );
    });

  test('is told before anything is started for nothing', async () => {
    const other = await occupy(0);
    const folder = newFolder();
    const server = start(folder, { PORT: String(other.port) });
    expect(await server.exited).toEqual({ code: 1, signal: null });
    other.free();
    expect([server.output(), server.errors()]).toEqual(['', line(other.port)]);
    expect(existsSync(folder)).toBe(false);
  });

  test('is told as well where somebody takes it while PostgreSQL starts, which then is stopped', async () => {
    const found = await occupy(0);
    found.free();
    const server = start(dataDir, { PORT: String(found.port) });
    await until(() => processesOn(dataDir).length > 0);
    const other = await occupy(found.port);
    expect(await server.exited).toEqual({ code: 1, signal: null });
    other.free();
    expect(server.errors().replace(/^\{.*\n/gm, '')).toBe(line(found.port));
    expect(processesOn(dataDir)).toEqual([]);
  });
});

describe('told to stop', () => {
  /** Connects before the stop; the reply of a question sent later over this connection. */
  const connected = async (address: string) => {
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    // At work, as an idle one is closed at once: the head of a request whose end comes later.
    socket.write('GET /health/ready HTTP/1.1\r\n');
    return async () => {
      socket.write('host: x\r\n\r\n');
      let reply = '';
      for await (const chunk of socket) reply += String(chunk);
      return reply;
    };
  };

  /** A mutation that waits for a lock which the test holds. */
  const withRequestAtWork = async () => {
    const server = start();
    const address = await server.ready();
    const holder = await asOwner(dataDir);
    await holder.query('begin; lock table population in access exclusive mode');
    const input = { ...figure, countedOn: '2026-06-01' };
    const token = await demoToken('icb-contract-manager');
    const reply = ask(address, token, record, { input }).catch(() => 'cut off');
    const waiting = `select from pg_locks where not granted`;
    while ((await holder.query(waiting)).rowCount === 0) await sleep(20);
    return { server, address, holder, reply };
  };

  test('by Ctrl-C, which arrives twice under npm, it finishes what it has accepted and takes nothing new', async () => {
    const { server, address, holder, reply } = await withRequestAtWork();
    const since = performance.now();
    const finish = await connected(address);
    process.kill(-server.pid, 'SIGINT');
    await sleep(50);
    process.kill(server.pid, 'SIGINT');
    await sleep(600);
    await expect(fetch(`${address}/health/live`)).rejects.toThrow('fetch failed');
    const ready = await finish();
    expect(ready).toMatch(/^HTTP\/1\.1 503 /);
    expect(ready).toContain('{"status":"not ready","waitingFor":["no more requests: the server is stopping"]}');
    await holder.query('rollback');
    expect(await reply).toMatchObject({ status: 200, body: { data: { recordPopulation: { userErrors: [] } } } });
    await holder.end();
    expect(await server.exited).toEqual({ code: 0, signal: null });
    expect(performance.now() - since).toBeLessThan(5000);
    expect(processesOn(dataDir)).toEqual([]);
  });

  test('by a second Ctrl-C it waits for no request, and still stops PostgreSQL', async () => {
    const { server, reply } = await withRequestAtWork();
    process.kill(-server.pid, 'SIGINT');
    await sleep(600);
    process.kill(-server.pid, 'SIGINT');
    const since = performance.now();
    expect(await server.exited).toEqual({ code: 0, signal: null });
    expect(performance.now() - since).toBeLessThan(3000);
    expect(await reply).not.toMatchObject({ body: { data: { recordPopulation: expect.anything() } } });
    expect(processesOn(dataDir)).toEqual([]);
  });

  test('in the middle of a first start it ends at once, without a word of alarm', async () => {
    const folder = newFolder();
    const server = start(folder);
    await server.says(/^Loading the example network/m);
    await stopped(server, 'SIGINT');
    expect(server.errors().replace(/^\{.*\n/gm, '')).toBe('');
    expect(processesOn(folder)).toEqual([]);
  });

  test('through npm, by the signal that a service manager sends', async () => {
    const server = runServer({ env: { PCN_DATA_DIR: dataDir, HOME: scratch }, command: ['npm', 'start'] });
    await server.ready();
    await stopped(server);
    expect(processesOn(dataDir)).toEqual([]);
  });
});

(isRoot ? test : test.skip)(
  'an ordinary user starts and stops it just the same',
  async () => {
    const nobody = Number(execFileSync('id', ['-u', 'nobody']).toString());
    const main = resolve('dist/src/main.js');
    try {
      execFileSync('/bin/cat', [main], { uid: nobody, gid: nobody, cwd: '/', stdio: 'ignore' });
    } catch {
      return; // a checkout where only root can enter
    }
    const home = mkdtempSync(join(scratch, 'nobody-'));
    execFileSync('chown', ['nobody', home]);
    const folder = join(home, '.data');
    const server = runServer({ env: { PCN_DATA_DIR: folder, EXAMPLE: 'none' }, uid: nobody });
    const address = await server.ready();
    expect(await status(`${address}/health/ready`)).toBe(200);
    expect(statSync(folder)).toMatchObject({ uid: nobody });
    await stopped(server);
    expect(processesOn(folder)).toEqual([]);
  },
  60_000,
);

describe('on a PostgreSQL of somebody else', () => {
  const envOf = (urls: { app: string; owner: string; worker: string }) => ({
    DATABASE_URL: urls.app,
    DATABASE_OWNER_URL: urls.owner,
    DATABASE_WORKER_URL: urls.worker,
  });

  test('it serves with the tokens of an identity provider, once it is migrated, and starts nothing embedded', async () => {
    const database = await cloneDatabase('template0');
    const identity = await startIdentityProvider();
    const folder = newFolder();
    const env = { ...envOf(database.urls), PCN_DATA_DIR: folder };

    const early = start(folder, { ...env, ...identity.env });
    expect(await early.exited).toEqual({ code: 1, signal: null });
    expect(early.errors()).toMatch(
      /^The database behind DATABASE_URL needs 0001-platform, .*\. Run: npm run migrate -- up\n$/,
    );
    expect(await runCommand(['migrate', 'up'], env)).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^done {4}0001-platform\n(.*\n)+done {4}functions\/app_now\n/),
      errors: '',
    });

    const server = start(folder, { ...env, ...identity.env });
    const address = await server.ready();
    expect(await status(`${address}/health/ready`)).toBe(200);
    const reply = await ask(address, await identity.token('icb-viewer', 'QHG'), '{ pcns { totalCount } }');
    expect(reply).toMatchObject({ status: 200, body: { data: { pcns: { totalCount: 0 } } } });
    expect(server.output()).not.toContain('Demo tokens');
    expect(existsSync(folder)).toBe(false);
    await stopped(server);
    identity.close();
    await database.drop();
  });

  test('it refuses to serve without an identity provider, or as a role that row-level security does not hold', async () => {
    const database = await cloneDatabase();
    const env = envOf(database.urls);
    const open = start(newFolder(), env);
    const superuser = new URL(database.urls.app);
    const { username, password } = new URL(process.env['TEST_SUPERUSER_URL']!);
    Object.assign(superuser, { username, password });
    const identity = { AUTH_ISSUER: 'https://login.example', AUTH_JWKS_URL: 'http://127.0.0.1:1/keys' };
    const powerful = start(newFolder(), { ...env, ...identity, DATABASE_URL: superuser.href });
    expect(await Promise.all([open.exited, powerful.exited])).toEqual([
      { code: 1, signal: null },
      { code: 1, signal: null },
    ]);
    expect(open.errors()).toMatch(/^DATABASE_URL is set, so AUTH_ISSUER and AUTH_JWKS_URL must name .*\n$/);
    expect(powerful.errors()).toMatch(/^The role "postgres" of DATABASE_URL is too powerful: it is a superuser, .*\n$/);
    await database.drop();
  });
});

test('an old Node is told in one line what to do', async () => {
  const module = resolve('dist/src/start/prepare-node.js');
  const program = `import(${JSON.stringify(module)}).then(({ prepareNode }) => prepareNode('20.20.2'))`;
  const old = runServer({ command: [process.execPath, '-e', program] });
  expect(await old.exited).toEqual({ code: 1, signal: null });
  expect(old.errors()).toMatch(/^PCN Rota needs Node 22\.18 or newer, and this is 20\.20\.2\. .*\n$/);
});
