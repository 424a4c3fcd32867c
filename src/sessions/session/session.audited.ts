import { practice } from '../../identity/rules/audited-columns.js';
import type { AuditedKinds } from '../../platform/audit/audited-kind.js';

/** What the audit trail records about sessions and their shares. */
export const sessionAudited: AuditedKinds = {
  SESSION: {
    table: 'session',
    description: 'A published session: its time, place and state.',
    object: ['Session', 'id'],
    shown: {
      clinic_id: 'clinic:SharedClinic',
      service_id: 'service:Service',
      session_on: 'on',
      starts_at: 'startsAt',
      ends_at: 'endsAt',
      site_id: 'site:Site',
      room_id: 'room:Room',
      state: 'state',
      cancelled_reason: 'cancelledReason',
      pool_at: 'poolAt',
      to_111_at: 'unusedTo111At',
      bookable_unstaffed: 'bookableUnstaffed',
      published_at: 'publishedAt',
    },
    hidden: ['occurrence_on', 'replaced'], // the count of the occurrence in its series
  },
  SESSION_SHARE: {
    table: 'session_share',
    description: 'A practice’s share of a session, as it was given.',
    object: ['Session', 'session_id'],
    shown: {
      ...practice,
      weight: 'weight',
      weight_source: 'weightSource',
      entitlement: 'entitlement',
      places: 'placesGiven',
    },
  },
};
