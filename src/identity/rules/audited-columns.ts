/** Stands for any type of organisation: practice, PCN, provider and so on. */
export const anyOrganisation = 'Organisation';

/** Columns that many tables have, and the fields that show them. */
export const period = { valid_from: 'from', valid_to: 'to' } as const;

/** A network's decision about something lent to it, or a clinician's about a job; the entry's own actor made it. */
export const decision = { state: 'state', decided_at: 'decidedAt', decline_reason: 'declineReason' } as const;

export const weekTime = { weekday: 'weekday', from_time: 'startTime', to_time: 'endTime' } as const;

export const practice = { practice_id: `practice:${anyOrganisation}` } as const;
