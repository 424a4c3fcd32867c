import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { type ChangePayload } from '../change-report.type.js';
import { HandOverPracticePayload, LeaveNetworkPayload, MergeOrganisationsPayload } from './network-change.type.js';
import { handOverPractice } from './hand-over-practice.js';
import { leaveNetwork } from './leave-network.js';
import { mergeOrganisations } from './merge-organisations.js';
import { HandOverPracticeInput, LeaveNetworkInput, MergeOrganisationsInput } from './network-change.input.js';
import { changePayload } from '../change-report.resolver.js';
import { work } from '../../platform/graphql/limits/work.js';

@Resolver()
export class NetworkChangeResolver {
  @Mutation(() => HandOverPracticePayload, {
    complexity: work(8500),
    description:
      'Hands a practice over from a day on, to another holder or as a branch of another practice, with its sites, shares, sessions and bookings. For contract managers of the ICB.',
  })
  handOverPractice(
    @Arg('input', () => HandOverPracticeInput, { description: 'Which, to whom, when.' }) input: HandOverPracticeInput,
    @Ctx() context: Context,
  ): Promise<ChangePayload> {
    return changePayload(context, input, handOverPractice, 'handOverPractice');
  }

  @Mutation(() => LeaveNetworkPayload, {
    complexity: work(6000),
    description:
      'Takes a practice out of its network from a day on, and into another. What is booked stays booked. For contract managers of the ICB.',
  })
  leaveNetwork(
    @Arg('input', () => LeaveNetworkInput, { description: 'Which practice, when and to whom.' })
    input: LeaveNetworkInput,
    @Ctx() context: Context,
  ): Promise<ChangePayload> {
    return changePayload(context, input, leaveNetwork, 'leaveNetwork');
  }

  @Mutation(() => MergeOrganisationsPayload, {
    complexity: work(6000),
    description:
      'Merges two organisations into one from a day on; their sites stay open. For contract managers of the ICB.',
  })
  mergeOrganisations(
    @Arg('input', () => MergeOrganisationsInput, { description: 'Which two, and when.' })
    input: MergeOrganisationsInput,
    @Ctx() context: Context,
  ): Promise<ChangePayload> {
    return changePayload(context, input, mergeOrganisations, 'mergeOrganisations');
  }
}
