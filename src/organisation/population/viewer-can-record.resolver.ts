import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { icbsToday } from '../directory/icbs-today.js';
import { type OrganisationSource, PracticeType, PrimaryCareNetworkType } from '../directory/organisation.type.js';

async function canRecord(context: Context, { key }: OrganisationSource): Promise<boolean> {
  return viewerCan(context, 'recordPopulation', { icbIds: await icbsToday(context, key) });
}

@Resolver(() => PracticeType)
export class PracticePopulationRightsResolver {
  @FieldResolver(() => Boolean, { description: 'Whether you may record how many people it serves.' })
  viewerCanRecordPopulation(@Root() practice: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    return canRecord(context, practice);
  }
}

@Resolver(() => PrimaryCareNetworkType)
export class NetworkPopulationRightsResolver {
  @FieldResolver(() => Boolean, { description: 'Whether you may record how many people it serves.' })
  viewerCanRecordPopulation(@Root() pcn: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    return canRecord(context, pcn);
  }
}
