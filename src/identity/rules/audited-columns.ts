/** Stands for whichever type an organisation is of: practice, PCN, provider and so on. */
export const anyOrganisation = 'Organisation';

/** Columns that many tables have, and the fields they are shown as. */
export const period = { valid_from: 'from', valid_to: 'to' } as const;

/** What a network says to what is lent to it, or a clinician to a job; who said so is the entry's own actor. */
export const decision = { state: 'state', decided_at: 'decidedAt', decline_reason: 'declineReason' } as const;

export const weekTime = { weekday: 'weekday', from_time: 'startTime', to_time: 'endTime' } as const;

export const practice = { practice_id: `practice:${anyOrganisation}` } as const;
