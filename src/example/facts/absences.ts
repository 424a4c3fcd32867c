/** Weekly work elsewhere and leave of the example's clinicians. Days count from the day around which it is placed. */

export const weeklyCommitments = [
  { clinician: 'SYN-008', employer: 'EXCHS', weekday: 5, from: '09:00', to: '13:00', minutes: 240 },
  { clinician: 'SYN-014', employer: 'EXCHS', weekday: 3, from: '09:00', to: '17:00', minutes: 420 },
  { clinician: 'SYN-016', employer: 'EXCHARITY', weekday: 4, from: '13:00', to: '17:00', minutes: 240 },
  { clinician: 'SYN-024', employer: 'RC9', weekday: 2, from: '08:30', to: '17:30', minutes: 480 },
] as const;

export const singleCommitments = [
  { clinician: 'SYN-010', employer: 'E81044', day: 8, from: '09:00', to: '12:30', minutes: 210 },
  { clinician: 'SYN-033', employer: 'Y02332', day: 10, from: '13:00', to: '17:00', minutes: 240 },
] as const;

/** Whole London days `[from, to)`. */
export const leaves = [
  { clinician: 'SYN-018', kind: 'SICK', state: 'APPROVED', from: -6, to: -3 },
  { clinician: 'SYN-014', kind: 'STUDY', state: 'APPROVED', from: -10, to: -8 },
  { clinician: 'SYN-007', kind: 'ANNUAL', state: 'APPROVED', from: 14, to: 21 },
  // the only diabetes nurse: her clinic of that week has nobody
  { clinician: 'SYN-012', kind: 'ANNUAL', state: 'APPROVED', from: 7, to: 14 },
  { clinician: 'SYN-035', kind: 'ANNUAL', state: 'APPROVED', from: 7, to: 14 },
  { clinician: 'SYN-006', kind: 'ANNUAL', state: 'REQUESTED', from: 35, to: 42 },
  { clinician: 'SYN-009', kind: 'STUDY', state: 'REQUESTED', from: 37, to: 38 },
  { clinician: 'SYN-002', kind: 'ANNUAL', state: 'REFUSED', from: 5, to: 8 },
] as const;
