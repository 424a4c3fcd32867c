import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Role } from '../../src/identity/viewer.js';

export interface BenchIdentity {
  /** The environment that tells a server whom to trust. */
  readonly environment: Readonly<Record<'AUTH_ISSUER' | 'AUTH_AUDIENCE' | 'AUTH_JWKS_URL', string>>;
  /** @param subject who it names; one for each role and organisation where nothing is said. */
  token(role: Role, organisationCode: string, subject?: string): Promise<string>;
  stop(): void;
}

/** An identity provider of our own: a key, tokens signed with it, and its key set over HTTP. */
export async function startIdentity(): Promise<BenchIdentity> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'bench', use: 'sig' }] });
  const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(keys));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the key set has no port');
  return {
    environment: {
      AUTH_ISSUER: 'urn:pcn-rota:bench',
      AUTH_AUDIENCE: 'pcn-rota',
      AUTH_JWKS_URL: `http://127.0.0.1:${address.port}/keys`,
    },
    token: (role, organisation, subject = `bench-${role}-${organisation}`) =>
      new SignJWT({ role, organisation })
        .setProtectedHeader({ alg: 'ES256', kid: 'bench' })
        .setIssuer('urn:pcn-rota:bench')
        .setAudience('pcn-rota')
        .setSubject(subject)
        .setIssuedAt()
        .setExpirationTime('1 day')
        .sign(privateKey),
    stop: () => void server.close(),
  };
}
