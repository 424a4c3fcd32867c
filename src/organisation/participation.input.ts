import { Field, ID, InputType } from 'type-graphql';
import { DateScalar } from '../platform/graphql/scalars.js';
import { OdsCodeScalar } from './identifier.type.js';
import type { ParticipationState } from './participation.entity.js';
import { ParticipationStateEnum } from './participation.type.js';

@InputType('SetParticipationInput', { description: 'Whether a practice takes part in a service from a day on.' })
export class SetParticipationInput {
  @Field(() => OdsCodeScalar, { description: 'The practice.' })
  practice!: string;

  @Field(() => ID, { description: 'The service.' })
  service!: string;

  @Field(() => ParticipationStateEnum, { description: 'Whether it takes part.' })
  state!: ParticipationState;

  @Field(() => DateScalar, { description: 'The first day; what was said before ends on it.' })
  from!: string;
}
