import { anyOrganisation } from '../../identity/rules/audited-columns.js';
import type { AuditedKinds } from '../../platform/audit/audited-kind.js';

/** What the audit trail records about places in sessions. */
export const placeAudited: AuditedKinds = {
  PLACE: {
    table: 'place',
    description: 'A place in a session: whose it is.',
    object: ['Session', 'session_id'],
    shown: {
      number: 'number',
      owner_id: `owner:${anyOrganisation}`,
      given_to_id: `givenTo:${anyOrganisation}`,
    },
    hidden: ['taken_until'], // follows its booking
  },
};
