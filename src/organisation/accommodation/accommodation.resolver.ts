import { Arg, Args, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../identity/context.js';
import { viewerCan } from '../../identity/viewer-can.js';
import { type ConnectionValue, keyForms, PageArgs } from '../../platform/graphql/connection.type.js';
import { listConnection } from '../../platform/graphql/list-connection.js';
import { type Nodes } from '../../platform/graphql/nodes.js';
import { valueOrThrow } from '../../platform/graphql/request-error.js';
import { payloadOf } from '../../platform/graphql/user-error.type.js';
import { warningsOf } from '../../platform/graphql/warning.type.js';
import { AcceptAccommodationInput, DeclineAccommodationInput, OfferAccommodationInput } from './accommodation.input.js';
import { offerLoader } from './accommodation.loader.js';
import type { OfferRow } from './accommodation.queries.js';
import {
  AcceptAccommodationPayload,
  AccommodationOfferConnection,
  accommodationOfferSource,
  type AccommodationOfferSource,
  AccommodationOfferType,
  DeclineAccommodationPayload,
  OfferAccommodationPayload,
} from './accommodation.type.js';
import { OtherDayPageArgs } from '../directory/as-of.type.js';
import { type At, atBeginning, atOf } from '../directory/at.js';
import { decideLending, type LendingDecision } from './decide-lending.js';
import { listOffers, listOffersWaiting } from './list-offers.js';
import { offerAccommodation } from './offer-accommodation.js';
import { type OrganisationSource, OrganisationType, PrimaryCareNetworkType } from '../directory/organisation.type.js';
import { readOrganisation } from '../directory/read-organisation.js';
import { operationLoader, roomLoader } from '../site/site.loader.js';
import { roomSource, RoomType, type SiteSource, SiteType } from '../site/site.type.js';

async function read(context: Context, id: string, at: At) {
  const row = await context.use(offerLoader).load(id);
  if (row === null) return null;
  const { pcnId, offeredById: organisationId } = row;
  return (await viewerCan(context, 'readAccommodation', { pcnId, organisationId }))
    ? accommodationOfferSource(row, at)
    : null;
}

function connection(rows: readonly OfferRow[], args: PageArgs, at: At): ConnectionValue<object> {
  return listConnection(
    rows,
    args,
    [keyForms.day, keyForms.uuid],
    ({ from, id }) => [from, id],
    (row) => accommodationOfferSource(row, at),
  );
}

async function decide(context: Context, input: { offer: string }, decision: LendingDecision) {
  const about = { table: 'accommodation_offer', action: 'decideAccommodation', field: 'offer', decision } as const;
  const result = await context.command((tx, viewer) => decideLending(tx, viewer, { ...about, id: input.offer }));
  const offer = result.ok ? await read(context, result.value.id, await atOf(context, null)) : null;
  return payloadOf(result, () => ({ offer }));
}

/** How `node` reads these types again. */
export const accommodationNodes: Nodes<Context> = {
  AccommodationOffer: async (context: Context, id) => read(context, id.key, await atOf(context, id.asOf)),
};

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
    description:
      'Offers a room to a PCN on some weekdays. For the organisation that runs its site; a PCN that it is not a member of must accept first.',
  })
  async offerAccommodation(
    @Arg('input', () => OfferAccommodationInput, { description: 'Which room, and when.' })
    input: OfferAccommodationInput,
    @Ctx() context: Context,
  ): Promise<OfferAccommodationPayload> {
    const result = await context.command((tx, viewer) => offerAccommodation(tx, viewer, input));
    const offer = result.ok ? await read(context, result.value.offerId, await atBeginning(context, input.from)) : null;
    return { warnings: warningsOf(result), ...payloadOf(result, () => ({ offer })) };
  }

  @FieldResolver(() => Boolean, { description: 'Whether it is waiting for a decision that you may make.' })
  async viewerCanDecide(@Root() { pcnId, state }: AccommodationOfferSource, @Ctx() context: Context): Promise<boolean> {
    return state === 'OFFERED' && (await viewerCan(context, 'decideAccommodation', { pcnId }));
  }

  @Mutation(() => AcceptAccommodationPayload, {
    description:
      'Accepts a room that an organisation outside the network offers it. The owner of the room then sees the sessions held there.',
  })
  acceptAccommodation(
    @Arg('input', () => AcceptAccommodationInput, { description: 'Which offer.' }) input: AcceptAccommodationInput,
    @Ctx() context: Context,
  ): Promise<AcceptAccommodationPayload> {
    return decide(context, input, { accept: true });
  }

  @Mutation(() => DeclineAccommodationPayload, {
    description: 'Declines a room that an organisation outside the network offers it, giving the reason.',
  })
  declineAccommodation(
    @Arg('input', () => DeclineAccommodationInput, { description: 'Which offer, and why.' })
    input: DeclineAccommodationInput,
    @Ctx() context: Context,
  ): Promise<DeclineAccommodationPayload> {
    return decide(context, input, { accept: false, reason: input.reason });
  }
}

@Resolver(() => PrimaryCareNetworkType)
export class NetworkAccommodationResolver {
  @FieldResolver(() => AccommodationOfferConnection, {
    nullable: true,
    description:
      'The rooms that the PCN may use that day; an organisation outside it sees only its own. Null when it is refused; see `errors`.',
  })
  async accommodationOffers(
    @Root() pcn: OrganisationSource,
    @Args(() => OtherDayPageArgs) args: OtherDayPageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<object>> {
    const at = await atOf(context, args.asOf, pcn.at);
    return connection(valueOrThrow(await listOffers(context, pcn.key, at.day)), args, at);
  }

  @FieldResolver(() => AccommodationOfferConnection, {
    nullable: true,
    description:
      'Rooms offered to the PCN from outside that are waiting for its director, earliest start first; an organisation outside it sees only its own. Null when it is refused; see `errors`.',
  })
  async accommodationAwaiting(
    @Root() pcn: OrganisationSource,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<object>> {
    return connection(valueOrThrow(await listOffersWaiting(context, pcn.key)), args, pcn.at);
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
