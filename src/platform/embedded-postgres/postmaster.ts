import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { as } from './account.js';
import type { Binaries } from './binaries.js';
import type { DataHome } from './data-home.js';
import { diskFull, EmbeddedPostgresError } from './embedded-postgres-error.js';
import { freePort, noFreePort } from './free-port.js';
import { argumentsOf, programOf } from './process-table.js';
import { giveToFolderOwner, readIfThere, writePrivately } from './private-file.js';
import { serverSettings } from './server-settings.js';

const LOG_LIMIT_BYTES = 10_000_000;
const START_LIMIT_MS = 120_000;

export interface Postmaster {
  port: number;
  /** When it has ended, stopped or not. */
  exited: Promise<void>;
  stop(): Promise<void>;
}

/**
 * The name of a server's processes, which says which cluster and which start. Not the process number, which the kernel
 * reuses; not the path, which may be part of another one; not an id in the cluster, which a copied folder shares.
 */
export function serverName(home: DataHome): string {
  return clusterName(home) + randomBytes(6).toString('hex');
}

function clusterName(home: DataHome): string {
  return `pcn-rota-${createHash('sha256').update(home.cluster).digest('hex').slice(0, 16)}-`;
}

interface LaunchOptions {
  home: DataHome;
  binaries: Binaries;
  name: string;
  durable: boolean;
  /** Ends a start that is no longer wanted, and what it has started. */
  signal?: AbortSignal;
}

/**
 * Starts PostgreSQL and returns when it accepts connections.
 * @param options.port it must listen there and nowhere else; default the last port, or another one if that is taken.
 */
export async function startPostmaster(options: LaunchOptions & { port?: number }): Promise<Postmaster> {
  const { home } = options;
  const portFile = join(home.path, 'port');
  const waitForOrphansUntil = performance.now() + 10_000;
  let wished = options.port ?? (Number(readIfThere(portFile)) || undefined);
  let portsTried = options.port === undefined ? 0 : 5;
  for (;;) {
    const port = await freePort(wished);
    if (options.port !== undefined && port !== options.port) throw noFreePort(`port ${options.port} is taken`);
    const started = await launch({ ...options, port });
    if (typeof started !== 'string') {
      if (port !== wished) writePrivately(portFile, `${port}\n`);
      return { ...started, port };
    }
    if (/could not bind|could not create any TCP/.test(started) && ++portsTried < 5) {
      // Someone took the port between our check and PostgreSQL's.
      wished = undefined;
    } else if (
      /pre-existing shared memory block/.test(started) &&
      performance.now() < waitForOrphansUntil &&
      options.signal?.aborted !== true
    ) {
      // Only the last postmaster was killed; its children notice and end by themselves.
      await sleep(200);
    } else throw startFailed(home, started);
  }
}

/**
 * Stops the postmaster that an earlier process left running on this cluster, if there is one. Call it while holding the
 * lock of the home: then no living process owns that postmaster.
 */
export async function stopLeftover(home: DataHome, warn: (message: string) => void): Promise<void> {
  const file = join(home.cluster, 'postmaster.pid');
  const pid = Number(readIfThere(file)?.split('\n')[0]);
  if (!(pid > 0)) return;
  const nameIs = (start: string) => argumentsOf(pid).some((argument) => argument.startsWith(`cluster_name=${start}`));
  const isOurs = () => nameIs(clusterName(home));
  if (!isOurs()) {
    // The number has since gone to some other process (usual in containers), or the folder is a copy of another one;
    // PostgreSQL would refuse to start. A server that someone started here by hand is left alone: our own will report
    // the problem.
    if (argumentsOf(pid).length > 0 && (programOf(pid) !== 'postgres' || nameIs('pcn-rota-'))) rmSync(file);
    return;
  }
  warn(`An earlier process left PostgreSQL running on ${home.path} (process ${pid}); stopping it.`);
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      // It is gone just now, or is not ours to stop: the wait finds out.
    }
    for (const since = performance.now(); performance.now() - since < 5_000; await sleep(20)) if (!isOurs()) return;
  }
  throw new EmbeddedPostgresError(
    'LEFTOVER_NOT_STOPPED',
    `PostgreSQL still runs on ${home.path} from an earlier start and will not stop. End it with "kill -QUIT ${pid}", or set PCN_DATA_DIR to another folder.`,
  );
}

type Launched = Pick<Postmaster, 'exited' | 'stop'>;

/** Returns what PostgreSQL printed if it ended before it was ready. */
async function launch(options: LaunchOptions & { port: number }): Promise<Launched | string> {
  const { home, binaries } = options;
  const log = openLog(home);
  const settings = serverSettings({ ...options, major: binaries.major });
  const child = spawn(
    binaries.postgres,
    ['-D', home.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    // A session of its own: Ctrl-C in a terminal reaches the whole process group, and we decide the order of stopping.
    { ...as(home.account), stdio: ['ignore', log.file, log.file], detached: true },
  );
  closeSync(log.file);
  let spawnError = '';
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    // It also emits an error for a signal that could not be sent, so there must always be a listener.
    child.on('error', (error) => {
      spawnError = error.message;
      if (child.pid === undefined) resolve();
    });
  });
  child.unref();

  let ended = false;
  void exited.then(() => (ended = true));
  const since = performance.now();
  while (!isReady(home, child)) {
    if (ended) return spawnError || readFileSync(log.path).subarray(log.size).toString();
    const late = performance.now() - since > START_LIMIT_MS;
    if (late || options.signal?.aborted === true) {
      await stop(child, exited);
      return late ? `not ready after ${START_LIMIT_MS / 1000} s` : 'told to stop';
    }
    await sleep(10);
  }
  return { exited, stop: () => stop(child, exited) };
}

/** The postmaster writes its state to the eighth line of its file, so no connection is needed to ask. */
function isReady(home: DataHome, child: ChildProcess): boolean {
  const lines = readIfThere(join(home.cluster, 'postmaster.pid'))?.split('\n');
  return Number(lines?.[0]) === child.pid && lines?.[7]?.trim() === 'ready';
}

/**
 * A fast shutdown: transactions are rolled back, sessions ended and everything written; SIGQUIT if that takes too long.
 */
async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.ref();
  child.kill('SIGINT');
  const impatient = setTimeout(() => child.kill('SIGQUIT'), 10_000);
  await exited;
  clearTimeout(impatient);
}

function openLog(home: DataHome): { file: number; path: string; size: number } {
  const path = logFile(home);
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) renameSync(path, `${path}.old`);
  const file = openSync(path, 'a', 0o600);
  giveToFolderOwner(path);
  return { file, path, size: statSync(path).size };
}

function logFile(home: DataHome): string {
  return join(home.path, 'postgres.log');
}

/** On a full disk PostgreSQL may not even have room to say so. */
function isFull(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize < 1_000_000;
}

function startFailed(home: DataHome, output: string): EmbeddedPostgresError {
  const lastLines = output.trimEnd().split('\n').slice(-20);
  const detail = lastLines.join('\n');
  if (/No space left on device|Disk quota exceeded/.test(output) || isFull(home.path))
    return diskFull(home.path, detail);
  if (/could not bind|could not create any TCP/.test(output)) return noFreePort(detail);
  const reason = (lastLines.find((line) => /FATAL|PANIC/.test(line)) ?? lastLines.at(-1) ?? '').replace(
    /^.*?(FATAL|PANIC): */,
    '',
  );
  return new EmbeddedPostgresError(
    'START_FAILED',
    `PostgreSQL did not start on ${home.path}: ${reason}. See ${logFile(home)}, or set PCN_DATA_DIR to another folder.`,
    detail,
  );
}
