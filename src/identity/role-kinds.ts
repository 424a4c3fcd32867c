import type { Role } from './viewer.js';

const providers = ['HUB', 'TRUST', 'COMMUNITY_PROVIDER', 'VOLUNTARY'] as const;
const boards = ['ICB', 'SUB_ICB'] as const;

/**
 * For which kinds of organisation a role can speak. A token that names another kind opens nothing but the directory,
 * whatever else is true of that organisation; the database's `role_fits_kind` says the same. A clinician speaks for
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
