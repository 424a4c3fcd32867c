/** How an appointment is given. */
export const deliveryModes = ['FACE_TO_FACE', 'TELEPHONE', 'VIDEO', 'HOME_VISIT'] as const;
export type DeliveryMode = (typeof deliveryModes)[number];

/** Why the patient comes, coded; never free text. */
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

/** What a patient needs in order to be seen. */
export const accessNeeds = [
  'INTERPRETER',
  'SIGN_LANGUAGE',
  'STEP_FREE',
  'LARGE_PRINT',
  'LONGER_APPOINTMENT',
  'CHAPERONE',
  'REMOTE_ONLY',
  'IN_PERSON_ONLY',
] as const;
export type AccessNeed = (typeof accessNeeds)[number];
