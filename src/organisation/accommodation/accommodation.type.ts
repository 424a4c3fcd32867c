import { Field, ObjectType } from 'type-graphql';
import { connectionTypes } from '../../platform/graphql/connection.type.js';
import { globalId } from '../../platform/ids/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar, DateTimeScalar, LocalTimeScalar } from '../../platform/graphql/scalars.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { warningsDescription, WarningType } from '../../platform/graphql/warning.type.js';
import { WeekdayEnum } from '../../platform/graphql/weekday.type.js';
import { type Weekday, weekdays } from '../../time/london.js';
import type { OfferRow } from './accommodation.queries.js';
import { type At, dayInId } from '../directory/at.js';
import { LendingStateEnum } from './lending-state.type.js';
import type { LendingState } from './rules/lending.js';

/** What resolvers of an accommodation offer get as their source. */
export interface AccommodationOfferSource {
  readonly at: At;
  readonly pcnId: string;
  readonly roomId: string;
  readonly offeredById: string;
  readonly state: LendingState;
  readonly to: string | null;
}

@ObjectType('AccommodationOffer', {
  implements: Node,
  description: '"Our room on Wednesdays": a room offered to a PCN on some weekdays between two times.',
  simpleResolvers: true,
})
export class AccommodationOfferType extends Node {
  @Field(() => [WeekdayEnum], { description: 'On which days of the week.' })
  weekdays!: readonly Weekday[];

  @Field(() => LocalTimeScalar, { description: 'Start time on these days.' })
  fromTime!: string;

  @Field(() => LocalTimeScalar, { description: 'End time on these days.' })
  toTime!: string;

  @Field(() => DateScalar, { description: 'The first day of the offer.' })
  from!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The first day after it ends; null until further notice.' })
  to!: string | null;

  @Field(() => LendingStateEnum, { description: 'Whether the PCN has agreed to use it.' })
  state!: LendingState;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the PCN accepted or declined it; null while it is waiting, and if no decision was needed.',
  })
  decidedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was declined; null if it was not.' })
  declineReason!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was withdrawn; null if it was not.' })
  endReason!: string | null;
}

/** The GraphQL source of an offer whose room and organisations are read on a day. */
export function accommodationOfferSource(row: OfferRow, at: At) {
  return {
    ...row,
    __typename: 'AccommodationOffer' as const,
    id: globalId('AccommodationOffer', row.id, dayInId(at)),
    at,
    weekdays: row.weekdays.flatMap((day) => weekdays[day - 1] ?? []),
  };
}

export const { Connection: AccommodationOfferConnection } = connectionTypes(
  'AccommodationOffer',
  () => AccommodationOfferType,
  'accommodation offers',
);

@ObjectType('OfferAccommodationPayload', { implements: MutationPayload, description: 'The new offer.' })
export class OfferAccommodationPayload extends MutationPayload {
  @Field(() => AccommodationOfferType, { nullable: true, description: 'The new offer; null if it was refused.' })
  offer?: AccommodationOfferType | null;

  @Field(() => [WarningType], { description: warningsDescription })
  warnings!: readonly WarningType[];
}

@ObjectType('AcceptAccommodationPayload', { implements: MutationPayload, description: 'The accepted offer.' })
export class AcceptAccommodationPayload extends MutationPayload {
  @Field(() => AccommodationOfferType, { nullable: true, description: 'The offer; null if it was refused.' })
  offer?: AccommodationOfferType | null;
}

@ObjectType('DeclineAccommodationPayload', { implements: MutationPayload, description: 'The declined offer.' })
export class DeclineAccommodationPayload extends MutationPayload {
  @Field(() => AccommodationOfferType, { nullable: true, description: 'The offer; null if it was refused.' })
  offer?: AccommodationOfferType | null;
}
