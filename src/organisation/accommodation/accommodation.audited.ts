import { anyOrganisation, decision, period } from '../../identity/rules/audited-columns.js';
import type { AuditedKinds } from '../../platform/audit/audited-kind.js';

/** What the audit trail shows of rooms offered to networks. */
export const accommodationAudited: AuditedKinds = {
  ACCOMMODATION_OFFER: {
    table: 'accommodation_offer',
    description: 'A room offered to the network.',
    object: ['AccommodationOffer', 'id'],
    shown: {
      offered_by_id: `offeredBy:${anyOrganisation}`,
      room_id: 'room:Room',
      weekdays: 'weekdays',
      from_time: 'fromTime',
      to_time: 'toTime',
      ...period,
      ...decision,
      end_reason: 'endReason',
    },
    hidden: ['decided_by'],
  },
};
