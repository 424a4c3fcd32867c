import { Field, InputType, Int } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import type { AffectedAssignments } from '../leave/approve-leave.js';
import { AffectedAssignmentsEnum } from '../leave/approve-leave.type.js';

const dryRunDescription = 'True to be told what would happen without changing anything.';
const affectedDescription = 'What happens to published sessions that no release covers then; default REFUSE.';
const reasonDescription = 'Why, for the network: 1 to 200 characters, no patient identity.';

@InputType('ChangeReleaseInput', { description: 'How much of a job a PCN may roster from a day on, and why.' })
export class ChangeReleaseInput extends MutationInput {
  @IdField('PoolRelease', { description: 'The release.' })
  release!: string;

  @Field(() => Int, { description: 'Minutes a week from then on.' })
  minutesPerWeek!: number;

  @Field(() => DateScalar, {
    description: 'The first day of the new minutes, tomorrow at the earliest; earlier days keep theirs.',
  })
  from!: string;

  @Field(() => String, { description: reasonDescription })
  reason!: string;

  @Field(() => AffectedAssignmentsEnum, { nullable: true, description: affectedDescription })
  affectedAssignments?: AffectedAssignments;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}

@InputType('EndReleaseInput', { description: 'Which release ends, from when, and why.' })
export class EndReleaseInput extends MutationInput {
  @IdField('PoolRelease', { description: 'The release.' })
  release!: string;

  @Field(() => DateScalar, {
    description: 'The first day without it, tomorrow at the earliest. One that has not begun by then is deleted.',
  })
  from!: string;

  @Field(() => String, { description: reasonDescription })
  reason!: string;

  @Field(() => AffectedAssignmentsEnum, { nullable: true, description: affectedDescription })
  affectedAssignments?: AffectedAssignments;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}
