import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { canEnter, isRoot, unprivilegedAccount, type Account } from './account.js';
import { damaged, EmbeddedPostgresError, folderError } from './embedded-postgres-error.js';
import { readIfThere, writePrivately } from './private-file.js';

/** Where one embedded server keeps its files, and which user PostgreSQL runs as. */
export interface DataHome {
  /** The folder that the person named (PCN_DATA_DIR), with symbolic links resolved. */
  dataDir: string;
  /** The folder that holds everything: `dataDir` itself, or a folder elsewhere that a file in `dataDir` points to. */
  path: string;
  /** PGDATA. */
  cluster: string;
  /** Undefined: PostgreSQL runs as the same user as this process. */
  account: Account | undefined;
}

/**
 * Finds or creates the home of `dataDir`.
 *
 * For an ordinary user everything is in `dataDir`. For root, PostgreSQL runs as another user. If that user cannot enter
 * `dataDir` (a clone under /root, mode 0700), the home is a folder of root's elsewhere, and `dataDir` keeps a file that
 * says where. Loosening the modes of someone's home folder instead is not for us to decide.
 */
export function dataHome(dataDir: string): DataHome {
  const folder = makeFolder(dataDir);
  const pointer = readIfThere(pointerFile(folder))?.trim();
  const inPlace = { dataDir: folder, path: folder, cluster: join(folder, 'postgres') };
  const owner = ownerOf(inPlace.cluster);

  if (!isRoot()) {
    const other = pointer ?? (owner && owner.uid !== process.getuid?.() ? inPlace.cluster : undefined);
    if (other !== undefined) throw ofAnotherUser(folder, other);
    return { ...inPlace, account: undefined };
  }
  if (pointer !== undefined) {
    if (/^\/[\x20-\x7e]+$/.test(pointer)) return elsewhere(folder, pointer);
    throw damaged(
      pointerFile(folder),
      `It should name the folder that holds the data: ${homeName(folder)}, usually in /var/lib/pcn-rota. ` +
        'Write its whole path there, or delete the file to start with an empty database.',
    );
  }
  if (owner) {
    if (!canEnter(owner, inPlace.cluster)) throw notReachable(inPlace.cluster, owner);
    return { ...inPlace, account: owner };
  }
  const account = unprivilegedAccount();
  if (canEnter(account, folder)) return { ...inPlace, account };
  return madeElsewhere(folder, account);
}

/**
 * Whether the home is elsewhere and `dataDir` does not point to it: a first start was interrupted, or someone deleted
 * `dataDir` to get an empty database. Call this while holding the lock.
 */
export function isAbandoned(home: DataHome): boolean {
  return home.path !== home.dataDir && readIfThere(pointerFile(home.dataDir)) === undefined;
}

/** Call it once the cluster is complete: from now on `dataDir` points to these data. */
export function pointToHome(home: DataHome): void {
  if (home.path !== home.dataDir) writePrivately(pointerFile(home.dataDir), `${home.path}\n`);
}

/**
 * A folder of root's that every user can enter, for what the unprivileged account must reach. /var/tmp is the last
 * resort: anyone could create a folder there first, and a server that used it would run that person's binaries or give
 * them its data. So a folder is used only if it is a real one, owned by root and writable by nobody else.
 */
export function stagingFolder(candidates = ['/var/lib/pcn-rota', '/var/tmp/pcn-rota']): string {
  const found = candidates.find((folder) => {
    try {
      mkdirSync(folder, { mode: 0o755 });
      chmodSync(folder, 0o755);
    } catch {
      // It exists, or cannot be created; the next lines find out.
    }
    const stats = lstatSync(folder, { throwIfNoEntry: false });
    return stats?.isDirectory() && stats.uid === 0 && (stats.mode & 0o022) === 0;
  });
  if (found !== undefined) return found;
  throw new EmbeddedPostgresError(
    'DATA_FOLDER_NOT_REACHABLE',
    `PostgreSQL does not run as root, its own user cannot enter this folder, and no safe place was found for it (tried ${candidates.join(', ')}). ` +
      'Set PCN_DATA_DIR to a folder that other users can enter, or start as an ordinary user.',
  );
}

function makeFolder(dataDir: string): string {
  try {
    mkdirSync(dataDir, { recursive: true, mode: isRoot() ? 0o711 : 0o700 });
    return realpathSync(dataDir);
  } catch (error) {
    throw folderError(error, dataDir);
  }
}

function madeElsewhere(dataDir: string, account: Account): DataHome {
  const path = join(stagingFolder(), homeName(dataDir));
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o711);
  return { dataDir, path, cluster: join(path, 'postgres'), account };
}

function elsewhere(dataDir: string, path: string): DataHome {
  if (basename(path) !== homeName(dataDir)) {
    throw new EmbeddedPostgresError(
      'DATA_MOVED',
      `${dataDir} was moved or copied, but its data stayed in ${path}. Move it back; or, if it was moved and not copied, ` +
        `rename ${path} to ${join(path, '..', homeName(dataDir))} and write that into ${pointerFile(dataDir)}; ` +
        'or delete that file to start with an empty database.',
    );
  }
  const cluster = join(path, 'postgres');
  const account = ownerOf(cluster);
  if (!account) {
    throw new EmbeddedPostgresError(
      'DATA_MISSING',
      `The data of ${dataDir} should be in ${path}, but are not. Restore them, or delete ${pointerFile(dataDir)} to start with an empty database.`,
    );
  }
  return { dataDir, path, cluster, account };
}

/** The same folder always has the same home, so that two first starts at once meet at one lock. */
function homeName(dataDir: string): string {
  return `data-${createHash('sha256').update(dataDir).digest('hex').slice(0, 16)}`;
}

function pointerFile(dataDir: string): string {
  return join(dataDir, 'postgres-is-in');
}

function ownerOf(cluster: string): Account | undefined {
  const stats = statSync(cluster, { throwIfNoEntry: false });
  return stats && { uid: stats.uid, gid: stats.gid };
}

function ofAnotherUser(dataDir: string, cluster: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'DATA_OF_ANOTHER_USER',
    `The data of ${dataDir} (in ${cluster}) belong to another user. Start as that user or as root, or set PCN_DATA_DIR to another folder.`,
  );
}

function notReachable(cluster: string, { uid }: Account): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'DATA_FOLDER_NOT_REACHABLE',
    `User ${uid}, who owns ${cluster}, cannot enter it. Give the folders above it the mode o+x, or start as that user.`,
  );
}
