import { practice } from '../../identity/rules/audited-columns.js';
import type { AuditedKinds } from '../../platform/audit/audited-kind.js';

/** What the audit trail records about shared clinics. */
export const sharedClinicAudited: AuditedKinds = {
  SHARED_CLINIC: {
    table: 'shared_clinic',
    description: 'A shared clinic: when it recurs and how it is shared.',
    object: ['SharedClinic', 'id'],
    shown: {
      service_id: 'service:Service',
      title: 'title',
      rrule: 'recurrence',
      start_time: 'startTime',
      duration_minutes: 'durationMinutes',
      starts_on: 'startsOn',
      ends_on: 'endsOn',
      hosting: 'hosting',
      sharing_policy: 'sharingPolicy',
      bank_holiday_policy: 'bankHolidayPolicy',
      slot_minutes: 'slotMinutes',
      delivery_modes: 'deliveryModes',
      held_for_111: 'heldFor111',
      unused_to_111_from: 'unusedTo111From',
      unused_to_111_policy: 'unusedTo111Policy',
      pool_minutes_before: 'poolMinutesBefore',
      bookable_unstaffed: 'bookableUnstaffed',
      break_minutes: 'breakMinutes',
      priority: 'priority',
      published_until: 'publishedUntil',
    },
    hidden: ['created_at'], // the entry's own time
  },
  CLINIC_HOST: {
    table: 'clinic_host',
    description: 'A site that hosts a shared clinic.',
    object: ['SharedClinic', 'clinic_id'],
    shown: { position: 'position', site_id: 'site:Site', room_id: 'room:Room', weight: 'weight' },
  },
  CLINIC_STAFFING_LINE: {
    table: 'clinic_staffing_line',
    description: 'Which staff a shared clinic needs.',
    object: ['SharedClinic', 'clinic_id'],
    shown: { position: 'position', role_code: 'role', count: 'count', slots_per_post: 'slotsPerPost' },
  },
  CLINIC_RELEASE_WAVE: {
    table: 'clinic_release_wave',
    description: 'When a shared clinic’s slots are released.',
    object: ['SharedClinic', 'clinic_id'],
    shown: { position: 'position', slots: 'slots', days_before: 'daysBefore', release_time: 'time' },
  },
  CLINIC_DATE: {
    table: 'clinic_date',
    description: 'A day on which a shared clinic differs from its rule: skipped or added.',
    object: ['SharedClinic', 'clinic_id'],
    shown: { on_day: 'on', kind: 'kind', reason: 'reason' },
  },
  CLINIC_FIXED_SHARE: {
    table: 'clinic_fixed_share',
    description: 'A practice’s fixed share of a shared clinic.',
    object: ['SharedClinic', 'clinic_id'],
    shown: { ...practice, weight: 'weight' },
  },
};
