import { period, practice } from '../../identity/rules/audited-columns.js';
import type { AuditedKinds } from '../../platform/audit/audited-kind.js';

/** What the audit trail shows of practices taking part in services. */
export const participationAudited: AuditedKinds = {
  PARTICIPATION: {
    table: 'participation',
    description: 'Whether a practice takes part in a service.',
    object: ['Participation', 'id'],
    shown: { ...practice, service_id: 'service:Service', state: 'state', ...period },
  },
};
