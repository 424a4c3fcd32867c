import module from 'node:module';
import { fileURLToPath } from 'node:url';

/** Next to the compiled sources, and deleted with them. */
const compileCache = fileURLToPath(new URL('../../.compile-cache', import.meta.url));

/**
 * Call it before anything else is imported. If Node is too old, it ends the process with one clear line, because the
 * packages would fail in ways of their own. It also makes Node keep its compiled code, which saves a later start a
 * third of a second.
 */
export function prepareNode(version = process.versions.node): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 18)) {
    console.error(
      `PCN Rota needs Node 22.18 or newer, and this is ${version}. ` +
        `"npm ci" installs one (the optional package node-linux-${process.arch}): run it without --omit=optional, ` +
        'and start with "npm start".',
    );
    process.exit(1);
  }
  module.enableCompileCache(compileCache); // if the folder cannot be written, there is no cache, which does no harm
}
