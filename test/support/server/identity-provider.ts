import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

const issuer = 'https://login.example';

export interface TestIdentityProvider {
  /** What a server needs to know of it. */
  readonly env: Record<string, string>;
  /** @param subject who it is; by default one person for each role of each organisation. */
  token(role: string, organisation: string, subject?: string): Promise<string>;
  close(): void;
}

/** An identity provider with one key, which it serves on an address of its own. */
export async function startIdentityProvider(): Promise<TestIdentityProvider> {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), alg: 'ES256', kid: 'one' }] });
  const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(keys));
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  return {
    env: {
      AUTH_ISSUER: issuer,
      AUTH_JWKS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    },
    token: (role, organisation, subject = `${role}-${organisation}`) =>
      new SignJWT({ role, organisation })
        .setProtectedHeader({ alg: 'ES256', kid: 'one' })
        .setIssuer(issuer)
        .setAudience('pcn-rota')
        .setSubject(subject)
        .setExpirationTime('30 minutes')
        .sign(privateKey),
    close: () => void server.close(),
  };
}
