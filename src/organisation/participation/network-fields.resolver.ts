import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { demandRight, viewerCan } from '../../identity/viewer-can.js';
import { type ConnectionValue, keyForms } from '../../platform/graphql/connection.type.js';
import { listConnection } from '../../platform/graphql/list-connection.js';
import { agreementsLoader } from '../agreement/agreement.loader.js';
import { agreementSource, NetworkAgreementType } from '../agreement/agreement.type.js';
import { OtherDayArgs, OtherDayPageArgs } from '../directory/as-of.type.js';
import { atOf } from '../directory/at.js';
import { membersLoader } from '../membership/membership.loader.js';
import { networkPopulationLoader, sizeBandLoader } from '../population/network-population.loader.js';
import {
  type NetworkPopulationSource,
  NetworkPopulationType,
  SizeBandType,
} from '../population/network-population.type.js';
import { icbsLoader } from '../directory/organisation.loader.js';
import {
  type OrganisationSource,
  PracticeConnection,
  PracticeType,
  PrimaryCareNetworkType,
} from '../directory/organisation.type.js';
import { readOrganisation } from '../directory/read-organisation.js';

@Resolver(() => PrimaryCareNetworkType)
export class NetworkFieldsResolver {
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

  @FieldResolver(() => [NetworkPopulationType], {
    description: 'How many people it serves that day on each of the three bases, which are never mixed.',
  })
  async populations(
    @Root() pcn: OrganisationSource,
    @Args(() => OtherDayArgs) { asOf }: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<object[]> {
    const at = await atOf(context, asOf, pcn.at);
    const populations = await context.use(networkPopulationLoader).load({ id: pcn.key, day: at.day });
    return populations.map((population) => ({ ...population, at }));
  }

  @FieldResolver(() => SizeBandType, {
    nullable: true,
    description: 'Where its registered population stands to the usual size; null where the population is not known.',
  })
  async sizeBand(
    @Root() pcn: OrganisationSource,
    @Args(() => OtherDayArgs) { asOf }: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<object | null> {
    const at = await atOf(context, asOf, pcn.at);
    return context.use(sizeBandLoader).load({ id: pcn.key, day: at.day });
  }

  @FieldResolver(() => [NetworkAgreementType], {
    nullable: true,
    description: 'The network agreements drafted by that day, the newest first. Null when it is refused; see `errors`.',
  })
  async agreements(
    @Root() pcn: OrganisationSource,
    @Args(() => OtherDayArgs) { asOf }: OtherDayArgs,
    @Ctx() context: Context,
  ): Promise<object[]> {
    const at = await atOf(context, asOf, pcn.at);
    await demandRight(context, 'readNetworkPapers', { pcnId: pcn.key });
    const rows = await context.use(agreementsLoader).load(pcn.key);
    return rows.filter(({ draftedOn }) => draftedOn <= at.day).map((row) => agreementSource(row, at));
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may draft an agreement for it.' })
  viewerCanDraftAgreement(@Root() pcn: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    return viewerCan(context, 'draftAgreement', { pcnId: pcn.key });
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may let practices of your ICB join it.' })
  async viewerCanAddMember(@Root() pcn: OrganisationSource, @Ctx() context: Context): Promise<boolean> {
    const today = await atOf(context, null);
    const rows = await context.use(icbsLoader).load({ id: pcn.key, day: today.day });
    return viewerCan(context, 'joinNetwork', { icbIds: rows.map(({ icbId }) => icbId) });
  }
}

@Resolver(() => NetworkPopulationType)
export class NetworkPopulationResolver {
  @FieldResolver(() => [PracticeType], { description: 'The members that have no figure on this basis by that day.' })
  missing(@Root() { missingIds, at }: NetworkPopulationSource, @Ctx() context: Context): Promise<OrganisationSource[]> {
    return Promise.all(missingIds.map((id) => readOrganisation(context, id, at)));
  }
}
