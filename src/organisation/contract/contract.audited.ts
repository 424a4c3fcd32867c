import { anyOrganisation, period, practice } from '../../identity/rules/audited-columns.js';
import type { AuditedKinds } from '../../platform/audit/audited-kind.js';

/** What the audit trail shows of contracts. */
export const contractAudited: AuditedKinds = {
  CONTRACT: {
    table: 'contract',
    description: 'A contract of a practice: its holder, its notice.',
    object: ['Contract', 'id'],
    shown: {
      ...practice,
      type: 'type',
      holder_id: `holder:${anyOrganisation}`,
      caretaker: 'caretaker',
      ...period,
      notice_given_on: 'noticeGivenOn',
      notice_ends_on: 'noticeEndsOn',
      change_reason: 'changeReason',
      certainty: 'certainty',
      source: 'source',
    },
    hidden: ['term_ends_on'], // follows from the end that the notice replaced
  },
};
