import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { viewerCan } from '../identity/viewer-can.js';
import { type ConnectionValue, keyForms } from '../platform/graphql/connection.type.js';
import { listConnection } from '../platform/graphql/list-connection.js';
import { registerNode } from '../platform/graphql/node.resolver.js';
import { payloadOf } from '../platform/graphql/user-error.type.js';
import { warningsOf } from '../platform/graphql/warning.type.js';
import { OfferAccommodationInput } from './accommodation.input.js';
import { offerLoader, offersLoader } from './accommodation.loader.js';
import {
  AccommodationOfferConnection,
  accommodationOfferSource,
  type AccommodationOfferSource,
  AccommodationOfferType,
  OfferAccommodationPayload,
} from './accommodation.type.js';
import { OtherDayPageArgs } from './as-of.type.js';
import { type At, atOf } from './at.js';
import { offerAccommodation } from './offer-accommodation.js';
import { type OrganisationSource, OrganisationType, PrimaryCareNetworkType } from './organisation.type.js';
import { readOrganisation } from './read-organisation.js';
import { operationLoader, roomLoader } from './site.loader.js';
import { roomSource, RoomType, type SiteSource, SiteType } from './site.type.js';

const read = async (context: Context, id: string, at: At) => {
  const row = await context.use(offerLoader).load(id);
  if (row === null) return null;
  const { pcnId, offeredById: organisationId } = row;
  return (await viewerCan(context, 'readNetworkPapers', { pcnId, organisationId }))
    ? accommodationOfferSource(row, at)
    : null;
};

registerNode('AccommodationOffer', async (context: Context, id) => read(context, id.key, await atOf(context, id.asOf)));

@Resolver(() => AccommodationOfferType)
export class AccommodationOfferResolver {
  @FieldResolver(() => RoomType, { description: 'The room.' })
  async room(@Root() { roomId, at }: AccommodationOfferSource, @Ctx() context: Context): Promise<object | null> {
    const row = await context.use(roomLoader).load(roomId);
    return row && roomSource(row, at);
  }

  @FieldResolver(() => PrimaryCareNetworkType, { description: 'The PCN that may use it.' })
  pcn(@Root() { pcnId, at }: AccommodationOfferSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, pcnId, at);
  }

  @FieldResolver(() => OrganisationType, { description: 'Who made the offer.' })
  offeredBy(
    @Root() { offeredById, at }: AccommodationOfferSource,
    @Ctx() context: Context,
  ): Promise<OrganisationSource> {
    return readOrganisation(context, offeredById, at);
  }

  @Mutation(() => OfferAccommodationPayload, {
    description: 'Opens a room to a PCN on some weekdays. For whoever runs its site.',
  })
  async offerAccommodation(
    @Arg('input', () => OfferAccommodationInput, { description: 'Which room, and when.' })
    input: OfferAccommodationInput,
    @Ctx() context: Context,
  ): Promise<OfferAccommodationPayload> {
    const result = await context.command((tx, viewer) => offerAccommodation(tx, viewer, input));
    const offer = result.ok ? await read(context, result.value.offerId, await atOf(context, null)) : null;
    return { warnings: warningsOf(result), ...payloadOf(result, () => ({ offer })) };
  }
}

@Resolver(() => PrimaryCareNetworkType)
export class NetworkAccommodationResolver {
  @FieldResolver(() => AccommodationOfferConnection, {
    nullable: true,
    description: 'The rooms offered to the PCN that day. Null when you may not see them.',
  })
  async accommodationOffers(
    @Root() pcn: OrganisationSource,
    @Args(() => OtherDayPageArgs) args: OtherDayPageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<object> | null> {
    const at = await atOf(context, args.asOf, pcn.at);
    if (!(await viewerCan(context, 'readNetworkPapers', { pcnId: pcn.key }))) return null;
    const rows = await context.use(offersLoader).load({ id: pcn.key, day: at.day });
    return listConnection(
      rows,
      args,
      [keyForms.day, keyForms.uuid],
      ({ from, id }) => [from, id],
      (row) => accommodationOfferSource(row, at),
    );
  }
}

@Resolver(() => SiteType)
export class SiteAccommodationResolver {
  @FieldResolver(() => Boolean, { description: 'Whether you may offer rooms of this site to a PCN.' })
  async viewerCanOfferAccommodation(@Root() { key, at }: SiteSource, @Ctx() context: Context): Promise<boolean> {
    const [operation] = await context.use(operationLoader).load({ id: key, day: at.day });
    return viewerCan(context, 'offerAccommodation', { organisationId: operation?.operatorId ?? null });
  }
}
