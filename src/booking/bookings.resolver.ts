import { Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { OdsCodeScalar } from '../organisation/directory/identifier.type.js';
import { connectionOf, type ConnectionValue, keyForms, PageArgs, pageOf } from '../platform/graphql/connection.type.js';
import { IdField } from '../platform/graphql/id-argument.js';
import { pageOfAtMost } from '../platform/graphql/limits/list-size.js';
import { listConnection } from '../platform/graphql/list-connection.js';
import { valueOrThrow } from '../platform/graphql/request-error.js';
import { DateScalar } from '../platform/graphql/scalars.js';
import { type SessionSource, SessionType, type SlotSource, SlotType } from '../sessions/session/session.type.js';
import type { BookingState, Channel } from './booking.entity.js';
import { countBookingsOf } from './booking.queries.js';
import { BookingConnection, type BookingSource, bookingSource, BookingType } from './booking.type.js';
import { BookingChannelEnum, BookingStateEnum } from './coding.type.js';
import { listBookings } from './list-bookings.js';
import { readSessionBookings } from './read-session-bookings.js';

const onlyStates = 'Only those in one of these states.';

@ArgsType()
class BookingsArgs extends PageArgs {
  @Field(() => DateScalar, { description: 'The first day.' })
  from!: string;

  @Field(() => DateScalar, { description: 'The first day after the list; at most 366 days after `from`.' })
  to!: string;

  @Field(() => OdsCodeScalar, { nullable: true, description: 'Only those in the sessions of this PCN.' })
  pcn?: string;

  @Field(() => OdsCodeScalar, { nullable: true, description: 'Only those for patients of this practice.' })
  practice?: string;

  @IdField('Session', { nullable: true, description: 'Only those in this session.' })
  session?: string;

  @IdField('Service', { nullable: true, description: 'Only those of this service.' })
  service?: string;

  @IdField('Site', { nullable: true, description: 'Only those in sessions held at this site.' })
  site?: string;

  @IdField('Clinician', { nullable: true, description: 'Only those in slots that this clinician gives.' })
  clinician?: string;

  @Field(() => [BookingStateEnum], { nullable: true, description: onlyStates })
  states?: BookingState[];

  @Field(() => [BookingChannelEnum], { nullable: true, description: 'Only those made through one of these channels.' })
  channels?: Channel[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'True for bookings that have begun and whose outcome nobody has recorded.',
  })
  outcomeMissing?: boolean;

  @Field(() => String, { nullable: true, description: 'Only those with this patient reference of yours.' })
  reference?: string;
}

@Resolver()
export class BookingsResolver {
  @Query(() => BookingConnection, {
    nullable: true,
    description:
      'Holds and bookings in order of start: of a network, of a practice or, without either, your own organisation’s; for a booking partner those that it made. Null when it is refused; see `errors`.',
  })
  async bookings(
    @Args(() => BookingsArgs) args: BookingsArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<BookingSource>> {
    const page = pageOf(args, [keyForms.instant, keyForms.uuid]);
    const { viewer } = context;
    const asked = {
      from: args.from,
      to: args.to,
      pcn: args.pcn ?? undefined,
      practice: args.practice ?? undefined,
      sessionId: args.session ?? undefined,
      serviceId: args.service ?? undefined,
      siteId: args.site ?? undefined,
      clinicianId: args.clinician ?? undefined,
      states: args.states ?? undefined,
      channels: args.channels ?? undefined,
      outcomeMissing: args.outcomeMissing ?? undefined,
      reference: args.reference ?? undefined,
    };
    const { filter, rows } = valueOrThrow(
      await context.query((db, scope) => listBookings(db, scope, viewer, asked, page)),
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

@ArgsType()
class SessionBookingsArgs extends PageArgs {
  @Field(() => [BookingStateEnum], { nullable: true, description: onlyStates })
  states?: BookingState[];
}

@Resolver(() => SessionType)
export class SessionBookingsResolver {
  @FieldResolver(() => BookingConnection, {
    complexity: pageOfAtMost(24),
    description:
      'Its holds and bookings as far as you may read them, by start: the network reads all, a practice those of its patients, a booking partner its own.',
  })
  async bookings(
    @Root() { key }: SessionSource,
    @Args(() => SessionBookingsArgs) args: SessionBookingsArgs,
    @Ctx() context: Context,
  ): Promise<ConnectionValue<BookingSource>> {
    const rows = (await readSessionBookings(context, key)).filter(({ state }) => args.states?.includes(state) ?? true);
    const forms = [keyForms.instant, keyForms.uuid];
    return listConnection(rows, args, forms, ({ startsAt, id }) => [startsAt, id], bookingSource);
  }
}

const live: readonly BookingState[] = ['HELD', 'CONFIRMED', 'ATTENDED', 'DID_NOT_ATTEND', 'LEFT_UNSEEN'];

@Resolver(() => SlotType)
export class SlotBookingResolver {
  @FieldResolver(() => BookingType, {
    nullable: true,
    description: 'The hold or booking that it has now; null while it is free, and for those who may not read it.',
  })
  async booking(@Root() { row }: SlotSource, @Ctx() context: Context): Promise<BookingSource | null> {
    const rows = await readSessionBookings(context, row.sessionId);
    const booking = rows.find(({ slotNumber, state }) => slotNumber === row.number && live.includes(state));
    return booking === undefined ? null : bookingSource(booking);
  }
}
