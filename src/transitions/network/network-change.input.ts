import { InputType, Field, Directive } from 'type-graphql';
import { ContractTypeEnum } from '../../organisation/contract/contract.type.js';
import type { ContractType } from '../../organisation/contract/rules/contract-term.js';
import { OrganisationBy, holderTypes } from '../../organisation/directory/organisation.input.js';
import { IdsInside } from '../../platform/graphql/id-argument.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('NewHolderInput', { description: 'Another holder of a practice’s contract.' })
export class NewHolderInput {
  @Field(() => OrganisationBy, { description: 'Who will hold it.' })
  @IdsInside(...holderTypes)
  holder!: OrganisationBy;

  @Field(() => ContractTypeEnum, { description: 'The kind of contract.' })
  type!: ContractType;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True for a caretaker contract, which bridges a gap; default false.',
  })
  caretaker?: boolean;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day after it ends. Only for APMS; by default the longest term that the policy allows.',
  })
  until?: string;
}

@Directive('@oneOf')
@InputType('HandOverToInput', { description: 'Who takes a practice over: give exactly one of these.' })
export class HandOverToInput {
  @Field(() => OdsCodeScalar, { nullable: true, description: 'A practice; this one becomes its branch surgery.' })
  branchOf?: string;

  @Field(() => NewHolderInput, {
    nullable: true,
    description: 'Another holder, who runs the practice without other changes.',
  })
  holder?: NewHolderInput;
}

@InputType('HandOverPracticeInput', { description: 'Which practice is handed over, to whom, and when.' })
export class HandOverPracticeInput extends MutationInput {
  @Field(() => OdsCodeScalar, { description: 'The practice.' })
  practice!: string;

  @Field(() => DateScalar, { description: 'The first day under the new practice or holder; tomorrow at the earliest.' })
  from!: string;

  @Field(() => HandOverToInput, { description: 'Who takes it over.' })
  to!: HandOverToInput;

  @Field(() => String, {
    nullable: true,
    description: 'The new name, from that day on, of the practice that continues.',
  })
  newName?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where this information comes from; default the person who entered it.',
  })
  source?: string;

  @Field(() => Boolean, { nullable: true, description: 'True to be told what would happen without changing anything.' })
  dryRun?: boolean;
}

@InputType('LeaveNetworkInput', { description: 'Which practice leaves its network, when, and for which other one.' })
export class LeaveNetworkInput extends MutationInput {
  @Field(() => OdsCodeScalar, { description: 'The practice.' })
  practice!: string;

  @Field(() => DateScalar, {
    description: 'The first day on which it is no longer a member; tomorrow at the earliest.',
  })
  from!: string;

  @Field(() => OdsCodeScalar, { nullable: true, description: 'The PCN that it joins that day; default none.' })
  joins?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where this information comes from; default the person who entered it.',
  })
  source?: string;

  @Field(() => Boolean, { nullable: true, description: 'True to be told what would happen without changing anything.' })
  dryRun?: boolean;
}

@InputType('MergeOrganisationsInput', { description: 'Which organisation merges into which, and when.' })
export class MergeOrganisationsInput extends MutationInput {
  @Field(() => OdsCodeScalar, { description: 'The organisation that closes.' })
  organisation!: string;

  @Field(() => OdsCodeScalar, { description: 'The organisation that continues for both.' })
  into!: string;

  @Field(() => DateScalar, { description: 'The first day as one organisation; tomorrow at the earliest.' })
  from!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The new name, from that day on, of the organisation that continues.',
  })
  newName?: string;

  @Field(() => String, {
    nullable: true,
    description: 'Where this information comes from; default the person who entered it.',
  })
  source?: string;

  @Field(() => Boolean, { nullable: true, description: 'True to be told what would happen without changing anything.' })
  dryRun?: boolean;
}
