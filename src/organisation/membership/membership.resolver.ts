import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { type Nodes } from '../../platform/graphql/nodes.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import { type At, atBeginning, atOf } from '../directory/at.js';
import { joinNetwork } from './join-network.js';
import { JoinNetworkInput } from './membership.input.js';
import { membershipLoader } from './membership.loader.js';
import { JoinNetworkPayload, membershipSource, type MembershipSource, MembershipType } from './membership.type.js';
import { type OrganisationSource, PracticeType, PrimaryCareNetworkType } from '../directory/organisation.type.js';
import { readOrganisation } from '../directory/read-organisation.js';

async function read(context: Context, id: string, at: At) {
  const row = await context.use(membershipLoader).load(id);
  return row && membershipSource(row, at);
}

/** How `node` reads these types again. */
export const membershipNodes: Nodes<Context> = {
  Membership: async (context: Context, id) => read(context, id.key, await atOf(context, id.asOf)),
};

@Resolver(() => MembershipType)
export class MembershipResolver {
  @FieldResolver(() => PracticeType, { description: 'The practice.' })
  practice(@Root() { practiceId, at }: MembershipSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, practiceId, at);
  }

  @FieldResolver(() => PrimaryCareNetworkType, { description: 'The PCN.' })
  pcn(@Root() { pcnId, at }: MembershipSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, pcnId, at);
  }

  @Mutation(() => JoinNetworkPayload, {
    description: 'Puts a practice into a PCN. For contract managers of the ICB that commissions both.',
  })
  async joinNetwork(
    @Arg('input', () => JoinNetworkInput, { description: 'Which practice joins which PCN, and when.' })
    input: JoinNetworkInput,
    @Ctx() context: Context,
  ): Promise<JoinNetworkPayload> {
    const result = await context.command((tx, viewer) => joinNetwork(tx, viewer, input));
    const at = await atBeginning(context, input.from);
    const membership = result.ok ? await read(context, result.value.membershipId, at) : null;
    return payloadOf(result, () => ({ membership }));
  }
}
