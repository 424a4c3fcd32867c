import { practice } from '../../identity/rules/audited-columns.js';
import type { AuditedKinds } from '../../platform/audit/audited-kind.js';

/** What the audit trail records about the ledgers of fair shares and of turns to host. */
export const shareLedgerAudited: AuditedKinds = {
  SHARE_LEDGER: {
    table: 'share_ledger',
    description: 'An entry of the ledger of fair shares.',
    object: null,
    shown: {
      ...practice,
      kind: 'kind',
      session_id: 'session:Session',
      on_day: 'on',
      entitled: 'entitled',
      given: 'given',
      returned: 'returned',
      reason: 'reason',
    },
    hidden: ['account_id', 'entered_at'], // the ledger's own key; the entry's own time
  },
  HOSTING_LEDGER: {
    table: 'hosting_ledger',
    description: 'An entry of the ledger of turns to host.',
    object: null,
    shown: {
      clinic_id: 'clinic:SharedClinic',
      site_id: 'site:Site',
      kind: 'kind',
      session_id: 'session:Session',
      on_day: 'on',
      entitled: 'entitled',
      hosted: 'hosted',
    },
    hidden: ['entered_at'], // the entry's own time
  },
};
