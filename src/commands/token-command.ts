import { readConfig } from '../config.js';
import { isRole, roles } from '../identity/viewer.js';
import { demoCodes } from '../start/demo-codes.js';
import { StartError } from '../start/start-error.js';
import { demoToken } from './demo-token.js';

/** `token ROLE CODE`: prints a demo token, and nothing else. */
export async function token(role: string, code: string | undefined, environment: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(environment);
  if (!isRole(role)) throw new StartError(`There is no role "${role}". The roles are: ${roles.join(', ')}.`);
  const organisation = (code ?? demoCodes[role]).toUpperCase();
  if (!/^[A-Z0-9-]{3,20}$/.test(organisation)) {
    throw new StartError(`"${organisation}" is not the code of an organisation (such as U15644) or a clinician.`);
  }
  console.log(await demoToken(config, role, organisation));
}
