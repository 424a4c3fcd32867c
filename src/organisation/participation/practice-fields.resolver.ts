import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { type ConnectionValue, keyForms, PageArgs } from '../../platform/graphql/connection.type.js';
import { listConnection } from '../../platform/graphql/list-connection.js';
import { containsDay } from '../../time/interval.js';
import { OtherDayArgs } from '../directory/as-of.type.js';
import { atOf } from '../directory/at.js';
import { contractsLoader } from '../contract/contract.loader.js';
import { ContractObjectType, contractSource } from '../contract/contract.type.js';
import { membershipsLoader } from '../membership/membership.loader.js';
import { MembershipConnection, membershipSource } from '../membership/membership.type.js';
import { icbsLoader } from '../directory/organisation.loader.js';
import {
  type OrganisationSource,
  PracticeType,
  PrimaryCareNetworkType,
  ProviderType,
} from '../directory/organisation.type.js';
import { readOrganisation } from '../directory/read-organisation.js';
import { operatedSitesLoader } from '../site/site.loader.js';
import { siteSource, SiteType } from '../site/site.type.js';

const sitesOf = async (
  organisation: OrganisationSource,
  { asOf }: OtherDayArgs,
  context: Context,
): Promise<object[]> => {
  const at = await atOf(context, asOf, organisation.at);
  const rows = await context.use(operatedSitesLoader).load({ id: organisation.key, day: at.day });
  return rows.map((row) => siteSource(row, at));
};

@Resolver(() => PracticeType)
export class PracticeFieldsResolver {
  @FieldResolver(() => PrimaryCareNetworkType, {
    nullable: true,
    description: 'The PCN it is in that day; null when it is in none.',
  })
  async network(
    @Root() practice: OrganisationSource,
    @Args(() => OtherDayArgs) { asOf }: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<OrganisationSource | null> {
    const at = await atOf(context, asOf, practice.at);
    const rows = await context.use(membershipsLoader).load(practice.key);
    const membership = rows.find((row) => containsDay(row, at.day));
    return membership === undefined ? null : readOrganisation(context, membership.pcnId, at);
  }

  @FieldResolver(() => MembershipConnection, {
    description: 'The PCNs it has been in, is in and will be in, the first one first.',
  })
  async memberships(
    @Root() practice: OrganisationSource,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<object>> {
    const rows = await context.use(membershipsLoader).load(practice.key);
    return listConnection(
      rows,
      args,
      [keyForms.day, keyForms.uuid],
      ({ from, id }) => [from, id],
      (row) => membershipSource(row, practice.at),
    );
  }

  @FieldResolver(() => ContractObjectType, {
    nullable: true,
    description: 'The contract under which it works that day; null when it has none.',
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
    description: 'Every contract it has had, has or will have, the first one first.',
  })
  async contracts(@Root() practice: OrganisationSource, @Ctx() context: Context): Promise<object[]> {
    const rows = await context.use(contractsLoader).load(practice.key);
    return rows.map((row) => contractSource(row, practice.at));
  }

  @FieldResolver(() => [SiteType], { description: 'The sites it runs that day, its main surgery first.' })
  sites(
    @Root() practice: OrganisationSource,
    @Args(() => OtherDayArgs) args: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<object[]> {
    return sitesOf(practice, args, context);
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

/** What one may do is asked of today, whatever day is being read. */
const icbsToday = async (context: Context, organisationId: string): Promise<string[]> => {
  const today = await atOf(context, null);
  const rows = await context.use(icbsLoader).load({ id: organisationId, day: today.day });
  return rows.map(({ icbId }) => icbId);
};

@Resolver(() => ProviderType)
export class ProviderFieldsResolver {
  @FieldResolver(() => [SiteType], { description: 'The sites it runs that day, its main site first.' })
  sites(
    @Root() provider: OrganisationSource,
    @Args(() => OtherDayArgs) args: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<object[]> {
    return sitesOf(provider, args, context);
  }
}
