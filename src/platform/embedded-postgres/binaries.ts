import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { as, type Account } from './account.js';
import { EmbeddedPostgresError, folderError } from './embedded-postgres-error.js';

export interface Binaries {
  initdb: string;
  postgres: string;
  /** PostgreSQL's own major version, such as 18. */
  major: number;
}

/**
 * PostgreSQL's binaries from the npm package, for `account` to run: those in node_modules if possible, otherwise a copy
 * in `stagingFolder` (called only then). A copy is needed if the account cannot enter node_modules, or if npm did not
 * run the package's install script (npm 11 asks before it runs any) and the links of the shared libraries cannot be
 * made in place.
 */
export function usableBinaries(
  packageName: string,
  account: Account | undefined,
  stagingFolder: () => string,
): Binaries {
  const source = packageFolder(packageName);
  const inPlace = join(source, 'native');
  try {
    makeLinks(source, inPlace);
  } catch {
    // node_modules is read-only: the copy gets the links.
  }
  const found = tryToRun(inPlace, account);
  if (typeof found !== 'string') return found;

  const folder = stagingFolder();
  let copy: string;
  try {
    copy = stagedCopy(source, folder);
  } catch (error) {
    throw folderError(error, folder);
  }
  const staged = tryToRun(copy, account);
  if (typeof staged !== 'string') return staged;
  throw noBinaries('do not run on this machine (they need Linux with glibc and libstdc++)', staged);
}

function packageFolder(packageName: string): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const ours = createRequire(import.meta.url);
    const theirs = createRequire(ours.resolve(packageName));
    return dirname(dirname(theirs.resolve(name)));
  } catch (error) {
    throw noBinaries(`are not installed for this machine (${name}; run "npm ci" here)`, String(error));
  }
}

/** Running it proves at once that the account can reach the file, its folders and its libraries. */
function tryToRun(native: string, account: Account | undefined): Binaries | string {
  const postgres = join(native, 'bin', 'postgres');
  const { stdout, stderr, error } = spawnSync(postgres, ['--version'], { ...as(account), encoding: 'utf8' });
  const major = /PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1];
  if (major === undefined) return `${postgres}: ${error?.message ?? stderr}`;
  return { postgres, initdb: join(native, 'bin', 'initdb'), major: Number(major) };
}

/** The package lists the links of its libraries in a file, because an npm archive cannot hold links. */
function makeLinks(packageFolder: string, native: string): void {
  const list = readFileSync(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(native, '..', target.replace(/^native\//, `${basename(native)}/`));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

/**
 * Copied whole and then renamed, so that an existing copy is always complete; one for each version, shared by all
 * starts.
 */
function stagedCopy(packageFolder: string, folder: string): string {
  const source = join(packageFolder, 'native');
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const copy = join(folder, `postgres-${version}-${process.arch}`);
  if (isWhole(copy, source)) return copy;

  const unfinished = mkdtempSync(join(folder, 'copying-'));
  const made = join(unfinished, 'native');
  copyFolder(source, made);
  makeLinks(packageFolder, made);
  if (existsSync(copy) && !isWhole(copy, source)) renameSync(copy, join(unfinished, 'damaged'));
  try {
    renameSync(made, copy);
  } catch (error) {
    // Another start was quicker; its copy is as good as ours.
    if (!isWhole(copy, source)) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return copy;
}

/** After a power cut a renamed file can be empty. So the sizes of the files that are run are compared. */
function isWhole(copy: string, source: string): boolean {
  return ['bin', 'lib', 'lib/postgresql'].every((part) =>
    readdirSync(join(source, part), { withFileTypes: true })
      .filter((entry) => entry.isFile() && isNeeded(entry.name))
      .every(({ name }) => sizeOf(join(copy, part, name)) === sizeOf(join(source, part, name))),
  );
}

function sizeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.size;
}

/** Modes are set, not copied: a clone made under umask 077 cannot be read by other users. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to);
  chmodSync(to, 0o755);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target);
    else if (entry.isFile() && isNeeded(entry.name)) {
      copyFileSync(source, target);
      chmodSync(target, statSync(source).mode & 0o100 ? 0o755 : 0o644);
    }
  }
}

/** Static libraries are for compilers. */
function isNeeded(name: string): boolean {
  return !name.endsWith('.a');
}

function noBinaries(what: string, detail: string): EmbeddedPostgresError {
  return new EmbeddedPostgresError(
    'NO_BINARIES',
    `The embedded PostgreSQL's programs ${what}. Set DATABASE_URL to a PostgreSQL of your own.`,
    detail,
  );
}
