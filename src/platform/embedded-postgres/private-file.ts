import { chownSync, closeSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { isRoot } from './account.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** Writes a small file whole or not at all, even in a power cut; only its owner can read it. */
export function writePrivately(path: string, text: string): void {
  const unfinished = `${path}.${process.pid}`;
  const file = openSync(unfinished, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  giveToFolderOwner(unfinished);
  renameSync(unfinished, path);
  syncFolder(dirname(path));
}

/** @throws EmbeddedPostgresError where it is there and cannot be read. */
export function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    if (!['EACCES', 'EPERM', 'EISDIR', 'EIO'].includes(code)) throw error;
    throw new EmbeddedPostgresError(
      'FILE_UNREADABLE',
      `${path} cannot be read (${code}). It should be a file that this user may read: make it one, or restore it.`,
    );
  }
}

/** After one start as root, the folder's owner must still be able to read the files that it created. */
export function giveToFolderOwner(path: string): void {
  if (!isRoot()) return;
  const { uid, gid } = statSync(dirname(path));
  chownSync(path, uid, gid);
}

/** Makes renames inside the folder survive a power cut. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
