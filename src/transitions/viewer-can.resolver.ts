import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import type { Action } from '../identity/permissions.js';
import { viewerCan } from '../identity/viewer-can.js';
import { atOf } from '../organisation/directory/at.js';
import { icbsToday } from '../organisation/directory/icbs-today.js';
import { type OrganisationSource, PracticeType } from '../organisation/directory/organisation.type.js';
import { networkOn } from '../organisation/participation/list-participations.js';
import { operationLoader } from '../organisation/site/site.loader.js';
import { type SiteSource, SiteType } from '../organisation/site/site.type.js';

async function asCommissioner(context: Context, action: Action, { key }: OrganisationSource): Promise<boolean> {
  return viewerCan(context, action, { icbIds: await icbsToday(context, key) });
}

@Resolver(() => PracticeType)
export class PracticeChangeRightsResolver {
  @FieldResolver(() => Boolean, { description: 'Whether you may hand it over to another holder or practice.' })
  viewerCanHandOver(@Root() practice: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    return asCommissioner(context, 'handOverPractice', practice);
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may merge it with another practice that you commission.' })
  viewerCanMerge(@Root() practice: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    return asCommissioner(context, 'mergeOrganisations', practice);
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is in a network today and you may take it out.' })
  async viewerCanLeaveNetwork(@Root() practice: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    const today = await atOf(context, null);
    if ((await networkOn(context, practice.key, today.day)) === undefined) return false;
    return asCommissioner(context, 'leaveNetwork', practice);
  }
}

@Resolver(() => SiteType)
export class SiteChangeRightsResolver {
  @FieldResolver(() => Boolean, { description: 'Whether somebody runs it today and you may close it.' })
  async viewerCanClose(@Root() { key }: SiteSource, @Ctx() context: Context): Promise<boolean> {
    const today = await atOf(context, null);
    const [operation] = await context.use(operationLoader).load({ id: key, day: today.day });
    if (operation === undefined) return false;
    const { operatorId } = operation;
    return viewerCan(context, 'closeSite', {
      organisationId: operatorId,
      icbIds: await icbsToday(context, operatorId),
    });
  }
}
