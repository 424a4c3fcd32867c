/**
 * Ends the process with one clear line where Node is too old. To be asked before anything else is imported, as the
 * packages fail in ways of their own there; so this file imports nothing.
 */
export const demandSupportedNode = (version = process.versions.node): void => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return;
  console.error(
    `PCN Rota needs Node 22.18 or newer, and this is ${version}. ` +
      `"npm ci" brings one along (the optional package node-linux-${process.arch}): run it without --omit=optional, ` +
      'and start with "npm start".',
  );
  process.exit(1);
};
