import { Field, ObjectType } from 'type-graphql';
import { MutationPayload } from '../platform/graphql/user-error.type.js';
import { warningsDescription, WarningType } from '../platform/graphql/warning.type.js';
import { BookingType } from './booking.type.js';

const bookingAfter = 'The booking as it is now; null when it was refused.';

@ObjectType('HoldSlotPayload', { implements: MutationPayload, description: 'A hold, and when it ends.' })
export class HoldSlotPayload extends MutationPayload {
  @Field(() => BookingType, { nullable: true, description: 'The hold, in state HELD; null when it was refused.' })
  hold?: BookingType | null;
}

@ObjectType('BookSlotPayload', { implements: MutationPayload, description: 'A new booking.' })
export class BookSlotPayload extends MutationPayload {
  @Field(() => BookingType, { nullable: true, description: bookingAfter })
  booking?: BookingType | null;

  @Field(() => [WarningType], { description: warningsDescription })
  warnings!: readonly WarningType[];
}

@ObjectType('MoveBookingPayload', { implements: MutationPayload, description: 'A moved booking.' })
export class MoveBookingPayload extends MutationPayload {
  @Field(() => BookingType, { nullable: true, description: bookingAfter })
  booking?: BookingType | null;

  @Field(() => [WarningType], { description: warningsDescription })
  warnings!: readonly WarningType[];
}

@ObjectType('CancelBookingPayload', { implements: MutationPayload, description: 'A cancelled booking.' })
export class CancelBookingPayload extends MutationPayload {
  @Field(() => BookingType, { nullable: true, description: bookingAfter })
  booking?: BookingType | null;
}

@ObjectType('UndoCancelBookingPayload', {
  implements: MutationPayload,
  description: 'A booking that is confirmed again.',
})
export class UndoCancelBookingPayload extends MutationPayload {
  @Field(() => BookingType, { nullable: true, description: bookingAfter })
  booking?: BookingType | null;
}

@ObjectType('RecordOutcomePayload', { implements: MutationPayload, description: 'A booking with its outcome.' })
export class RecordOutcomePayload extends MutationPayload {
  @Field(() => BookingType, { nullable: true, description: bookingAfter })
  booking?: BookingType | null;
}
