import { changePayloadType } from '../change-report.type.js';

export const HandOverPracticePayload = changePayloadType(
  'HandOverPracticePayload',
  'A practice with a new holder, or as a branch.',
);

export const LeaveNetworkPayload = changePayloadType('LeaveNetworkPayload', 'A practice that left its network.');

export const MergeOrganisationsPayload = changePayloadType(
  'MergeOrganisationsPayload',
  'Two organisations merged into one.',
);
