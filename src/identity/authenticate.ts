import {
  calculateJwkThumbprint,
  type CryptoKey,
  errors,
  exportJWK,
  type JWTPayload,
  type JWTVerifyGetKey,
  jwtVerify,
} from 'jose';
import type { Metric } from 'prom-client';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, type Problem, refuse, type Result } from '../platform/result.js';
import { isRole, type Viewer } from './viewer.js';

export interface IdentityProvider {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: ProviderKeys;
}

/** The keys that a provider publishes. */
export interface ProviderKeys {
  /** The key that a token names. @throws KeysUnavailable where the provider is to blame that it cannot be had. */
  readonly find: (...asked: Parameters<JWTVerifyGetKey>) => Promise<CryptoKey>;
  /** Whether a key, by its thumbprint (RFC 7638), is among those that were published last. */
  publishes(thumbprint: string): boolean;
  /** Why no token can be checked; undefined while they can. */
  unavailable(): KeysUnavailable | undefined;
  readonly metrics: readonly Metric[];
}

/** No fault of the token: its provider's keys cannot be had, so that nobody knows whether it is good. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';

  /** @param trouble what the provider does, e.g. `cannot be reached`. */
  constructor(
    private readonly issuer: string,
    private readonly trouble: string,
    readonly retrySeconds: number,
  ) {
    super(
      `The identity provider ${issuer} ${trouble}, so the token cannot be checked at the moment. ` +
        `Keep it, and try again in ${retrySeconds} s.`,
    );
  }

  /** What a server waits for that is not ready. */
  get waitingFor(): string {
    return `the identity provider ${this.issuer}, which ${this.trouble}`;
  }

  get problem(): Problem {
    return { code: 'IDENTITY_UNAVAILABLE', message: this.message };
  }
}

function unauthenticated(message: string) {
  return refuse({ code: generalProblems.UNAUTHENTICATED, message });
}

function viewerOf(provider: IdentityProvider, { claims, key }: Checked, requestId: string): Result<Viewer> {
  const { sub, role, organisation, channels, exp = 0 } = claims;
  if (typeof sub !== 'string' || sub === '') return unauthenticated('The token has no subject (claim "sub").');
  if (!isRole(role)) return unauthenticated('The token has no role that PCN Rota knows (claim "role").');
  if (typeof organisation !== 'string' || !/^[A-Z0-9-]{3,20}$/.test(organisation)) {
    return unauthenticated('The token has no organisation (claim "organisation", an ODS code in capitals).');
  }
  const named = Array.isArray(channels) ? channels.filter((channel) => typeof channel === 'string') : [];
  return ok({
    role,
    organisationCode: organisation,
    subject: sub,
    channels: named,
    tokenExpiresAt: exp,
    keyTrouble: () => keyTrouble(provider, key),
    requestId,
  });
}

function keyTrouble({ keys }: IdentityProvider, thumbprint: string): Problem | undefined {
  const unavailable = keys.unavailable();
  if (unavailable !== undefined) return unavailable.problem;
  const message = 'The identity provider has withdrawn the key that signed the token. Sign in again.';
  return keys.publishes(thumbprint) ? undefined : { code: generalProblems.UNAUTHENTICATED, message };
}

/** What a good token says, and the thumbprint of the key that signed it. */
interface Checked {
  readonly claims: JWTPayload;
  readonly key: string;
}

const demands = {
  algorithms: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'],
  requiredClaims: ['exp', 'sub'],
  clockTolerance: 5,
};

/** RFC 7518 3.3 and 3.5: an RSA key that is shorter may not be used. */
export const fewestBits = 2048;

/** jose finds such a key, and throws a TypeError where it is used. */
export function isTooShort({ algorithm }: CryptoKey): boolean {
  return 'modulusLength' in algorithm && Number(algorithm.modulusLength) < fewestBits;
}

/** @throws KeysUnavailable, or what jose throws at a token that is not good. */
async function check({ issuer, audience, keys }: IdentityProvider, token: string): Promise<Checked> {
  const options = { ...demands, issuer, audience };
  try {
    const { payload, key } = await jwtVerify(token, keys.find, options);
    return { claims: payload, key: await thumbprintOf(key) };
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    // A token that does not say by which of several keys it is signed.
    for await (const key of error) {
      if (isTooShort(key)) continue;
      const verified = await jwtVerify(token, key, options).catch((why: unknown) => {
        if (!(why instanceof errors.JWSSignatureVerificationFailed)) throw why;
      });
      if (verified !== undefined) return { claims: verified.payload, key: await thumbprintOf(key) };
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

const thumbprints = new WeakMap<CryptoKey, Promise<string>>();

function thumbprintOf(key: CryptoKey): Promise<string> {
  const found = thumbprints.get(key) ?? exportJWK(key).then((jwk) => calculateJwkThumbprint(jwk));
  thumbprints.set(key, found);
  return found;
}

/** For so long a token that was found good is known again, while its key is published (decisions 92 and 137). */
const knownForMs = 60_000;
const mostKnown = 10_000;
const known = new WeakMap<IdentityProvider, Map<string, Checked & { readonly until: number }>>();

/** A token's claims, its signature checked at most once a minute. @throws as `check` does. */
async function checkedOf(provider: IdentityProvider, token: string): Promise<Checked> {
  const { keys } = provider;
  const tokens = known.get(provider) ?? new Map<string, Checked & { until: number }>();
  known.set(provider, tokens);
  const found = tokens.get(token);
  // eslint-disable-next-line no-restricted-syntax -- the host's clock decides when a token ends, as in jose
  const now = Date.now();
  if (found !== undefined && now < found.until && keys.unavailable() === undefined && keys.publishes(found.key)) {
    return found;
  }
  const checked = await check(provider, token);
  if (tokens.size >= mostKnown) tokens.clear();
  tokens.set(token, { ...checked, until: Math.min(now + knownForMs, (checked.claims.exp ?? 0) * 1000) });
  return checked;
}

/**
 * Checks the `Authorization` header.
 * @returns undefined if there is none (the request may still ask for what needs no token), the viewer, or an
 * UNAUTHENTICATED problem that says what is wrong with the token and never repeats it.
 * @throws KeysUnavailable where the token cannot be checked.
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
    return viewerOf(provider, await checkedOf(provider, token), requestId);
  } catch (error) {
    if (error instanceof errors.JWTExpired) return unauthenticated('The token has expired. Sign in again.');
    if (error instanceof errors.JWTClaimValidationFailed) {
      return unauthenticated(`The token is not meant for this server (claim "${error.claim}").`);
    }
    if (error instanceof errors.JWKSNoMatchingKey) {
      return unauthenticated('The token is signed with a key that the identity provider does not publish.');
    }
    if (error instanceof errors.JOSEError) {
      return unauthenticated('The token is not valid: its signature or form is wrong.');
    }
    throw error;
  }
}
