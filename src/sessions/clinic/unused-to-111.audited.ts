import { anyOrganisation, period } from '../../identity/rules/audited-columns.js';
import type { AuditedKinds } from '../../platform/audit/audited-kind.js';

/** What the audit trail records about when a network opens its unused slots to NHS 111. */
export const unusedTo111Audited: AuditedKinds = {
  UNUSED_TO_111_DEFAULT: {
    table: 'unused_to_111_default',
    description: 'From when on the day a network’s unused slots open to NHS 111 as well.',
    object: [anyOrganisation, 'pcn_id'],
    shown: { unused_to_111_from: 'unusedTo111From', ...period },
  },
};
