import type { Config } from '../config.js';
import { readDemoKey } from '../identity/demo-key.js';
import { signDemoToken } from '../identity/demo-provider.js';
import type { Role } from '../identity/viewer.js';
import { StartError } from '../start/start-error.js';

/**
 * A token that the server on this data folder accepts.
 * @throws StartError if tokens come from elsewhere, or if no server has ever started on the folder.
 */
export async function demoToken(config: Config, role: Role, organisationCode: string): Promise<string> {
  if (config.AUTH_ISSUER !== undefined) {
    throw new StartError(`Tokens come from ${config.AUTH_ISSUER} (AUTH_ISSUER is set), not from this server.`);
  }
  const key = readDemoKey(config.PCN_DATA_DIR);
  if (key === undefined) {
    throw new StartError(
      `No server has started on ${config.PCN_DATA_DIR} yet, so there is no key to sign with. Run: npm start`,
    );
  }
  return signDemoToken(key, config.AUTH_AUDIENCE, role, organisationCode);
}
