import { enumOf } from '../../platform/graphql/enum-of.js';
import type { DeliveryMode } from './rules/delivery-mode.js';

export const DeliveryModeEnum = enumOf<DeliveryMode>('DeliveryMode', 'How an appointment is given.', {
  FACE_TO_FACE: 'In a room, at the session’s site.',
  TELEPHONE: 'By telephone.',
  VIDEO: 'By video.',
  HOME_VISIT: 'At the patient’s home.',
});
