import { createLocalJWKSet, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import type { IdentityProvider } from './authenticate.js';
import type { Role } from './viewer.js';

/** The issuer of tokens that the embedded start signs for itself; never accepted together with a real provider. */
export const demoIssuer = 'urn:pcn-rota:demo';

function channelsOf(role: Role): string[] {
  return role === 'booking-partner' ? ['NHS_111'] : [];
}

/** A new private key for demo tokens, to be kept in the data folder. */
export async function newDemoKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: 'ES256', kid: 'demo' };
}

export function demoProvider(key: JWK, audience: string): IdentityProvider {
  const publicKey: JWK = { ...key };
  delete publicKey.d;
  const keys = {
    find: createLocalJWKSet({ keys: [publicKey] }),
    publishes: () => true,
    unavailable: () => undefined,
    metrics: [],
  };
  return { issuer: demoIssuer, audience, keys };
}

/**
 * Signs a demo token.
 * @param organisationCode the ODS code of the organisation to act for; for the role `clinician`, the clinician's own
 * code.
 * @param lifetime in jose's format, e.g. `12h`.
 */
export async function signDemoToken(
  key: JWK,
  audience: string,
  role: Role,
  organisationCode: string,
  lifetime = '30 days',
): Promise<string> {
  return new SignJWT({ role, organisation: organisationCode, channels: channelsOf(role) })
    .setProtectedHeader({ alg: 'ES256', kid: 'demo' })
    .setIssuer(demoIssuer)
    .setAudience(audience)
    .setSubject(`demo-${role}-${organisationCode}`)
    .setIssuedAt()
    .setExpirationTime(lifetime)
    .sign(await importJWK(key, 'ES256'));
}
