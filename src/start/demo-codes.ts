import type { Role } from '../identity/viewer.js';

/** For whom a demo token of each role speaks unless somebody says otherwise; all of them are in the example network. */
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
