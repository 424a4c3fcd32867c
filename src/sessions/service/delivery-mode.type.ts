import { registerEnumType } from 'type-graphql';

export enum DeliveryModeEnum {
  FACE_TO_FACE = 'FACE_TO_FACE',
  TELEPHONE = 'TELEPHONE',
  VIDEO = 'VIDEO',
  HOME_VISIT = 'HOME_VISIT',
}
registerEnumType(DeliveryModeEnum, {
  name: 'DeliveryMode',
  description: 'How an appointment is given.',
  valuesConfig: {
    FACE_TO_FACE: { description: 'In a room, at the session’s site.' },
    TELEPHONE: { description: 'By telephone.' },
    VIDEO: { description: 'By video.' },
    HOME_VISIT: { description: 'At the patient’s home.' },
  },
});
