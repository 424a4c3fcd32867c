/** Why the patient comes, as a code; never free text. */
export const needs = [
  'NEW_PROBLEM',
  'FOLLOW_UP',
  'LONG_TERM_CONDITION_REVIEW',
  'MEDICATION_REVIEW',
  'MUSCULOSKELETAL',
  'MENTAL_HEALTH',
  'SOCIAL_SUPPORT',
  'SCREENING_OR_VACCINATION',
  'TEST_OR_PROCEDURE',
  'OTHER_CODED',
] as const;
export type Need = (typeof needs)[number];
