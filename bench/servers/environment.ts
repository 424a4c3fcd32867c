import { remoteProvider } from '../../src/identity/remote-keys.js';

/** A setting that a server beside the product cannot do without. */
export function required(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set`);
  return value;
}

/** Whose tokens these servers believe: the product's own check. */
export const provider = remoteProvider({
  issuer: required('AUTH_ISSUER'),
  audience: required('AUTH_AUDIENCE'),
  jwksUrl: required('AUTH_JWKS_URL'),
  refreshMs: 30_000,
  keptMs: 3_600_000,
  log: console,
});
