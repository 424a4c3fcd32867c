import { Field, InputType } from 'type-graphql';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { OdsCodeScalar } from '../directory/identifier.type.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('JoinNetworkInput', { description: 'Which practice joins which PCN, and when.' })
export class JoinNetworkInput extends MutationInput {
  @Field(() => OdsCodeScalar, { description: 'The practice.' })
  practice!: string;

  @Field(() => OdsCodeScalar, { description: 'The PCN.' })
  pcn!: string;

  @Field(() => DateScalar, { description: 'The first day in the PCN.' })
  from!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The first day after it leaves; leave out if not known.' })
  to?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where this information comes from; default the person who entered it.',
  })
  source?: string;
}
