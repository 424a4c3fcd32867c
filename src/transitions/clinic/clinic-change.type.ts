import { changePayloadType } from '../change-report.type.js';

export const MoveSharedClinicHostPayload = changePayloadType(
  'MoveSharedClinicHostPayload',
  'A series with another host.',
);

export const ChangeSharedClinicPayload = changePayloadType('ChangeSharedClinicPayload', 'A series in a new form.');
