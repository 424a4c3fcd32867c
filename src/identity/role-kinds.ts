import type { Role } from './viewer.js';

const providers = ['HUB', 'TRUST', 'COMMUNITY_PROVIDER', 'VOLUNTARY'] as const;
const boards = ['ICB', 'SUB_ICB'] as const;

/**
 * The kinds of organisation that a role can act for. A token that names another kind gives access only to the
 * directory, whatever else that organisation is; the database's `role_fits_kind` says the same. A clinician acts for
 * themselves.
 */
export const roleKinds: Readonly<Record<Role, readonly string[]>> = {
  'icb-viewer': boards,
  'icb-contract-manager': boards,
  'clinical-director': ['PCN'],
  'rota-manager': ['PCN'],
  system: ['PCN'],
  'practice-manager': ['PRACTICE'],
  'care-navigator': ['PRACTICE'],
  'provider-manager': providers,
  'booking-partner': providers,
  clinician: [],
};

const words: Readonly<Record<string, string>> = {
  ICB: 'an ICB',
  SUB_ICB: 'a sub-ICB',
  PCN: 'a PCN',
  PRACTICE: 'a practice',
  HUB: 'a hub',
  TRUST: 'a trust',
  COMMUNITY_PROVIDER: 'a community provider',
  VOLUNTARY: 'a voluntary organisation',
};

/** E.g. `an ICB or a sub-ICB`. */
export function kindsInWords(role: Role): string {
  return roleKinds[role].map((kind) => words[kind] ?? kind).join(' or ');
}
