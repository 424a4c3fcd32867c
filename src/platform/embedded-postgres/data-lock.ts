import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { damaged, EmbeddedPostgresError, folderError } from './embedded-postgres-error.js';
import { giveToFolderOwner, readIfThere, writePrivately } from './private-file.js';

/**
 * Lets one process at a time use the home, or throws ALREADY_RUNNING; returns a function that releases it.
 *
 * The lock is the kernel's, on an open file, which Node reaches only through its SQLite (the file stays empty). The
 * kernel drops it however the process ends. So there is no stale lock to judge, no process number that another process
 * may have got since, and no moment in which two starts can both win. It also works between containers that share the
 * folder.
 */
export async function lockData(home: string): Promise<() => void> {
  // Imported here, because a user with a DATABASE_URL may run a Node without SQLite.
  const { DatabaseSync } = await import('node:sqlite');
  const path = join(home, 'lock');
  const holder = join(home, 'running.json');
  let lock: InstanceType<typeof DatabaseSync> | undefined;
  const unlock = () => {
    held.delete(lock);
    lock?.close();
  };
  try {
    lock = new DatabaseSync(path);
    lock.exec('BEGIN EXCLUSIVE');
    held.add(lock);
    chmodSync(path, 0o600);
    giveToFolderOwner(path);
    writePrivately(holder, JSON.stringify({ process: process.pid, since: new Date().toISOString() }));
    return unlock;
  } catch (error) {
    unlock();
    const { errcode } = error as { errcode?: number };
    if (errcode === SQLITE_BUSY) throw alreadyRunning(holder);
    if (errcode === SQLITE_NOTADB) throw damaged(path, 'It should be empty. Delete it: the next start makes it anew.');
    // The rest of SQLite's reasons come down to one: the file cannot be opened for writing.
    throw folderError(
      errcode === undefined ? error : Object.assign(new Error(String(error)), { code: 'EACCES' }),
      home,
    );
  }
}

const SQLITE_BUSY = 5;
const SQLITE_NOTADB = 26;

/** Kept reachable: otherwise the garbage collector would close it and release the lock. */
const held = new Set<unknown>();

function alreadyRunning(holder: string): EmbeddedPostgresError {
  let who = '';
  try {
    const { process: pid, since } = JSON.parse(readIfThere(holder) ?? '') as { process: number; since: string };
    readFileSync(`/proc/${pid}/stat`);
    who = ` (process ${pid}, since ${since.slice(0, 19).replace('T', ' ')} UTC)`;
  } catch {
    // It started at this very moment, or in another container, so its process is not known.
  }
  return new EmbeddedPostgresError(
    'ALREADY_RUNNING',
    `PCN Rota is already running on this data folder${who}. Stop it, or set PCN_DATA_DIR to another folder.`,
  );
}
