import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { type ConnectionValue, keyForms, PageArgs } from '../../platform/graphql/connection.type.js';
import { listConnection } from '../../platform/graphql/list-connection.js';
import { containsDay } from '../../time/interval.js';
import { OtherDayArgs } from '../directory/as-of.type.js';
import { atOf } from '../directory/at.js';
import { membershipsLoader } from './membership.loader.js';
import { MembershipConnection, membershipSource } from './membership.type.js';
import { type OrganisationSource, PracticeType, PrimaryCareNetworkType } from '../directory/organisation.type.js';
import { readOrganisation } from '../directory/read-organisation.js';

@Resolver(() => PracticeType)
export class PracticeMembershipsResolver {
  @FieldResolver(() => PrimaryCareNetworkType, {
    nullable: true,
    description: 'The PCN it is in that day; null if it is in none.',
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
    description: 'The PCNs it has been in, is in and will be in, oldest first.',
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
}
