import { Field, ID, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../platform/graphql/scalars.js';
import { instantText } from '../platform/instant-text.js';
import { MutationPayload } from '../platform/graphql/user-error.type.js';
import { SessionType } from '../sessions/session/session.type.js';
import type { OfferRow } from './availability/availability.queries.js';
import { BookingType } from './booking.type.js';
import { slotId } from './slot-id.js';

/** What resolvers of an offer get as their source. */
export interface SlotOfferSource {
  readonly row: OfferRow;
}

@ObjectType('SlotOffer', { description: 'A slot that the practice can book now instead.', simpleResolvers: true })
export class SlotOfferType {
  @Field(() => ID, { description: 'The slot’s id, for `bookSlot`.' })
  slot!: string;

  @Field(() => DateTimeScalar, { description: 'When it begins.' })
  startsAt!: string;

  @Field(() => DateTimeScalar, { description: 'When it ends.' })
  endsAt!: string;
}

export function slotOfferSource(row: OfferRow): SlotOfferType & SlotOfferSource {
  return {
    row,
    slot: slotId(row.sessionId, row.slotNumber),
    startsAt: instantText(row.startsAt),
    endsAt: instantText(row.endsAt),
  };
}

@ObjectType('CancelledBooking', {
  description: 'A booking that was cancelled with its session, and what could take its place.',
  simpleResolvers: true,
})
export class CancelledBookingType {
  @Field(() => BookingType, { description: 'The booking, now cancelled.' })
  booking!: BookingType;
}

@ObjectType('CancelSessionPayload', {
  implements: MutationPayload,
  description: 'The cancelled session, and the patients for whom something else must be found.',
})
export class CancelSessionPayload extends MutationPayload {
  @Field(() => SessionType, { nullable: true, description: 'The session as it is now; null when it was refused.' })
  session?: SessionType | null;

  @Field(() => [CancelledBookingType], {
    nullable: true,
    description: 'Its confirmed bookings in order of start; null when it was refused.',
  })
  cancelledBookings?: CancelledBookingType[] | null;
}
