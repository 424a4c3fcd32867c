import { period, practice } from '../../identity/rules/audited-columns.js';
import type { AuditedKinds } from '../../platform/audit/audited-kind.js';

/** What the audit trail tells of who takes part in what. */
export const participationAudited: AuditedKinds = {
  PARTICIPATION: {
    table: 'participation',
    description: 'Whether a practice takes part in a service.',
    object: ['Participation', 'id'],
    shown: { ...practice, service_id: 'service:Service', state: 'state', ...period },
  },
};
