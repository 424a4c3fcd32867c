import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { usableBinaries, type Binaries } from './binaries.js';
import { dataHome, isAbandoned, pointToHome, stagingFolder, type DataHome } from './data-home.js';
import { lockData } from './data-lock.js';
import { damaged, EmbeddedPostgresError, folderError } from './embedded-postgres-error.js';
import { initialiseCluster, removeUnfinished } from './initialise-cluster.js';
import { keepRunning } from './keep-running.js';
import { serverName, startPostmaster, stopLeftover } from './postmaster.js';
import { readIfThere, writePrivately } from './private-file.js';
import { startWatchdog } from './watchdog.js';

export interface EmbeddedPostgres {
  host: '127.0.0.1';
  port: number;
  /** Connection string of the superuser, used only to create databases and roles. */
  superuserUrl(database?: string): string;
  /** A separate password for each role name, the same at every start of this data folder; create the role with it. */
  passwordFor(role: string): string;
  /** Connection string of a role that was created with `passwordFor(role)`. */
  urlFor(role: string, database: string): string;
  /** Settles, with the reason, if PostgreSQL ends before `stop` was called and cannot be started again. */
  died: Promise<EmbeddedPostgresError>;
  /** Ends all sessions, writes everything to disk and releases the data folder. May be called twice. */
  stop(): Promise<void>;
}

export interface EmbeddedPostgresOptions {
  /** Created if missing. */
  dataDir: string;
  log: { info(message: string): void; warn(message: string): void };
  /** False gives up the data's safety in a crash of the machine for speed: for tests. */
  durable?: boolean;
  /**
   * The npm name under which the binaries are installed: an alias allows another version of PostgreSQL, 15 or later.
   */
  packageName?: string;
  /** The folder is deleted by `stop`, and also if this process is killed: for tests. */
  removeWhenStopped?: boolean;
}

/**
 * Starts PostgreSQL on the data folder, which it creates and fills at the first start, and returns when it accepts
 * connections. If PostgreSQL ends by itself, it is started again on the same port. It stops when `stop` is called, and
 * within 5 seconds after this process ends in any other way. Throws EmbeddedPostgresError with a message for the person
 * at the terminal.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, durable = true, packageName = 'embedded-postgres' } = options;
  if (process.platform !== 'linux') throw notLinux();
  let unlock: (() => void) | undefined;
  try {
    const home = dataHome(options.dataDir);
    unlock = await lockData(home.path);
    await stopLeftover(home, (message) => log.warn(message));
    removeUnfinished(home);
    if (isAbandoned(home)) rmSync(home.cluster, { recursive: true, force: true });

    const binaries = usableBinaries(packageName, home.account, home.account ? stagingFolder : () => home.path);
    const secret = await clusterSecret(home, binaries, durable, log);

    const remove = options.removeWhenStopped ? [home.path, home.dataDir] : [];
    const name = serverName(home);
    const watchdog = startWatchdog({ cluster: home.cluster, name, remove });
    const launch = { home, binaries, name, durable };
    const postmaster = await startPostmaster(launch).catch(async (error: unknown) => {
      await watchdog.dismiss();
      throw error;
    });
    const { port } = postmaster;
    const kept = keepRunning({
      home,
      first: postmaster,
      log,
      async start(signal) {
        await stopLeftover(home, (message) => log.warn(message));
        // Under the name of the first one: the watchdog knows no other.
        return startPostmaster({ ...launch, port, signal });
      },
    });

    // If a start was killed just before its initdb began, that initdb creates its folder again; by now it can be seen.
    removeUnfinished(home);

    let stopping: Promise<void> | undefined;
    const stop = async () => {
      await kept.stop();
      await watchdog.dismiss();
      unlock?.();
      for (const folder of remove) rmSync(folder, { recursive: true, force: true });
    };
    const url = (role: string, database: string) =>
      `postgresql://${encodeURIComponent(role)}:${passwordFor(secret, role)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
    return {
      host: '127.0.0.1',
      port,
      superuserUrl: (database = 'postgres') => url('postgres', database),
      passwordFor: (role) => passwordFor(secret, role),
      urlFor: url,
      died: kept.gaveUp,
      stop: () => (stopping ??= stop()),
    };
  } catch (error) {
    unlock?.();
    throw folderError(error, options.dataDir);
  }
}

/** The secret from which the passwords of this cluster are derived; creates the cluster if there is none. */
async function clusterSecret(
  home: DataHome,
  binaries: Binaries,
  durable: boolean,
  log: EmbeddedPostgresOptions['log'],
): Promise<string> {
  const secretFile = join(home.path, 'secret');
  const made = readIfThere(join(home.cluster, 'PG_VERSION'))?.trim();
  if (made === undefined && existsSync(home.cluster)) {
    throw new EmbeddedPostgresError(
      'DATA_MISSING',
      `${home.cluster} holds no complete database. Restore it, or delete that folder to start with an empty one.`,
    );
  }
  if (made === undefined) {
    log.info(`Creating a new database in ${home.path}`);
    const secret = randomBytes(32).toString('hex');
    writePrivately(secretFile, secret);
    await initialiseCluster({ home, binaries, superuserPassword: passwordFor(secret, 'postgres'), durable });
    pointToHome(home);
    return secret;
  }
  if (Number(made) !== binaries.major) {
    throw new EmbeddedPostgresError(
      'DATA_OF_ANOTHER_VERSION',
      `The data in ${home.path} are from PostgreSQL ${made}, and this release has ${binaries.major}. ` +
        'Move them over with pg_dump of the older release, or set PCN_DATA_DIR to another folder.',
    );
  }
  const secret = readIfThere(secretFile)?.trim();
  if (secret !== undefined) {
    if (/^[0-9a-f]{64}$/.test(secret)) return secret;
    throw damaged(
      secretFile,
      'It should hold 64 hexadecimal digits, the key to the database beside it. Restore it, or set PCN_DATA_DIR to another folder.',
    );
  }
  throw new EmbeddedPostgresError(
    'DATA_MISSING',
    `${secretFile} is missing. It holds the key to the database next to it. Restore it, or set PCN_DATA_DIR to another folder.`,
  );
}

function passwordFor(secret: string, role: string): string {
  return createHmac('sha256', secret).update(role).digest('base64url');
}

function notLinux(): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'NO_BINARIES',
    `The embedded PostgreSQL runs on Linux only, not on ${process.platform}. Set DATABASE_URL to a PostgreSQL of your own.`,
  );
}
