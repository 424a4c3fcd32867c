import { Field, InputType } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
import { DateScalar, LocalTimeScalar } from '../../platform/graphql/scalars.js';
import { WeekdayEnum } from '../../platform/graphql/weekday.type.js';
import type { Weekday } from '../../time/london.js';
import { OdsCodeScalar } from '../directory/identifier.type.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('OfferAccommodationInput', { description: 'Which room is offered to which PCN, and when.' })
export class OfferAccommodationInput extends MutationInput {
  @IdField('Room', { description: 'The room.' })
  room!: string;

  @Field(() => OdsCodeScalar, {
    description: 'The PCN that may use it. If you are not a member of it, it must accept first.',
  })
  pcn!: string;

  @Field(() => [WeekdayEnum], { description: 'On which days of the week.' })
  weekdays!: Weekday[];

  @Field(() => LocalTimeScalar, { description: 'Start time on these days.' })
  fromTime!: string;

  @Field(() => LocalTimeScalar, { description: 'End time on these days.' })
  toTime!: string;

  @Field(() => DateScalar, { description: 'The first day of the offer.' })
  from!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The first day after it ends; leave out if not known.' })
  to?: string;
}

@InputType('AcceptAccommodationInput', { description: 'Which offer of a room the network accepts.' })
export class AcceptAccommodationInput extends MutationInput {
  @IdField('AccommodationOffer', { description: 'The offer.' })
  offer!: string;
}

@InputType('DeclineAccommodationInput', { description: 'Which offer of a room the network declines, and why.' })
export class DeclineAccommodationInput extends MutationInput {
  @IdField('AccommodationOffer', { description: 'The offer.' })
  offer!: string;

  @Field(() => String, {
    description: 'Why, for the organisation that offers it: 1 to 200 characters, no patient identity.',
  })
  reason!: string;
}
