import DataLoader from 'dataloader';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { atOf } from '../organisation/directory/at.js';
import { siteLoader } from '../organisation/site/site.loader.js';
import { siteSource, SiteType } from '../organisation/site/site.type.js';
import { payloadOf } from '../platform/graphql/user-error.type.js';
import { sessionLoader } from '../sessions/session/session.loader.js';
import { sessionSource } from '../sessions/session/session.type.js';
import { nearestOffers, type OfferRow } from './availability/availability.queries.js';
import { CancelSessionInput } from './booking.input.js';
import { bookingLoader } from './booking.loader.js';
import { type BookingSource, bookingSource } from './booking.type.js';
import { cancelSession } from './cancel-session.js';
import {
  CancelledBookingType,
  CancelSessionPayload,
  slotOfferSource,
  type SlotOfferSource,
  SlotOfferType,
} from './cancel-session.type.js';
import { roomAndModes } from './rules/access-needs.js';
import { work } from '../platform/graphql/limits/work.js';

const offersEach = 3;

/**
 * The nearest offers for a booking's practice, service, mode, room and time; patients of one practice share a look-up.
 */
function offerLoader(context: Context) {
  return new DataLoader<BookingSource, OfferRow[], string>(
    async (bookings) => {
      const sessions = await context.use(sessionLoader).loadMany(bookings.map((booking) => booking.sessionId));
      return Promise.all(
        bookings.map((booking, i) => {
          const session = sessions[i];
          if (session == null || session instanceof Error) return Promise.resolve([]);
          const filter = {
            practiceId: booking.practiceId,
            serviceId: session.serviceId,
            ...roomAndModes(booking),
            asker: booking.placeNumber === null ? ('NHS_111' as const) : ('PRACTICE' as const),
          };
          return context.query((db) => nearestOffers(db, filter, new Date(booking.startsAt), offersEach));
        }),
      );
    },
    {
      cacheKeyFn: (booking) =>
        [
          booking.practiceId,
          booking.sessionId,
          booking.deliveryMode,
          booking.accessNeeds.includes('STEP_FREE'),
          booking.startsAt,
          booking.placeNumber === null,
        ].join(),
    },
  );
}

@Resolver(() => CancelledBookingType)
export class CancelSessionResolver {
  @FieldResolver(() => [SlotOfferType], {
    description:
      'The three slots of the same service nearest in time that the practice can book now. Several patients may be offered the same slot.',
  })
  async nearestOffers(
    @Root() cancelled: { booking: BookingSource },
    @Ctx() context: Context,
  ): Promise<SlotOfferType[]> {
    return (await context.use(offerLoader).load(cancelled.booking)).map(slotOfferSource);
  }

  @Mutation(() => CancelSessionPayload, {
    complexity: work(200),
    description: 'Cancels a session with its bookings, and names the three nearest offers for each booking.',
  })
  async cancelSession(
    @Arg('input', () => CancelSessionInput, { description: 'Which session, and why.' }) input: CancelSessionInput,
    @Ctx() context: Context,
  ): Promise<CancelSessionPayload> {
    const result = await context.command((tx, viewer) =>
      cancelSession(tx, viewer, { sessionId: input.session, reason: input.reason }),
    );
    if (!result.ok) return payloadOf(result, () => ({})) as CancelSessionPayload;
    const row = await context.use(sessionLoader).load(result.value.sessionId);
    const bookings = await context.use(bookingLoader).loadMany(result.value.bookingIds);
    return payloadOf(result, () => ({
      session: row === null ? null : sessionSource(row),
      cancelledBookings: bookings.flatMap((booking) =>
        booking === null || booking instanceof Error ? [] : [{ booking: bookingSource(booking) }],
      ),
    })) as unknown as CancelSessionPayload;
  }
}

@Resolver(() => SlotOfferType)
export class SlotOfferResolver {
  @FieldResolver(() => SiteType, { description: 'Where it takes place.' })
  async site(@Root() { row }: SlotOfferSource, @Ctx() context: Context): Promise<SiteType> {
    const site = await context.use(siteLoader).load(row.siteId);
    if (site === null) throw new Error(`session ${row.sessionId} is at a site that does not exist`);
    return siteSource(site, await atOf(context, undefined));
  }
}
