import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { containsDay } from '../../time/interval.js';
import { OtherDayArgs } from '../directory/as-of.type.js';
import { atOf } from '../directory/at.js';
import { contractsLoader } from './contract.loader.js';
import { ContractObjectType, contractSource } from './contract.type.js';
import { icbsToday } from '../directory/icbs-today.js';
import { type OrganisationSource, PracticeType } from '../directory/organisation.type.js';

@Resolver(() => PracticeType)
export class PracticeContractsResolver {
  @FieldResolver(() => ContractObjectType, {
    nullable: true,
    description: 'The contract under which it works that day; null if it has none.',
  })
  async contract(
    @Root() practice: OrganisationSource,
    @Args(() => OtherDayArgs) { asOf }: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<object | null> {
    const at = await atOf(context, asOf, practice.at);
    const contract = (await context.use(contractsLoader).load(practice.key)).find((row) => containsDay(row, at.day));
    return contract === undefined ? null : contractSource(contract, at);
  }

  @FieldResolver(() => [ContractObjectType], {
    description: 'Every contract it has had, has or will have, oldest first.',
  })
  async contracts(@Root() practice: OrganisationSource, @Ctx() context: Context): Promise<object[]> {
    const rows = await context.use(contractsLoader).load(practice.key);
    return rows.map((row) => contractSource(row, practice.at));
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may give notice on its contract.' })
  async viewerCanGiveNotice(@Root() practice: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    const icbIds = await icbsToday(context, practice.key);
    return viewerCan(context, 'giveNotice', { organisationId: practice.key, icbIds });
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may award its contract.' })
  async viewerCanAwardContract(@Root() practice: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'awardContract', { icbIds: await icbsToday(context, practice.key) });
  }
}
