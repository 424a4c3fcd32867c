import { Field, Int, ObjectType } from 'type-graphql';
import { connectionTypes } from '../platform/graphql/connection.type.js';
import { globalId } from '../platform/ids/global-id.js';
import { Node } from '../platform/graphql/node.type.js';
import { DateScalar, DateTimeScalar, LocalTimeScalar } from '../platform/graphql/scalars.js';
import { DeliveryModeEnum } from '../sessions/service/delivery-mode.type.js';
import type { BookingRow } from './booking.queries.js';
import { NeedEnum } from '../sessions/service/need.type.js';
import { londonDay, londonTime } from '../time/london.js';
import {
  AccessNeedEnum,
  type BookingCancellation,
  BookingCancellationEnum,
  BookingChannelEnum,
  BookingStateEnum,
} from './coding.type.js';
import type { AccessNeed } from './rules/access-needs.js';
import type { BookingState } from './booking.entity.js';
import type { Channel } from './booking.entity.js';
import type { DeliveryMode } from '../sessions/service/rules/delivery-mode.js';
import type { Need } from '../sessions/service/rules/needs.js';

/** What resolvers of a booking get as their source. */
export interface BookingSource extends BookingRow {
  readonly __typename: 'Booking';
  readonly key: string;
  readonly on: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly cancellation: BookingCancellation | null;
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

  @Field(() => DateScalar, { description: 'The London day on which the slot begins.' })
  on!: string;

  @Field(() => LocalTimeScalar, { description: 'When the slot begins, in London clock time.' })
  startTime!: string;

  @Field(() => LocalTimeScalar, { description: 'When the slot ends, in London clock time.' })
  endTime!: string;

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
    deprecationReason: 'Use `cancellation`. Removed after 2027-12-01',
  })
  cancelledReason!: string | null;

  @Field(() => BookingCancellationEnum, { nullable: true, description: 'Why it was cancelled; null if it was not.' })
  cancellation!: BookingCancellation | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When its outcome was recorded.' })
  outcomeAt!: string | null;
}

export function bookingSource(row: BookingRow): BookingSource {
  return {
    ...row,
    __typename: 'Booking',
    key: row.id,
    id: globalId('Booking', row.id),
    on: londonDay(Date.parse(row.startsAt)),
    startTime: londonTime(Date.parse(row.startsAt)),
    endTime: londonTime(Date.parse(row.endsAt)),
    cancellation: row.cancelledReason as BookingCancellation | null,
  };
}

/** What resolvers of a move get as their source. */
export interface BookingMoveSource {
  readonly at: string;
  readonly sessionId: string;
  readonly startsAt: string;
}

@ObjectType('BookingMove', { description: 'From where a booking was moved to its slot.', simpleResolvers: true })
export class BookingMoveType {
  @Field(() => DateTimeScalar, { description: 'When it was moved.' })
  at!: string;

  @Field(() => DateTimeScalar, { description: 'When the slot that it had before begins.' })
  startsAt!: string;
}

export const { Connection: BookingConnection } = connectionTypes('Booking', () => BookingType, 'bookings');
