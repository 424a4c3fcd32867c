import type { Role } from '../identity/viewer.js';

/** The organisation or clinician for the demo token of each role by default; all of them are in the example network. */
export const demoCodes: Readonly<Record<Role, string>> = {
  'icb-viewer': 'QHG',
  'icb-contract-manager': 'QHG',
  'clinical-director': 'U15644',
  'rota-manager': 'U15644',
  'practice-manager': 'E81003',
  'care-navigator': 'E81003',
  'provider-manager': 'Y08787',
  'booking-partner': 'EX111',
  clinician: 'SYN-001',
  system: 'U15644',
};
