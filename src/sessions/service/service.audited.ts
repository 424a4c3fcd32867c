import type { AuditedKinds } from '../../platform/audit/audited-kind.js';

/** What the audit trail records about services. */
export const serviceAudited: AuditedKinds = {
  SERVICE: {
    table: 'service',
    description: 'What the network offers, and which roles may give it.',
    object: ['Service', 'id'],
    shown: {
      code: 'code',
      name: 'name',
      roles: 'roles',
      skills: 'skills',
      slot_minutes: 'slotMinutes',
      delivery_modes: 'deliveryModes',
      appointment_category: 'appointmentCategory',
      room_kind: 'roomKind',
      equipment: 'equipment',
      undifferentiated: 'undifferentiated',
      triage: 'triage',
      gp_on_site: 'gpOnSite',
      needs: 'needs',
      retired_on: 'retiredOn',
      retired_because: 'retiredBecause',
    },
  },
};
