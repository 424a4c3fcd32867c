import { Field, InputType } from 'type-graphql';
import { ContractTypeEnum } from '../../organisation/contract/contract.type.js';
import type { ContractType } from '../../organisation/contract/rules/contract-term.js';
import { holderTypes, OrganisationBy } from '../../organisation/directory/organisation.input.js';
import { IdField, IdsInside } from '../../platform/graphql/id-argument.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';
import { DateScalar } from '../../platform/graphql/scalars.js';

const dryRunDescription = 'True to be told what would happen without changing anything.';
const reasonDescription = 'Why, for those who must be told: 1 to 200 characters, no patient identity.';

@InputType('CorrectAwardInput', {
  description: 'What is right of an award that has not begun. What you leave out stays.',
})
export class CorrectAwardInput extends MutationInput {
  @IdField('Contract', { description: 'The contract.' })
  contract!: string;

  @Field(() => ContractTypeEnum, { nullable: true, description: 'The kind of contract.' })
  type?: ContractType;

  @Field(() => OrganisationBy, { nullable: true, description: 'Who will hold it.' })
  @IdsInside(...holderTypes)
  holder?: OrganisationBy;

  @Field(() => Boolean, { nullable: true, description: 'True for a caretaker contract, which bridges a gap.' })
  caretaker?: boolean;

  @Field(() => DateScalar, { nullable: true, description: 'The first day; tomorrow at the earliest.' })
  from?: string;

  @Field(() => DateScalar, {
    nullable: true,
    description:
      'The first day after it ends, for APMS; by default as before, or the longest term from a new first day.',
  })
  to?: string;

  @Field(() => String, { description: reasonDescription })
  reason!: string;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}

@InputType('WithdrawNoticeInput', { description: 'Which notice is withdrawn, and why.' })
export class WithdrawNoticeInput extends MutationInput {
  @IdField('Contract', { description: 'The contract under notice.' })
  contract!: string;

  @Field(() => String, { description: reasonDescription })
  reason!: string;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}

@InputType('ChangeNoticeInput', { description: 'The new days of a notice, and why.' })
export class ChangeNoticeInput extends MutationInput {
  @IdField('Contract', { description: 'The contract under notice.' })
  contract!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which notice was given; by default as before.' })
  noticeGivenOn?: string;

  @Field(() => DateScalar, { description: 'The first day after the contract ends; tomorrow at the earliest.' })
  endsOn!: string;

  @Field(() => String, { description: reasonDescription })
  reason!: string;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}

@InputType('DiscardDraftAgreementInput', { description: 'Which draft is discarded, and why.' })
export class DiscardDraftAgreementInput extends MutationInput {
  @IdField('NetworkAgreement', { description: 'The draft, signed by some or by nobody.' })
  agreement!: string;

  @Field(() => String, { description: reasonDescription })
  reason!: string;

  @Field(() => Boolean, { nullable: true, description: dryRunDescription })
  dryRun?: boolean;
}
