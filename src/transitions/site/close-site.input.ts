import { InputType, Field } from 'type-graphql';
import { IdField } from '../../platform/graphql/id-argument.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('CloseSiteInput', { description: 'Which site closes, and when.' })
export class CloseSiteInput extends MutationInput {
  @IdField('Site', { description: 'The site.' })
  site!: string;

  @Field(() => DateScalar, { description: 'The first day on which it is closed; tomorrow at the earliest.' })
  from!: string;

  @Field(() => Boolean, { nullable: true, description: 'True to be told what would happen without changing anything.' })
  dryRun?: boolean;
}
