import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../identity/context.js';
import { viewerCan } from '../identity/viewer-can.js';
import { type Nodes } from '../platform/graphql/nodes.js';
import { payloadOf } from '../platform/graphql/user-error.type.js';
import { warningsOf } from '../platform/graphql/warning.type.js';
import { generalProblems } from '../platform/problem-codes.js';
import { atFields, ok, refuse, type Result, type Warning } from '../platform/result.js';
import { bookHeldSlot, bookSlot } from './book-slot.js';
import {
  BookSlotInput,
  CancelBookingInput,
  HoldSlotInput,
  MoveBookingInput,
  RecordOutcomeInput,
  UndoCancelBookingInput,
} from './booking.input.js';
import { bookingLoader } from './booking.loader.js';
import {
  BookSlotPayload,
  CancelBookingPayload,
  HoldSlotPayload,
  MoveBookingPayload,
  RecordOutcomePayload,
  UndoCancelBookingPayload,
} from './booking-payload.type.js';
import { bookingSource } from './booking.type.js';
import { cancelBooking } from './cancel-booking.js';
import { holdSlot } from './hold-slot.js';
import { moveBooking } from './move-booking.js';
import { readTarget } from './read-session-bookings.js';
import { recordOutcome } from './record-outcome.js';
import { slotOf } from './slot-id.js';
import { undoCancelBooking } from './undo-cancel-booking.js';

async function read(context: Context, id: string) {
  const row = await context.use(bookingLoader).load(id);
  return row === null ? null : bookingSource(row);
}

/** How `node` reads these types again. */
export const bookingNodes: Nodes<Context> = {
  Booking: async (context: Context, id) => {
    const row = await context.use(bookingLoader).load(id.key);
    if (row === null) return null;
    return (await viewerCan(context, 'readBookings', readTarget(context.viewer, row))) ? bookingSource(row) : null;
  },
};

async function settle(
  context: Context,
  result: Result<{ bookingId: string; warnings?: readonly Warning[] }>,
  name: 'booking' | 'hold' = 'booking',
) {
  const booking = result.ok ? await read(context, result.value.bookingId) : null;
  const warnings = result.ok ? (result.value.warnings ?? []) : [];
  return { warnings: warningsOf(ok({ warnings })), ...payloadOf(result, () => ({ [name]: booking })) } as never;
}

@Resolver()
export class BookingResolver {
  @Mutation(() => HoldSlotPayload, {
    description: 'Keeps a slot for a practice for a few minutes, while somebody talks to the patient.',
  })
  async holdSlot(
    @Arg('input', () => HoldSlotInput, { description: 'Which slot, and for which practice.' }) input: HoldSlotInput,
    @Ctx() context: Context,
  ): Promise<HoldSlotPayload> {
    const result = await context.command((tx, viewer) => holdSlot(tx, viewer, { ...input, slot: slotOf(input.slot) }));
    return settle(context, result, 'hold');
  }

  @Mutation(() => BookSlotPayload, { description: 'Books a free slot, or a hold, for a patient of a practice.' })
  async bookSlot(
    @Arg('input', () => BookSlotInput, { description: 'What to book, for which patient and why.' })
    input: BookSlotInput,
    @Ctx() context: Context,
  ): Promise<BookSlotPayload> {
    const { what, ...details } = input;
    const places = { slot: ['what', 'slot'], hold: ['what', 'hold'] };
    const result = await context.command(async (tx, viewer) => {
      if (what.slot != null) return bookSlot(tx, viewer, { ...details, slot: slotOf(what.slot) });
      if (what.hold != null) return bookHeldSlot(tx, viewer, { ...details, holdId: what.hold });
      return refuse({ code: generalProblems.INVALID_INPUT, field: ['what'], message: 'Name a slot or a hold.' });
    });
    return settle(context, atFields(result, places));
  }

  @Mutation(() => MoveBookingPayload, {
    description: 'Moves a booking to another slot in one step: the patient always has exactly one of the two.',
  })
  async moveBooking(
    @Arg('input', () => MoveBookingInput, { description: 'Which booking, to which slot.' }) input: MoveBookingInput,
    @Ctx() context: Context,
  ): Promise<MoveBookingPayload> {
    const { booking: bookingId, deliveryMode } = input;
    const result = await context.command((tx, viewer) =>
      moveBooking(tx, viewer, { bookingId, slot: slotOf(input.slot), deliveryMode }),
    );
    return settle(context, result);
  }

  @Mutation(() => CancelBookingPayload, {
    description: 'Gives up a booking or a hold before it begins; the slot and the place are free at once.',
  })
  async cancelBooking(
    @Arg('input', () => CancelBookingInput, { description: 'Which booking, and why.' }) input: CancelBookingInput,
    @Ctx() context: Context,
  ): Promise<CancelBookingPayload> {
    const result = await context.command((tx, viewer) =>
      cancelBooking(tx, viewer, { bookingId: input.booking, reason: input.reason }),
    );
    return settle(context, result);
  }

  @Mutation(() => UndoCancelBookingPayload, {
    description: 'Takes back that a booking was cancelled, while its slot is still free.',
  })
  async undoCancelBooking(
    @Arg('input', () => UndoCancelBookingInput, { description: 'Which booking.' }) input: UndoCancelBookingInput,
    @Ctx() context: Context,
  ): Promise<UndoCancelBookingPayload> {
    const result = await context.command((tx, viewer) => undoCancelBooking(tx, viewer, input.booking));
    return settle(context, result);
  }

  @Mutation(() => RecordOutcomePayload, {
    description: 'Records how a booked slot ended: attended, did not attend, or left unseen.',
  })
  async recordOutcome(
    @Arg('input', () => RecordOutcomeInput, { description: 'Which booking, and what happened.' })
    input: RecordOutcomeInput,
    @Ctx() context: Context,
  ): Promise<RecordOutcomePayload> {
    const { outcome } = input;
    const result = await context.command((tx, viewer) =>
      recordOutcome(tx, viewer, { bookingId: input.booking, outcome }),
    );
    return settle(context, result);
  }
}
