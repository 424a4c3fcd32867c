import type { JWK } from 'jose';
import type { Config } from '../config.js';
import { demoCodes } from './demo-codes.js';
import { signDemoToken } from '../identity/demo-provider.js';
import { roles } from '../identity/viewer.js';

/** The query that GraphiQL opens with, and that the start prints for copying. */
export const firstQuery = `{
  pcn(by: {odsCode: "U15644"}) {
    name
    members(first: 10) {
      edges {
        node {
          odsCode
          name
        }
      }
    }
    populations {
      basis
      value
    }
  }
}
`;

/**
 * The lines that a newcomer reads when the embedded server is ready: addresses, a token for each role, a first query.
 * What does not go to a terminal goes to a file or a collector of logs: there they say how to get a token, and hold
 * none.
 */
export async function welcome(config: Config, address: string, key: JWK, atTerminal: boolean): Promise<string> {
  const tokens = await Promise.all(
    roles.map(async (role) => {
      const code = demoCodes[role];
      return { role, code, token: await signDemoToken(key, config.AUTH_AUDIENCE, role, code) };
    }),
  );
  const told = atTerminal
    ? tokens.map(({ role, code, token }) => `  ${role} ${code}\n${token}`)
    : tokens.map(({ role, code }) => `  npm run -s token -- ${role} ${code}`);
  const director = atTerminal
    ? `'authorization: Bearer ${tokens.find(({ role }) => role === 'clinical-director')!.token}'`
    : '"authorization: Bearer $(npm run -s token -- clinical-director U15644)"';
  const query = JSON.stringify({ query: firstQuery.replace(/\s+/g, ' ').trim() });
  return `
Demo tokens, which only this data folder's server accepts, for 30 days
("npm run -s token -- clinical-director U15644" prints one; so for any role and code):

${told.join('\n')}

A first query, as the clinical director of Leighton Linslade:

curl -s ${address}/graphql -H 'content-type: application/json' \\
  -H ${director} \\
  -d '${query}'

  API and GraphiQL   ${address}/graphql   (header: {"authorization": "Bearer <token>"})
  Health, metrics    ${address}/health/ready   ${address}/metrics
  Data               ${config.PCN_DATA_DIR}

Stop with Ctrl-C.`;
}
