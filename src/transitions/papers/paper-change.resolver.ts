import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { agreementLoader } from '../../organisation/agreement/agreement.loader.js';
import { agreementSource } from '../../organisation/agreement/agreement.type.js';
import { readContract } from '../../organisation/contract/contract.resolver.js';
import { ContractObjectType, type ContractSource } from '../../organisation/contract/contract.type.js';
import { atOf } from '../../organisation/directory/at.js';
import { icbsLoader } from '../../organisation/directory/organisation.loader.js';
import { changeThenRead } from '../change-report.resolver.js';
import { changeNotice, withdrawNotice } from './change-notice.js';
import { correctAward } from './correct-award.js';
import { discardDraftAgreement } from './discard-draft-agreement.js';
import {
  ChangeNoticeInput,
  CorrectAwardInput,
  DiscardDraftAgreementInput,
  WithdrawNoticeInput,
} from './paper-change.input.js';
import {
  ChangeNoticePayload,
  type ContractChangePayload,
  CorrectAwardPayload,
  DiscardDraftAgreementPayload,
  WithdrawNoticePayload,
} from './paper-change.type.js';
import { work } from '../../platform/graphql/limits/work.js';

async function contractAfter(context: Context, id: string): Promise<object> {
  return { contract: await readContract(context, id, await atOf(context, null)) };
}

async function icbsToday(context: Context, organisationId: string): Promise<{ day: string; icbIds: string[] }> {
  const { day } = await atOf(context, null);
  const rows = await context.use(icbsLoader).load({ id: organisationId, day });
  return { day, icbIds: rows.map(({ icbId }) => icbId) };
}

@Resolver(() => ContractObjectType)
export class PaperChangeResolver {
  @FieldResolver(() => Boolean, { description: 'Whether it has not begun, and you may correct the award.' })
  async viewerCanCorrect(@Root() { practiceId, from }: ContractSource, @Ctx() context: Context): Promise<boolean> {
    const { day, icbIds } = await icbsToday(context, practiceId);
    return from > day && (await viewerCan(context, 'awardContract', { icbIds }));
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether notice stands on it that has not taken effect, and you may change or withdraw it.',
  })
  async viewerCanChangeNotice(
    @Root() { practiceId, noticeEndsOn }: ContractSource,
    @Ctx() context: Context,
  ): Promise<boolean> {
    const { day, icbIds } = await icbsToday(context, practiceId);
    if (noticeEndsOn === null || noticeEndsOn <= day) return false;
    return viewerCan(context, 'giveNotice', { organisationId: practiceId, icbIds });
  }

  @Mutation(() => CorrectAwardPayload, {
    complexity: work(250),
    description:
      'Corrects an award before the contract begins. For contract managers of the ICB that commissions the practice.',
  })
  correctAward(
    @Arg('input', () => CorrectAwardInput, { description: 'Which contract, and what is right.' })
    input: CorrectAwardInput,
    @Ctx() context: Context,
  ): Promise<ContractChangePayload> {
    return changeThenRead(context, input, correctAward, () => contractAfter(context, input.contract));
  }

  @Mutation(() => WithdrawNoticePayload, {
    complexity: work(250),
    description: 'Withdraws a notice before the contract ends by it. Refused if another contract is awarded for then.',
  })
  withdrawNotice(
    @Arg('input', () => WithdrawNoticeInput, { description: 'Which notice, and why.' }) input: WithdrawNoticeInput,
    @Ctx() context: Context,
  ): Promise<ContractChangePayload> {
    return changeThenRead(context, input, withdrawNotice, () => contractAfter(context, input.contract));
  }

  @Mutation(() => ChangeNoticePayload, {
    complexity: work(250),
    description: 'Changes the days of a notice before the contract ends by it.',
  })
  changeNotice(
    @Arg('input', () => ChangeNoticeInput, { description: 'Which notice, and its days.' }) input: ChangeNoticeInput,
    @Ctx() context: Context,
  ): Promise<ContractChangePayload> {
    return changeThenRead(context, input, changeNotice, () => contractAfter(context, input.contract));
  }

  @Mutation(() => DiscardDraftAgreementPayload, {
    complexity: work(50),
    description: 'Discards a network agreement that has not been in force. For clinical directors.',
  })
  discardDraftAgreement(
    @Arg('input', () => DiscardDraftAgreementInput, { description: 'Which draft, and why.' })
    input: DiscardDraftAgreementInput,
    @Ctx() context: Context,
  ): Promise<DiscardDraftAgreementPayload> {
    return changeThenRead(context, input, discardDraftAgreement, async () => {
      const row = await context.use(agreementLoader).load(input.agreement);
      return { agreement: row && agreementSource(row, await atOf(context, null)) };
    });
  }
}
