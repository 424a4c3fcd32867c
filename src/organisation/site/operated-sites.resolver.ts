import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { OtherDayArgs } from '../directory/as-of.type.js';
import { atOf } from '../directory/at.js';
import { icbsToday } from '../directory/icbs-today.js';
import { type OrganisationSource, PracticeType, ProviderType } from '../directory/organisation.type.js';
import { operatedSitesLoader } from './site.loader.js';
import { siteSource, SiteType } from './site.type.js';

async function sitesOf(organisation: OrganisationSource, { asOf }: OtherDayArgs, context: Context): Promise<object[]> {
  const at = await atOf(context, asOf, organisation.at);
  const rows = await context.use(operatedSitesLoader).load({ id: organisation.key, day: at.day });
  return rows.map((row) => siteSource(row, at));
}

async function canOpen(context: Context, { key }: OrganisationSource): Promise<boolean> {
  return viewerCan(context, 'openSite', { organisationId: key, icbIds: await icbsToday(context, key) });
}

@Resolver(() => PracticeType)
export class PracticeSitesResolver {
  @FieldResolver(() => [SiteType], { description: 'The sites it runs that day, its main surgery first.' })
  sites(
    @Root() practice: OrganisationSource,
    @Args(() => OtherDayArgs) args: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<object[]> {
    return sitesOf(practice, args, context);
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may open a site that it runs.' })
  viewerCanOpenSite(@Root() practice: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    return canOpen(context, practice);
  }
}

@Resolver(() => ProviderType)
export class ProviderSitesResolver {
  @FieldResolver(() => [SiteType], { description: 'The sites it runs that day, its main site first.' })
  sites(
    @Root() provider: OrganisationSource,
    @Args(() => OtherDayArgs) args: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<object[]> {
    return sitesOf(provider, args, context);
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may open a site that it runs.' })
  viewerCanOpenSite(@Root() provider: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    return canOpen(context, provider);
  }
}
