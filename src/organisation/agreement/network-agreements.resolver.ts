import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { valueOrThrow } from '../../platform/graphql/request-error.js';
import { agreementSource, NetworkAgreementType } from './agreement.type.js';
import { OtherDayArgs } from '../directory/as-of.type.js';
import { atOf } from '../directory/at.js';
import { type OrganisationSource, PrimaryCareNetworkType } from '../directory/organisation.type.js';
import { listAgreements } from './list-agreements.js';

@Resolver(() => PrimaryCareNetworkType)
export class NetworkAgreementsResolver {
  @FieldResolver(() => [NetworkAgreementType], {
    nullable: true,
    description: 'The network agreements drafted by that day, newest first. Null when it is refused; see `errors`.',
  })
  async agreements(
    @Root() pcn: OrganisationSource,
    @Args(() => OtherDayArgs) { asOf }: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<object[]> {
    const at = await atOf(context, asOf, pcn.at);
    const rows = valueOrThrow(await listAgreements(context, pcn.key));
    return rows.filter(({ draftedOn }) => draftedOn <= at.day).map((row) => agreementSource(row, at));
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may draft an agreement for it.' })
  viewerCanDraftAgreement(@Root() pcn: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'draftAgreement', { pcnId: pcn.key });
  }
}
