import { anyOrganisation, decision, period, weekTime } from '../identity/rules/audited-columns.js';
import type { AuditedKinds } from '../platform/audit/audited-kind.js';

/** What the audit trail shows of people's work and when they work. */
export const workforceAudited: AuditedKinds = {
  CLINICIAN: {
    table: 'clinician',
    description: 'A clinician of the pool: name, role, skills, supervisor.',
    object: ['Clinician', 'id'],
    shown: {
      code: 'code',
      name: 'name',
      synthetic: 'synthetic',
      role_code: 'role',
      skills: 'skills',
      languages: 'languages',
      supervisor_id: 'supervisor:Clinician',
      working_time_opt_out: 'workingTimeOptOut',
    },
    hidden: ['registered_by_id'],
  },
  REGISTRATION: {
    table: 'registration',
    description: 'A clinician’s entry in a professional register.',
    object: ['Clinician', 'clinician_id'],
    shown: { body: 'body', number: 'number', ...period, end_reason: 'endReason' },
  },
  EMPLOYMENT: {
    table: 'employment',
    description: 'A job of a clinician that is released to the network, or that the network gives or proposes.',
    object: ['Employment', 'id'],
    shown: {
      clinician_id: 'clinician:Clinician',
      employer_id: `employer:${anyOrganisation}`,
      contracted_minutes_per_week: 'contractedMinutesPerWeek',
      session_minutes: 'sessionMinutes',
      working_time_status: 'workingTimeStatus',
      ...period,
      ...decision,
    },
    hidden: ['decided_by'],
  },
  POOL_RELEASE: {
    table: 'pool_release',
    description: 'Working time released to the pool.',
    object: ['PoolRelease', 'id'],
    shown: {
      employment_id: 'employment:Employment',
      clinician_id: 'clinician:Clinician',
      employer_id: `employer:${anyOrganisation}`,
      minutes_per_week: 'minutesPerWeek',
      change_reason: 'changeReason',
      ...period,
      ...decision,
    },
    hidden: ['decided_by'],
  },
  WORKING_PATTERN: {
    table: 'working_pattern',
    description: 'A weekly working time of a job.',
    object: ['Employment', 'employment_id'],
    shown: { clinician_id: 'clinician:Clinician', ...weekTime, ...period },
  },
  COMMITMENT: {
    table: 'commitment',
    description: 'Work elsewhere, of people whom the PCN employs itself.',
    object: ['Commitment', 'id'],
    shown: {
      clinician_id: 'clinician:Clinician',
      declared_by_id: `declaredBy:${anyOrganisation}`,
      kind: 'kind',
      starts_at: 'startsAt',
      ends_at: 'endsAt',
      ...weekTime,
      ...period,
      working_minutes: 'workingMinutes',
    },
  },
  LEAVE: {
    table: 'leave',
    description: 'Leave of people whom the PCN employs itself.',
    object: ['Leave', 'id'],
    shown: {
      clinician_id: 'clinician:Clinician',
      kind: 'kind',
      starts_at: 'startsAt',
      ends_at: 'endsAt',
      state: 'state',
      decided_at: 'decidedAt',
      late_reason: 'lateReason',
    },
    hidden: ['decided_by'], // the entry's own actor
  },
};
