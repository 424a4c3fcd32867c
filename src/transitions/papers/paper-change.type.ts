import { type ClassType, Field, ObjectType } from 'type-graphql';
import { NetworkAgreementType } from '../../organisation/agreement/agreement.type.js';
import { ContractObjectType } from '../../organisation/contract/contract.type.js';
import { MutationPayload } from '../../platform/graphql/user-error.type.js';
import { type ChangePayload, ChangeReportType } from '../change-report.type.js';

const changeDescription = 'What the change does, or would do; given with the reasons too if something is in its way.';

interface ContractChangePayload extends ChangePayload {
  readonly contract?: ContractObjectType | null;
}

function contractPayloadType(name: string, description: string): ClassType<ContractChangePayload> {
  @ObjectType(name, { implements: MutationPayload, description })
  class Payload extends MutationPayload {
    @Field(() => ContractObjectType, {
      nullable: true,
      description: 'The contract, as it was after a dry run; null if it was refused.',
    })
    contract?: ContractObjectType | null;

    @Field(() => ChangeReportType, { nullable: true, description: changeDescription })
    change?: ChangeReportType | null;
  }
  return Payload;
}

export const CorrectAwardPayload = contractPayloadType('CorrectAwardPayload', 'A corrected award.');
export const WithdrawNoticePayload = contractPayloadType('WithdrawNoticePayload', 'A contract without its notice.');
export const ChangeNoticePayload = contractPayloadType('ChangeNoticePayload', 'A contract with its changed notice.');
export type { ContractChangePayload };

@ObjectType('DiscardDraftAgreementPayload', { implements: MutationPayload, description: 'A discarded draft.' })
export class DiscardDraftAgreementPayload extends MutationPayload {
  @Field(() => NetworkAgreementType, {
    nullable: true,
    description: 'The draft, as it was after a dry run; null if it was refused.',
  })
  agreement?: NetworkAgreementType | null;

  @Field(() => ChangeReportType, { nullable: true, description: changeDescription })
  change?: ChangeReportType | null;
}
