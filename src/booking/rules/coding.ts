/** How an appointment is given. */
export const deliveryModes = ['FACE_TO_FACE', 'TELEPHONE', 'VIDEO', 'HOME_VISIT'] as const;
export type DeliveryMode = (typeof deliveryModes)[number];

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
