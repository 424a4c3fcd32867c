import { Field, ObjectType } from 'type-graphql';
import { enumOf } from '../../platform/graphql/enum-of.js';
import { globalId } from '../../platform/ids/global-id.js';
import { Node } from '../../platform/graphql/node.type.js';
import { DateScalar } from '../../platform/graphql/scalars.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { warningsDescription, WarningType } from '../../platform/graphql/warning.type.js';
import { type At, dayInId } from '../directory/at.js';
import type { ContractRow } from './contract.queries.js';
import type { ContractType } from './rules/contract-term.js';
import { CertaintyEnum } from '../site/site.type.js';
import type { Certainty } from '../site/site-operation.entity.js';

export const ContractTypeEnum = enumOf<ContractType>(
  'ContractType',
  'The kind of contract under which a practice works.',
  {
    GMS: 'General Medical Services: the national contract, with no end date.',
    PMS: 'Personal Medical Services: agreed locally, with no end date.',
    APMS: 'Alternative Provider Medical Services: awarded for a fixed term.',
  },
);

/** What resolvers of a contract get as their source. */
export interface ContractSource {
  readonly at: At;
  readonly practiceId: string;
  readonly holderId: string;
  readonly from: string;
  readonly noticeGivenOn: string | null;
  readonly noticeEndsOn: string | null;
}

@ObjectType('Contract', {
  implements: Node,
  description: 'The contract under which a practice works and who holds it. A practice has one holder a day.',
  simpleResolvers: true,
})
export class ContractObjectType extends Node {
  @Field(() => ContractTypeEnum, { description: 'Its kind.' })
  type!: ContractType;

  @Field(() => Boolean, {
    description: 'Whether the holder is a caretaker, looking after the practice only until another is found.',
  })
  caretaker!: boolean;

  @Field(() => DateScalar, { description: 'The first day.' })
  from!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day after it ends, by its term or by notice; null for a contract with no end date.',
  })
  to!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which notice was given; null if none was.' })
  noticeGivenOn!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The first day after the contract ends by that notice.' })
  noticeEndsOn!: string | null;

  @Field(() => Boolean, { description: 'Whether notice had been given by the day asked for.' })
  underNotice!: boolean;

  @Field(() => CertaintyEnum, { description: 'How certain this is.' })
  certainty!: Certainty;

  @Field(() => String, { description: 'Where this information comes from.' })
  source!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Why the award was corrected, or the notice changed or withdrawn, last; null if neither was.',
  })
  changeReason!: string | null;
}

/** The GraphQL source of a contract, with its practice and holder read on a day. */
export function contractSource(row: ContractRow, at: At) {
  return {
    ...row,
    __typename: 'Contract' as const,
    id: globalId('Contract', row.id, dayInId(at)),
    at,
    underNotice: row.noticeGivenOn !== null && row.noticeGivenOn <= at.day,
  };
}

@ObjectType('AwardContractPayload', { implements: MutationPayload, description: 'The new contract.' })
export class AwardContractPayload extends MutationPayload {
  @Field(() => ContractObjectType, { nullable: true, description: 'The new contract; null if it was refused.' })
  contract?: ContractObjectType | null;

  @Field(() => [WarningType], { description: warningsDescription })
  warnings!: readonly WarningType[];
}
