import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** The user that PostgreSQL runs as, if it is not the user of this process. */
export interface Account {
  uid: number;
  gid: number;
}

/** Spawn options that run a child as `account`, never in a folder that the account may be unable to enter. */
export function as(account: Account | undefined): { cwd: string; uid?: number; gid?: number; env: NodeJS.ProcessEnv } {
  return {
    ...account,
    cwd: '/',
    // Only these: PGDATA, PGPORT or LC_ALL from the person's own shell must not affect the server.
    env: { PATH: process.env['PATH'], LD_LIBRARY_PATH: process.env['LD_LIBRARY_PATH'], LC_ALL: 'C', TZ: 'UTC' },
  };
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * PostgreSQL refuses to run as root. initdb looks its user up in the passwd file, so an invented number will not do:
 * `postgres` if the machine has it, otherwise `nobody`, which every distribution has.
 */
export function unprivilegedAccount(): Account {
  const accounts = new Map(
    readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]),
  );
  const account = accounts.get('postgres') ?? accounts.get('nobody');
  if (account === undefined || !(account.uid > 0)) throw noUnprivilegedUser('neither "postgres" nor "nobody" exists');
  return account;
}

/**
 * Whether the account can enter the folder. The kernel is asked, because mode bits of all parents and ACLs both count.
 */
export function canEnter(account: Account, folder: string): boolean {
  const { status, error } = spawnSync('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], as(account));
  if (error) throw noUnprivilegedUser(error.message);
  return status === 0;
}

function noUnprivilegedUser(why: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'NO_UNPRIVILEGED_USER',
    `PostgreSQL does not run as root, and root cannot switch to another user here (${why}). ` +
      'Start as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}
