import { Field, Int, ObjectType } from 'type-graphql';
import { connectionTypes } from '../platform/graphql/connection.type.js';
import { globalId } from '../platform/ids/global-id.js';
import { Node } from '../platform/graphql/node.type.js';
import { DateTimeScalar } from '../platform/graphql/scalars.js';
import { DeliveryModeEnum } from '../sessions/service/delivery-mode.type.js';
import type { BookingRow } from './booking.queries.js';
import { NeedEnum } from '../sessions/service/need.type.js';
import { AccessNeedEnum, BookingChannelEnum, BookingStateEnum } from './coding.type.js';
import type { AccessNeed } from './rules/access-needs.js';
import type { BookingState } from './booking.entity.js';
import type { Channel } from './booking.entity.js';
import type { DeliveryMode } from '../sessions/service/rules/delivery-mode.js';
import type { Need } from '../sessions/service/rules/needs.js';

/** What resolvers of a booking get as their source. */
export interface BookingSource extends BookingRow {
  readonly __typename: 'Booking';
  readonly key: string;
}

@ObjectType('Booking', {
  implements: Node,
  description:
    'A slot that a practice holds or has booked for one of its patients. It does not say who the patient is.',
  simpleResolvers: true,
})
export class BookingType extends Node {
  @Field(() => BookingStateEnum, { description: 'Its state now; a hold whose time is over is EXPIRED.' })
  state!: BookingState;

  @Field(() => DateTimeScalar, { description: 'When the slot begins.' })
  startsAt!: string;

  @Field(() => DateTimeScalar, { description: 'When the slot ends.' })
  endsAt!: string;

  @Field(() => Int, { description: 'The slot’s number in its session.' })
  slotNumber!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The practice’s own opaque reference for the patient; a hold has none.',
  })
  reference!: string | null;

  @Field(() => BookingChannelEnum, { description: 'How the patient reached the service.' })
  channel!: Channel;

  @Field(() => NeedEnum, { nullable: true, description: 'Why the patient comes, as a code; a hold has none.' })
  need!: Need | null;

  @Field(() => [AccessNeedEnum], { description: 'What the patient needs in order to be seen.' })
  accessNeeds!: readonly AccessNeed[];

  @Field(() => DeliveryModeEnum, { description: 'How the appointment is given.' })
  deliveryMode!: DeliveryMode;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a hold ends unless it is booked; null once it is booked.',
  })
  expiresAt!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was booked; null for a hold.' })
  confirmedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was cancelled.' })
  cancelledAt!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was cancelled: a CancellationReason, or SESSION_CANCELLED.',
  })
  cancelledReason!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When its outcome was recorded.' })
  outcomeAt!: string | null;
}

export function bookingSource(row: BookingRow): BookingSource {
  return {
    ...row,
    __typename: 'Booking',
    key: row.id,
    id: globalId('Booking', row.id),
  };
}

export const { Connection: BookingConnection } = connectionTypes('Booking', () => BookingType, 'bookings');
