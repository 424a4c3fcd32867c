import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import type { ParticipationState } from '../../organisation/participation/participation.entity.js';
import { ParticipationStateEnum, ParticipationType } from '../../organisation/participation/participation.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { ChangeReportType } from '../change-report.type.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('SetParticipationInput', { description: 'Whether a practice takes part in a service from a day on.' })
export class SetParticipationInput extends MutationInput {
  @Field(() => OdsCodeScalar, { description: 'The practice.' })
  practice!: string;

  @IdField('Service', { description: 'The service.' })
  service!: string;

  @Field(() => ParticipationStateEnum, { description: 'Whether it takes part.' })
  state!: ParticipationState;

  @Field(() => DateScalar, {
    description: 'The first day, today or later; what applied before ends on it.',
  })
  from!: string;

  @Field(() => Boolean, { nullable: true, description: 'True to be told what would happen without changing anything.' })
  dryRun?: boolean;
}

@ObjectType('SetParticipationPayload', { implements: MutationPayload, description: 'What applies now.' })
export class SetParticipationPayload extends MutationPayload {
  @Field(() => ParticipationType, {
    nullable: true,
    description: 'The participation; null if it was refused, and after a dry run.',
  })
  participation?: ParticipationType | null;

  @Field(() => ChangeReportType, {
    nullable: true,
    description: 'What happens to places, bookings and waiting patients; null if it was refused.',
  })
  change?: ChangeReportType | null;
}
