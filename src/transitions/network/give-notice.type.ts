import { Field, InputType, ObjectType } from 'type-graphql';
import { ContractObjectType } from '../../organisation/contract/contract.type.js';
import { OdsCodeScalar } from '../../organisation/directory/identifier.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { warningsDescription, WarningType } from '../../platform/graphql/warning.type.js';
import { ChangeReportType } from '../change-report.type.js';

@InputType('GiveNoticeInput', { description: 'On which contracts notice is given, and when they end.' })
export class GiveNoticeInput {
  @Field(() => [OdsCodeScalar], { description: 'The practices whose contracts end: all of them or none.' })
  practices!: string[];

  @Field(() => DateScalar, { nullable: true, description: 'The day on which notice was given; default today.' })
  noticeGivenOn?: string;

  @Field(() => DateScalar, { description: 'The first day without the contracts.' })
  endsOn!: string;

  @Field(() => Boolean, { nullable: true, description: 'True to be told what would happen, and change nothing.' })
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
      'The contracts, each with its new end, or as it was after a dry run; null when notice on any was refused.',
  })
  contracts?: readonly ContractObjectType[] | null;

  @Field(() => [WarningType], { description: warningsDescription })
  warnings!: readonly WarningType[];

  @Field(() => ChangeReportType, {
    nullable: true,
    description: 'What ends with the contracts and what goes on without one; null when it was refused.',
  })
  change?: ChangeReportType | null;
}
