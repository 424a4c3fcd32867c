import { readConfig } from '../config.js';
import { demoCodes } from '../start/demo-codes.js';
import { readDemoKey } from '../identity/demo-key.js';
import { signDemoToken } from '../identity/demo-provider.js';
import { isRole, roles } from '../identity/viewer.js';
import { StartError } from '../start/start-error.js';

/** `token ROLE CODE`: prints a demo token, and nothing else. */
export const token = async (role: string, code: string | undefined, environment: NodeJS.ProcessEnv): Promise<void> => {
  const config = readConfig(environment);
  if (config.AUTH_ISSUER !== undefined) {
    throw new StartError(`Tokens come from ${config.AUTH_ISSUER} (AUTH_ISSUER is set), not from this server.`);
  }
  if (!isRole(role)) throw new StartError(`There is no role "${role}". The roles are: ${roles.join(', ')}.`);
  const organisation = (code ?? demoCodes[role]).toUpperCase();
  if (!/^[A-Z0-9-]{3,20}$/.test(organisation)) {
    throw new StartError(`"${organisation}" is no code of an organisation (such as U15644) or a clinician.`);
  }
  const key = readDemoKey(config.PCN_DATA_DIR);
  if (key === undefined) {
    throw new StartError(
      `Nothing has started on ${config.PCN_DATA_DIR} yet, so there is no key to sign with. Run: npm start`,
    );
  }
  console.log(await signDemoToken(key, config.AUTH_AUDIENCE, role, organisation));
};
