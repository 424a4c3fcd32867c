import { Field, InputType, ObjectType } from 'type-graphql';
import { ContractObjectType } from '../../organisation/contract/contract.type.js';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { warningsDescription, WarningType } from '../../platform/graphql/warning.type.js';
import { ChangeReportType } from '../change-report.type.js';
import { MutationInput } from '../../platform/graphql/mutation.input.js';

@InputType('GiveNoticeInput', { description: 'On which contracts notice is given, and when they end.' })
export class GiveNoticeInput extends MutationInput {
  @Field(() => [OdsCodeScalar], {
    description: 'The practices whose contracts end. Notice is given on all of them or none.',
  })
  practices!: string[];

  @Field(() => DateScalar, { nullable: true, description: 'The day on which notice was given; default today.' })
  noticeGivenOn?: string;

  @Field(() => DateScalar, { description: 'The first day after the contracts end.' })
  endsOn!: string;

  @Field(() => Boolean, { nullable: true, description: 'True to be told what would happen without changing anything.' })
  dryRun?: boolean;
}

@ObjectType('GiveNoticePayload', {
  implements: MutationPayload,
  description: 'The contracts on which notice was given.',
})
export class GiveNoticePayload extends MutationPayload {
  @Field(() => [ContractObjectType], {
    nullable: true,
    description:
      'The contracts with their new end, or as they were after a dry run; null if notice on any was refused.',
  })
  contracts?: readonly ContractObjectType[] | null;

  @Field(() => [WarningType], { description: warningsDescription })
  warnings!: readonly WarningType[];

  @Field(() => ChangeReportType, {
    nullable: true,
    description: 'What ends with the contracts and what continues without one; null if it was refused.',
  })
  change?: ChangeReportType | null;
}
