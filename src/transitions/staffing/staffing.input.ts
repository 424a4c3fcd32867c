import { Field, InputType } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { dryRunDescription, reasonDescription } from '../series/series.input.js';

@InputType('AssignSeriesInput', { description: 'Which clinician works in which sessions of a shared clinic.' })
export class AssignSeriesInput extends MutationInput {
  @IdField('SharedClinic', { description: 'The shared clinic.' })
  clinic!: string;

  @IdField('Clinician', { description: 'The clinician, released to the network on the days.' })
  clinician!: string;

  @Field(() => [DateScalar], {
    nullable: true,
    description:
      'The days of the sessions: all of them or none. Left out, every published session that is still ahead in which a post for the clinician’s role is open.',
  })
  dates?: string[];

  @IdField('Clinician', {
    nullable: true,
    description: 'The GP who supervises in these sessions; default the clinician’s own named supervisor.',
  })
  supervisor?: string;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}

@InputType('MoveAssignmentInput', {
  description: 'Where a clinician works instead, or who works there instead. Anything left out stays as it is.',
})
export class MoveAssignmentInput extends MutationInput {
  @IdField('Assignment', { description: 'The assignment.' })
  assignment!: string;

  @IdField('Session', { nullable: true, description: 'The session where the clinician works instead.' })
  session?: string;

  @IdField('Post', {
    nullable: true,
    description: 'The post; default the same post, or in another session the first open one of the role.',
  })
  post?: string;

  @IdField('Clinician', { nullable: true, description: 'Who works there instead; default the same clinician.' })
  clinician?: string;

  @IdField('Clinician', {
    nullable: true,
    description: 'The GP who supervises there; default the clinician’s own named supervisor.',
  })
  supervisor?: string;

  @Field(() => String, { description: reasonDescription })
  reason!: string;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}
