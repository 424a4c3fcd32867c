import { changePayloadType } from '../change-report.type.js';

export const HandOverPracticePayload = changePayloadType('HandOverPracticePayload', 'A practice in other hands.');

export const LeaveNetworkPayload = changePayloadType('LeaveNetworkPayload', 'A practice out of its network.');

export const MergeOrganisationsPayload = changePayloadType('MergeOrganisationsPayload', 'Two organisations as one.');
