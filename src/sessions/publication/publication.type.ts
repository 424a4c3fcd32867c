import { InputType, Field, ObjectType, Int } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { seriesHorizon } from '../../time/horizon.js';
import { SharedClinicType, SharedClinicSource } from '../clinic/shared-clinic.type.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('PublishSessionsInput', { description: 'The day up to which sessions of a clinic are published.' })
export class PublishSessionsInput extends MutationInput {
  @IdField('SharedClinic', { description: 'The shared clinic.' })
  clinic!: string;

  @Field(() => DateScalar, {
    description: `Sessions before this day are published; at most ${seriesHorizon.words} from today. Sessions already published stay.`,
  })
  until!: string;
}

@ObjectType('PublishSessionsPayload', { implements: MutationPayload, description: 'What was published.' })
export class PublishSessionsPayload extends MutationPayload {
  @Field(() => SharedClinicType, { nullable: true, description: 'The clinic; null when it was refused.' })
  clinic?: SharedClinicSource | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many sessions this call published; 0 when all of them were published already. Null when it was refused.',
  })
  publishedCount?: number | null;
}
