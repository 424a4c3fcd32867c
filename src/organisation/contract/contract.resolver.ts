import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { type Nodes } from '../../platform/graphql/nodes.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import { warningsOf } from '../../platform/graphql/warning.type.js';
import { OtherDayArgs } from '../directory/as-of.type.js';
import { type At, atBeginning, atOf } from '../directory/at.js';
import { awardContract } from './award-contract.js';
import { AwardContractInput } from './contract.input.js';
import { contractLoader, heldContractsLoader } from './contract.loader.js';
import { AwardContractPayload, ContractObjectType, contractSource, type ContractSource } from './contract.type.js';
import {
  ContractHolderType,
  type OrganisationSource,
  OrganisationType,
  PracticeType,
} from '../directory/organisation.type.js';
import { readOrganisation } from '../directory/read-organisation.js';

/** A contract as read on a day. */
export async function readContract(context: Context, id: string, at: At) {
  const row = await context.use(contractLoader).load(id);
  return row && contractSource(row, at);
}

/** How `node` reads these types again. */
export const contractNodes: Nodes<Context> = {
  Contract: async (context: Context, id) => readContract(context, id.key, await atOf(context, id.asOf)),
};

@Resolver(() => ContractObjectType)
export class ContractResolver {
  @FieldResolver(() => PracticeType, { description: 'The practice.' })
  practice(@Root() { practiceId, at }: ContractSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, practiceId, at);
  }

  @FieldResolver(() => OrganisationType, { description: 'Who holds it: the practice itself or another organisation.' })
  holder(@Root() { holderId, at }: ContractSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, holderId, at);
  }

  @Mutation(() => AwardContractPayload, {
    description: "Awards a practice's contract. For contract managers of the ICB that commissions the practice.",
  })
  async awardContract(
    @Arg('input', () => AwardContractInput, { description: 'Which contract is awarded to whom.' })
    input: AwardContractInput,
    @Ctx() context: Context,
  ): Promise<AwardContractPayload> {
    const result = await context.command((tx, viewer) => awardContract(tx, viewer, input));
    const at = await atBeginning(context, input.from);
    const contract = result.ok ? await readContract(context, result.value.contractId, at) : null;
    return { warnings: warningsOf(result), ...payloadOf(result, () => ({ contract })) };
  }
}

@Resolver(() => ContractHolderType)
export class ContractHolderResolver {
  @FieldResolver(() => [ContractObjectType], { description: 'The contracts that it holds that day, by practice.' })
  async contracts(
    @Root() holder: OrganisationSource,
    @Args(() => OtherDayArgs) { asOf }: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<object[]> {
    const at = await atOf(context, asOf, holder.at);
    const rows = await context.use(heldContractsLoader).load({ id: holder.key, day: at.day });
    return rows.map((row) => contractSource(row, at));
  }
}
