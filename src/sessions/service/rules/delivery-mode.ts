/** How an appointment is given. */
export const deliveryModes = ['FACE_TO_FACE', 'TELEPHONE', 'VIDEO', 'HOME_VISIT'] as const;
export type DeliveryMode = (typeof deliveryModes)[number];
