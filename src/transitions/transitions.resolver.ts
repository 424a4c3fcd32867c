import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import type { Viewer } from '../identity/viewer.js';
import { atOf } from '../organisation/directory/at.js';
import { type OrganisationSource, OrganisationType } from '../organisation/directory/organisation.type.js';
import { readOrganisation } from '../organisation/directory/read-organisation.js';
import type { Tx } from '../platform/database/scope.js';
import { payloadOf } from '../platform/graphql/user-error.type.js';
import type { Result } from '../platform/result.js';
import { type ChangeReport, problemsOf } from './change-report.js';
import {
  type ChangePayload,
  ChangeSharedClinicPayload,
  CloseSitePayload,
  HandOverPracticePayload,
  MergeOrganisationsPayload,
  MoveSharedClinicHostPayload,
  LeaveNetworkPayload,
  ToldOrganisationType,
  type ToldSource,
} from './change-report.type.js';
import { changeSharedClinic } from './clinic/change-shared-clinic.js';
import { closeSite } from './site/close-site.js';
import { handOverPractice } from './network/hand-over-practice.js';
import { leaveNetwork } from './network/leave-network.js';
import { mergeOrganisations } from './network/merge-organisations.js';
import { moveSharedClinicHost } from './clinic/move-shared-clinic-host.js';
import {
  ChangeSharedClinicInput,
  CloseSiteInput,
  HandOverPracticeInput,
  LeaveNetworkInput,
  MergeOrganisationsInput,
  MoveSharedClinicHostInput,
} from './transitions.input.js';

/** Runs a change and answers with its report; where it runs into something, with the reasons too. */
export const changePayload = async <Input>(
  context: Context,
  input: Input,
  command: (tx: Tx, viewer: Viewer, input: Input) => Promise<Result<ChangeReport>>,
): Promise<ChangePayload> => {
  const result = await context.command((tx, viewer) => command(tx, viewer, input));
  if (!result.ok) return payloadOf(result, () => ({ change: null })) as ChangePayload;
  const [first, ...rest] = problemsOf(result.value);
  const refused = first === undefined ? result : { ok: false as const, problems: [first, ...rest] };
  return { ...payloadOf(refused, () => ({})), change: result.value } as unknown as ChangePayload;
};

@Resolver()
export class TransitionsResolver {
  @Mutation(() => HandOverPracticePayload, {
    description:
      'Hands a practice over from a day on, to another holder or as a branch of another practice, with its sites, shares, sessions and bookings. For contract managers of the ICB.',
  })
  handOverPractice(
    @Arg('input', () => HandOverPracticeInput, { description: 'Which, to whom, when.' }) input: HandOverPracticeInput,
    @Ctx() context: Context,
  ): Promise<ChangePayload> {
    return changePayload(context, input, handOverPractice);
  }

  @Mutation(() => LeaveNetworkPayload, {
    description:
      'Takes a practice out of its network from a day on, and into another. What is booked stays booked. For contract managers of the ICB.',
  })
  leaveNetwork(
    @Arg('input', () => LeaveNetworkInput, { description: 'Which practice, when, and whither.' })
    input: LeaveNetworkInput,
    @Ctx() context: Context,
  ): Promise<ChangePayload> {
    return changePayload(context, input, leaveNetwork);
  }

  @Mutation(() => CloseSitePayload, {
    description:
      'Closes a site from a day on. Refused while published sessions stand there from then on; they are named.',
  })
  closeSite(
    @Arg('input', () => CloseSiteInput, { description: 'Which site, and when.' }) input: CloseSiteInput,
    @Ctx() context: Context,
  ): Promise<ChangePayload> {
    return changePayload(context, input, closeSite);
  }

  @Mutation(() => MoveSharedClinicHostPayload, {
    description:
      'Gives the turns of a host of a shared clinic to another site from a day on. Published sessions move where a room is free; booked slots keep their time.',
  })
  moveSharedClinicHost(
    @Arg('input', () => MoveSharedClinicHostInput, { description: 'Which turns, to whom, when.' })
    input: MoveSharedClinicHostInput,
    @Ctx() context: Context,
  ): Promise<ChangePayload> {
    return changePayload(context, input, moveSharedClinicHost);
  }

  @Mutation(() => ChangeSharedClinicPayload, {
    description:
      'Changes time, length, slots or staffing of a shared clinic from a day on. Published sessions change where they stand; those in which something is booked only with `withBookings`.',
  })
  changeSharedClinic(
    @Arg('input', () => ChangeSharedClinicInput, { description: 'What changes, and when.' })
    input: ChangeSharedClinicInput,
    @Ctx() context: Context,
  ): Promise<ChangePayload> {
    return changePayload(context, input, changeSharedClinic);
  }

  @Mutation(() => MergeOrganisationsPayload, {
    description:
      'Makes one organisation of two from a day on; both keep their sites. For contract managers of the ICB.',
  })
  mergeOrganisations(
    @Arg('input', () => MergeOrganisationsInput, { description: 'Which two, and when.' })
    input: MergeOrganisationsInput,
    @Ctx() context: Context,
  ): Promise<ChangePayload> {
    return changePayload(context, input, mergeOrganisations);
  }
}

@Resolver(() => ToldOrganisationType)
export class ToldOrganisationResolver {
  @FieldResolver(() => OrganisationType, { description: 'Who.' })
  async organisation(@Root() told: ToldSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, told.organisationId, await atOf(context, undefined));
  }
}
