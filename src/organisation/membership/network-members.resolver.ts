import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { type ConnectionValue, keyForms } from '../../platform/graphql/connection.type.js';
import { listConnection } from '../../platform/graphql/list-connection.js';
import { OtherDayPageArgs } from '../directory/as-of.type.js';
import { atOf } from '../directory/at.js';
import { membersLoader } from './membership.loader.js';
import { icbsToday } from '../directory/icbs-today.js';
import { type OrganisationSource, PracticeConnection, PrimaryCareNetworkType } from '../directory/organisation.type.js';
import { readOrganisation } from '../directory/read-organisation.js';

@Resolver(() => PrimaryCareNetworkType)
export class NetworkMembersResolver {
  @FieldResolver(() => PracticeConnection, { description: 'The practices that are in it that day, by ODS code.' })
  async members(
    @Root() pcn: OrganisationSource,
    @Args(() => OtherDayPageArgs) args: OtherDayPageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<OrganisationSource>> {
    const at = await atOf(context, args.asOf, pcn.at);
    const rows = await context.use(membersLoader).load({ id: pcn.key, day: at.day });
    const practices = await Promise.all(rows.map(({ practiceId }) => readOrganisation(context, practiceId, at)));
    return listConnection(
      practices,
      args,
      [keyForms.text],
      ({ odsCode, key }) => [odsCode ?? key],
      (practice) => practice,
    );
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may let practices of your ICB join it.' })
  async viewerCanAddMember(@Root() pcn: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'joinNetwork', { icbIds: await icbsToday(context, pcn.key) });
  }
}
