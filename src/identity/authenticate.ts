import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { isRole, type Viewer } from './viewer.js';

export interface IdentityProvider {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
}

/** An OIDC provider (NHS CIS2, Keycloak, …), with the address of its key set. */
export function remoteProvider(issuer: string, audience: string, jwksUrl: string): IdentityProvider {
  return {
    issuer,
    audience,
    keys: createRemoteJWKSet(new URL(jwksUrl)),
  };
}

function unauthenticated(message: string) {
  return refuse({ code: generalProblems.UNAUTHENTICATED, message });
}

function viewerOf(claims: JWTPayload, requestId: string): Result<Viewer> {
  const { sub, role, organisation, channels, exp = 0 } = claims;
  if (typeof sub !== 'string' || sub === '') return unauthenticated('The token has no subject (claim "sub").');
  if (!isRole(role)) return unauthenticated('The token has no role that PCN Rota knows (claim "role").');
  if (typeof organisation !== 'string' || !/^[A-Z0-9-]{3,20}$/.test(organisation)) {
    return unauthenticated('The token has no organisation (claim "organisation", an ODS code in capitals).');
  }
  const named = Array.isArray(channels) ? channels.filter((channel) => typeof channel === 'string') : [];
  return ok({ role, organisationCode: organisation, subject: sub, channels: named, tokenExpiresAt: exp, requestId });
}

/** How long a token that was found good is trusted, so that a key withdrawn by its provider takes effect soon. */
const knownForMs = 60_000;
const mostKnown = 10_000;
const known = new WeakMap<IdentityProvider, Map<string, { readonly claims: JWTPayload; readonly until: number }>>();

/**
 * A token's claims, its signature checked at most once a minute. @throws what jose throws at a token that is not good.
 */
async function claimsOf(provider: IdentityProvider, token: string): Promise<JWTPayload> {
  const tokens = known.get(provider) ?? new Map<string, { claims: JWTPayload; until: number }>();
  known.set(provider, tokens);
  const found = tokens.get(token);
  // eslint-disable-next-line no-restricted-syntax -- the host's clock decides when a token ends, as in jose
  const now = Date.now();
  if (found !== undefined && now < found.until) return found.claims;
  const { payload } = await jwtVerify(token, provider.keys, {
    issuer: provider.issuer,
    audience: provider.audience,
    algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'],
    requiredClaims: ['exp', 'sub'],
    clockTolerance: 5,
  });
  if (tokens.size >= mostKnown) tokens.clear();
  tokens.set(token, { claims: payload, until: Math.min(now + knownForMs, (payload.exp ?? 0) * 1000) });
  return payload;
}

/**
 * Checks the `Authorization` header.
 * @returns undefined if there is none (the request may still ask for what needs no token), the viewer, or an
 * UNAUTHENTICATED problem that says what is wrong with the token and never repeats it.
 */
export async function authenticate(
  provider: IdentityProvider,
  authorization: string | undefined,
  requestId: string,
): Promise<Result<Viewer | undefined>> {
  if (authorization === undefined || authorization === '') return ok(undefined);
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (token === undefined) return unauthenticated('The Authorization header must be "Bearer <token>".');
  try {
    return viewerOf(await claimsOf(provider, token), requestId);
  } catch (error) {
    if (error instanceof errors.JWTExpired) return unauthenticated('The token has expired. Sign in again.');
    if (error instanceof errors.JWTClaimValidationFailed) {
      return unauthenticated(`The token is not meant for this server (claim "${error.claim}").`);
    }
    if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) {
      return unauthenticated('The token is not valid: its signature or form is wrong.');
    }
    throw error;
  }
}
