import type { ScopeRequest } from '../platform/database/scope.js';
import type { Problem } from '../platform/result.js';

/** The roles of PCN Rota's users. The names are those of the token's `role` claim. */
export const roles = [
  'icb-viewer',
  'icb-contract-manager',
  'clinical-director',
  'rota-manager',
  'practice-manager',
  'care-navigator',
  'provider-manager',
  'booking-partner',
  'clinician',
  'system',
] as const;

export type Role = (typeof roles)[number];

/** Who is asking, taken from a checked token. */
export interface Viewer extends ScopeRequest {
  readonly role: Role;
  /** Booking channels that a booking partner may use, e.g. `NHS_111`; empty for everyone else. */
  readonly channels: readonly string[];
  /** When the token ends, in seconds since 1970; a subscription ends with it. */
  readonly tokenExpiresAt: number;
  /** Why the key that signed the token counts no more, or cannot be asked after; a subscription ends with it too. */
  readonly keyTrouble?: () => Problem | undefined;
}

export function isRole(text: unknown): text is Role {
  return roles.includes(text as Role);
}
