import { changePayloadType } from '../change-report.type.js';

export const CloseSitePayload = changePayloadType('CloseSitePayload', 'A site that closes.');
