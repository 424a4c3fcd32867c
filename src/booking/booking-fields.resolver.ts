import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import type { Action } from '../identity/permissions.js';
import { viewerCan } from '../identity/viewer-can.js';
import { atOf } from '../organisation/directory/at.js';
import { organisationLoader } from '../organisation/directory/organisation.loader.js';
import {
  type OrganisationSource,
  organisationSource,
  OrganisationType,
  PracticeType,
} from '../organisation/directory/organisation.type.js';
import { readOrganisation } from '../organisation/directory/read-organisation.js';
import { connectionOf, type ConnectionValue, PageArgs, keyForms, pageOf } from '../platform/graphql/connection.type.js';
import { valueOrThrow } from '../platform/graphql/request-error.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { sessionLoader, slotsLoader } from '../sessions/session/session.loader.js';
import { sessionSource, SessionType, type SlotSource, slotSource, SlotType } from '../sessions/session/session.type.js';
import type { BookingState } from './booking.entity.js';
import { countBookingsOf } from './booking.queries.js';
import {
  BookingConnection,
  BookingMoveType,
  type BookingSource,
  bookingSource,
  BookingType,
  type BookingMoveSource,
} from './booking.type.js';
import { BookingStateEnum } from './coding.type.js';
import { listBookingsOfPractice } from './list-bookings.js';

function allowed(context: Context, { pcnId, practiceId }: BookingSource, action: Action): Promise<boolean> {
  return viewerCan(context, action, { pcnId, organisationId: practiceId });
}

@Resolver(() => BookingType)
export class BookingFieldsResolver {
  @FieldResolver(() => PracticeType, { description: 'The practice whose patient it is for.' })
  async practice(@Root() booking: BookingSource, @Ctx() context: Context): Promise<OrganisationSource> {
    const at = await atOf(context, undefined);
    const row = await context.use(organisationLoader).load({ id: booking.practiceId, day: at.day });
    if (row === null) throw new Error(`booking ${booking.key} is of a practice that does not exist`);
    return organisationSource(row, at);
  }

  @FieldResolver(() => SessionType, {
    nullable: true,
    description: 'The session it is in; null when you may no longer see that network. The booking stays yours.',
  })
  async session(@Root() booking: BookingSource, @Ctx() context: Context): Promise<SessionType | null> {
    const row = await context.use(sessionLoader).load(booking.sessionId);
    return row === null ? null : sessionSource(row);
  }

  @FieldResolver(() => OrganisationType, { description: 'The organisation whose staff or service made it.' })
  async bookedBy(@Root() booking: BookingSource, @Ctx() context: Context): Promise<OrganisationSource> {
    return readOrganisation(context, booking.bookedById, await atOf(context, undefined));
  }

  @FieldResolver(() => SlotType, {
    nullable: true,
    description: 'The slot; null when you may no longer see that network.',
  })
  async slot(@Root() booking: BookingSource, @Ctx() context: Context): Promise<SlotSource | null> {
    const slots = await context.use(slotsLoader).load(booking.sessionId);
    const row = slots.find(({ number }) => number === booking.slotNumber);
    return row === undefined ? null : slotSource(row);
  }

  @FieldResolver(() => BookingMoveType, {
    nullable: true,
    description: 'From where it was last moved to this slot; null if it never was.',
  })
  movedFrom(@Root() booking: BookingSource): BookingMoveSource | null {
    const { movedAt: at, movedFromSessionId: sessionId, movedFromStartsAt: startsAt } = booking;
    return at === null || sessionId === null || startsAt === null ? null : { at, sessionId, startsAt };
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether you may take back that it was cancelled, if its slot is still free: see `undoCancelBooking`.',
  })
  async viewerCanUndoCancel(@Root() booking: BookingSource, @Ctx() context: Context): Promise<boolean> {
    const { state, confirmedAt, cancelledReason, begun } = booking;
    const givenUp = state === 'CANCELLED' && confirmedAt !== null && cancelledReason !== 'SESSION_CANCELLED';
    return givenUp && !begun && (await allowed(context, booking, 'undoCancelBooking'));
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may cancel it now.' })
  async viewerCanCancel(@Root() booking: BookingSource, @Ctx() context: Context): Promise<boolean> {
    const open = booking.state === 'HELD' || booking.state === 'CONFIRMED';
    return open && !booking.begun && (await allowed(context, booking, 'cancelBooking'));
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may move it to another slot now.' })
  async viewerCanMove(@Root() booking: BookingSource, @Ctx() context: Context): Promise<boolean> {
    return booking.state === 'CONFIRMED' && !booking.begun && (await allowed(context, booking, 'moveBooking'));
  }

  @FieldResolver(() => Boolean, { description: 'Whether you may record or correct its outcome now.' })
  async viewerCanRecordOutcome(@Root() booking: BookingSource, @Ctx() context: Context): Promise<boolean> {
    const concludes: readonly BookingState[] = ['CONFIRMED', 'ATTENDED', 'DID_NOT_ATTEND', 'LEFT_UNSEEN'];
    return concludes.includes(booking.state) && booking.begun && (await allowed(context, booking, 'recordOutcome'));
  }
}

@Resolver(() => BookingMoveType)
export class BookingMoveResolver {
  @FieldResolver(() => SessionType, {
    nullable: true,
    description: 'The session that it was in; null when you may no longer see that network.',
  })
  async session(@Root() move: BookingMoveSource, @Ctx() context: Context): Promise<SessionType | null> {
    const row = await context.use(sessionLoader).load(move.sessionId);
    return row === null ? null : sessionSource(row);
  }
}

@Resolver(() => PracticeType)
export class PracticeBookingsResolver {
  @FieldResolver(() => BookingConnection, {
    nullable: true,
    description:
      'Its holds and bookings in order of start. The practice sees all of them, its network those in the network’s sessions. Null when it is refused; see `errors`.',
  })
  async bookings(
    @Root() practice: OrganisationSource,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('from', () => DateScalar, { description: 'The first day of the list.' }) from: string,
    @Arg('to', () => DateScalar, { description: 'The first day after the list; at most 366 days after `from`.' })
    to: string,
    @Arg('reference', () => String, { nullable: true, description: 'Only those with this patient reference.' })
    reference: string | undefined,
    @Arg('states', () => [BookingStateEnum], { nullable: true, description: 'Only those in one of these states.' })
    states: BookingState[] | undefined,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<BookingSource>> {
    const page = pageOf(args, [keyForms.instant, keyForms.uuid]);
    const { viewer } = context;
    const asked = { practiceId: practice.key, from, to, reference, states };
    const { filter, rows } = valueOrThrow(
      await context.query((db, scope) => listBookingsOfPractice(db, scope, viewer, asked, page)),
    );
    return connectionOf(
      rows,
      page,
      (row) => [row.startsAt, row.id],
      bookingSource,
      () => context.query((db) => countBookingsOf(db, filter)),
    );
  }
}
