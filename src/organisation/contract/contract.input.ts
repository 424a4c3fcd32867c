import { Field, InputType } from 'type-graphql';
import { IdsInside } from '../../platform/graphql/id-argument.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { ContractTypeEnum } from './contract.type.js';
import { OdsCodeScalar } from '../directory/identifier.type.js';
import { holderTypes, OrganisationBy } from '../directory/organisation.input.js';
import type { ContractType } from './rules/contract-term.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('AwardContractInput', { description: 'Which practice, to whom and for how long.' })
export class AwardContractInput extends MutationInput {
  @Field(() => OdsCodeScalar, { description: 'The practice.' })
  practice!: string;

  @Field(() => ContractTypeEnum, { description: 'The kind of contract.' })
  type!: ContractType;

  @Field(() => OrganisationBy, { description: 'Who will hold it.' })
  @IdsInside(...holderTypes)
  holder!: OrganisationBy;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True for a caretaker contract, which bridges a gap; default false.',
  })
  caretaker?: boolean;

  @Field(() => DateScalar, { description: 'The first day.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day after it ends. Only for APMS; by default the longest term that the policy allows.',
  })
  to?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where this information comes from; default the person who entered it.',
  })
  source?: string;
}
