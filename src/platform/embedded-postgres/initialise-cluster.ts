import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { as } from './account.js';
import type { Binaries } from './binaries.js';
import type { DataHome } from './data-home.js';
import { diskFull, EmbeddedPostgresError } from './embedded-postgres-error.js';
import { syncFolder } from './private-file.js';
import { argumentsOf, processNumbers, programOf } from './process-table.js';

const UNFINISHED = 'new-';

/**
 * Creates the cluster, with the superuser `postgres`. It is created next to its place and renamed when complete, so
 * that being killed at any moment leaves either no cluster or a whole one.
 */
export async function initialiseCluster(options: {
  home: DataHome;
  binaries: Binaries;
  superuserPassword: string;
  durable: boolean;
}): Promise<void> {
  const { home, binaries } = options;
  const work = mkdtempSync(join(home.path, UNFINISHED));
  chmodSync(work, 0o711);
  const cluster = join(work, 'cluster');
  const password = join(work, 'password');
  mkdirSync(cluster, { mode: 0o700 });
  writeFileSync(password, options.superuserPassword, { mode: 0o600 });
  if (home.account) for (const path of [cluster, password]) chownSync(path, home.account.uid, home.account.gid);

  try {
    await run(binaries.initdb, home, [
      ...['-D', cluster, '--username=postgres', `--pwfile=${password}`, '--auth=scram-sha-256', '--encoding=UTF8'],
      // PostgreSQL's own C.UTF-8 sorts and folds case the same on every machine, whatever locales that has.
      ...(binaries.major >= 17
        ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
        : ['--locale=C.UTF-8']),
      '--no-instructions',
      ...(options.durable ? [] : ['--no-sync']),
    ]);

    renameSync(cluster, home.cluster);
    syncFolder(home.path);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** What a killed start left behind. Its initdb may still be running; without it nothing new appears there. */
export function removeUnfinished(home: DataHome): void {
  for (const name of readdirSync(home.path)) {
    if (!name.startsWith(UNFINISHED)) continue;
    const work = join(home.path, name);
    for (const pid of processNumbers()) {
      if (programOf(pid) !== 'initdb' || !argumentsOf(pid).includes(join(work, 'cluster'))) continue;
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended just now.
      }
    }
    rmSync(work, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

async function run(initdb: string, home: DataHome, args: string[]): Promise<void> {
  // In a session of its own, like the server: Ctrl-C in a terminal is for us to handle.
  const child = spawn(initdb, args, { ...as(home.account), stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', resolve);
  });
  if (code === 0) return;
  if (/No space left on device|Disk quota exceeded/.test(output)) throw diskFull(home.path, output);
  if (/effective user ID/.test(output)) {
    throw new EmbeddedPostgresError(
      'NO_UNPRIVILEGED_USER',
      `User ${process.getuid?.()} has no entry in /etc/passwd, and PostgreSQL cannot create a database without one. ` +
        'Start as a named user, or set DATABASE_URL to a PostgreSQL of your own.',
      output,
    );
  }
  const reason = output.split('\n').find((line) => /error|fatal/i.test(line)) ?? `initdb ended with ${String(code)}`;
  throw new EmbeddedPostgresError(
    'START_FAILED',
    `PostgreSQL could not create its database in ${home.path}: ${reason.trim()}. ` +
      'Set PCN_DATA_DIR to another folder, or DATABASE_URL to a PostgreSQL of your own.',
    output,
  );
}
