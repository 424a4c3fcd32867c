import type { AuditedKinds } from '../../platform/audit/audited-kind.js';

/** What the audit trail records about who works a session. */
export const assignmentAudited: AuditedKinds = {
  ASSIGNMENT: {
    table: 'assignment',
    description: 'Who works a session.',
    object: ['Assignment', 'id'],
    shown: {
      session_id: 'session:Session',
      post_number: 'postNumber',
      starts_at: 'startsAt',
      ends_at: 'endsAt',
      clinician_id: 'clinician:Clinician',
      supervisor_id: 'supervisor:Clinician',
      state: 'state',
      assigned_at: 'assignedAt',
      ended_at: 'endedAt',
      ended_reason: 'endedReason',
    },
    hidden: ['assigned_by'], // the entry's own actor
  },
};
