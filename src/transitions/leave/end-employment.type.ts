import { Field, InputType, ObjectType } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { EmploymentType } from '../../workforce/employment.type.js';
import { ChangeReportType } from '../change-report.type.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('EndEmploymentInput', { description: 'When a job ends.' })
export class EndEmploymentInput extends MutationInput {
  @IdField('Employment', { description: 'The employment.' })
  employment!: string;

  @Field(() => DateScalar, { description: 'The first day after it ends.' })
  on!: string;

  @Field(() => Boolean, { nullable: true, description: 'True to be told what would happen without changing anything.' })
  dryRun?: boolean;
}

@ObjectType('EndEmploymentPayload', { implements: MutationPayload, description: 'The job that ends.' })
export class EndEmploymentPayload extends MutationPayload {
  @Field(() => EmploymentType, {
    nullable: true,
    description: 'The employment with its end, or as it was after a dry run; null if refused.',
  })
  employment?: EmploymentType | null;

  @Field(() => ChangeReportType, {
    nullable: true,
    description: 'What happens to releases, patterns, leave and supervision; null if refused.',
  })
  change?: ChangeReportType | null;
}
