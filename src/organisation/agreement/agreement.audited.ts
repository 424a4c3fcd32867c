import { practice } from '../../identity/rules/audited-columns.js';
import type { AuditedKinds } from '../../platform/audit/audited-kind.js';

/** What the audit trail shows of network agreements. */
export const agreementAudited: AuditedKinds = {
  NETWORK_AGREEMENT: {
    table: 'network_agreement',
    description: 'An agreement of the network.',
    object: ['NetworkAgreement', 'id'],
    shown: {
      title: 'title',
      drafted_on: 'draftedOn',
      starts_on: 'startsOn',
      in_force_from: 'inForceFrom',
      ended_on: 'endedOn',
      discarded_because: 'discardedBecause',
    },
  },
  AGREEMENT_SIGNATURE: {
    table: 'agreement_signature',
    description: 'A practice’s signature on an agreement.',
    object: ['NetworkAgreement', 'agreement_id'],
    shown: { ...practice, signed_on: 'signedOn' },
  },
};
