import { period, practice } from '../../identity/rules/audited-columns.js';
import type { AuditedKinds } from '../../platform/audit/audited-kind.js';

/** What the audit trail shows of practices in networks. */
export const membershipAudited: AuditedKinds = {
  MEMBERSHIP: {
    table: 'membership',
    description: 'A practice in a PCN.',
    object: ['Membership', 'id'],
    shown: { ...practice, ...period, source: 'source' },
  },
};
