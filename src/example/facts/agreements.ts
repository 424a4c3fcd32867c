/**
 * Network agreements and who takes part in what. None of this comes from a source: it is made up, and the titles say
 * so. Equality is the case in which one member has not signed, so that sharing depends on a pilot among those who have.
 */
export const agreement = {
  title: 'Network agreement 2025 (example)',
  draftedOn: '2025-02-03',
  startsOn: '2025-04-01',
  signedOn: '2025-03-17',
} as const;

export const notSignedBy: readonly string[] = ['E81617'];

export const participations = [
  { pcn: 'U15644', practice: 'E81004', service: 'social-prescribing', state: 'OUT', from: '2025-10-01' },
  { pcn: 'U62122', practice: 'E81026', service: 'structured-medication-review', state: 'PILOT', from: '2025-04-01' },
  { pcn: 'U62122', practice: 'E81028', service: 'structured-medication-review', state: 'PILOT', from: '2025-04-01' },
  { pcn: 'U62122', practice: 'E81026', service: 'social-prescribing', state: 'PILOT', from: '2025-06-01' },
  { pcn: 'U62122', practice: 'E81028', service: 'social-prescribing', state: 'PILOT', from: '2025-06-01' },
] as const;

/** From when on the day unused slots open to NHS 111 as well, where a clinic has no setting of its own. */
export const unusedTo111Defaults = [{ pcn: 'U15644', time: '14:00', from: '2025-04-01' }] as const;
