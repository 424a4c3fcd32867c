import type { Tx } from '../../platform/database/scope.js';
import type { ClinicPlan } from '../../sessions/clinic/rules/clinic-plan.js';
import { londonTime } from '../../time/london.js';
import type { ReportDraft } from '../change-report.js';
import { bookedTwice, type BookingAhead } from './clinic-form.queries.js';
import { agreeing, many } from '../rules/days.js';
import type { Reshaped } from './rules/reshape.js';
import type { SessionInFull } from './session-in-full.js';

interface Rebooking {
  readonly title: string;
  readonly plan: ClinicPlan;
  readonly sessions: readonly (SessionInFull & Reshaped & { readonly heldOn?: string })[];
}

interface MovedBooking {
  readonly booking: BookingAhead;
  readonly on: string;
  /** The day in the list of those to ring; empty where the times name it. */
  readonly day: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly before: string;
  readonly after: string;
}

/**
 * What happens to bookings and holds in sessions that take a new form together with their bookings: each keeps its
 * slot, at the slot's new time, and its practice is told whom to ring. Writes nothing, because bookings follow their
 * slots. Clashes: a slot that does not fit the new form, a way of seeing patients that it no longer offers, more
 * bookings by 111 than it holds slots for, a patient who has another booking at the new time.
 */
export async function moveBookings(tx: Tx, draft: ReportDraft, { title, plan, sessions }: Rebooking): Promise<void> {
  const moved: MovedBooking[] = [];
  let kept = 0;
  for (const session of sessions) {
    if (session.bookings.length === 0) continue;
    noteClashes(draft, plan, session);
    const [was, becomes] = [byNumber(session.standing.slots), byNumber(session.form.slots)];
    for (const booking of session.bookings) {
      const [slot, next] = [was.get(booking.slotNumber), becomes.get(booking.slotNumber)];
      if (slot === undefined || next === undefined) continue;
      if (slot.startsAt === next.startsAt && slot.endsAt === next.endsAt) kept += 1;
      else {
        const { sessionOn: on, heldOn = on } = session;
        const dayOf = (day: string) => (heldOn === on ? '' : `${day} `);
        const [before, after] = [`${dayOf(on)}${timesOf(slot)}`, `${dayOf(heldOn)}${timesOf(next)}`];
        const day = heldOn === on ? `${on} ` : '';
        moved.push({ booking, on, day, startsAt: next.startsAt, endsAt: next.endsAt, before, after });
      }
    }
  }
  for (const { booking, on, before, after } of moved) {
    const text = booking.confirmed
      ? `A booking of ${booking.odsCode} on ${on} moves to ${after}. Its practice rings the patient.`
      : `A slot held for ${booking.odsCode} on ${on} moves to ${after}.`;
    draft.note('moves', 'BOOKINGS', text, { on, about: { type: 'Booking', key: booking.id }, before, after });
  }
  draft.note(
    'stays',
    'BOOKINGS',
    `${many(kept, 'booked slot')} in sessions that change ${agreeing(kept, 'keeps', 'keep')} their time.`,
    {
      count: kept,
    },
  );
  const twice = await bookedTwice(
    tx.db,
    moved.map(({ booking, startsAt, endsAt }) => ({ bookingId: booking.id, startsAt, endsAt })),
  );
  for (const { bookingId, startsAt } of twice) {
    const found = moved.find(({ booking }) => booking.id === bookingId);
    if (found === undefined) continue;
    const { booking, on, before } = found;
    const text = `A patient of ${booking.odsCode} with a booking on ${on} from ${before} already has another booking from ${londonTime(startsAt)}, the new time. Move or cancel one of them first.`;
    draft.note('clashes', 'BOOKINGS', text, { on, about: { type: 'Booking', key: bookingId } });
  }
  const ringing = Map.groupBy(
    moved.filter(({ booking }) => booking.confirmed),
    ({ booking }) => booking.practiceId,
  );
  for (const [practiceId, bookings] of ringing) {
    const times = bookings.map(({ day, before, after }) => `${day}${after} instead of ${before}`).join('; ');
    draft.tell(practiceId, `Ring the patients of ${many(bookings.length, 'booking')} in “${title}”: ${times}.`);
  }
}

function noteClashes(draft: ReportDraft, plan: ClinicPlan, session: SessionInFull & Reshaped): void {
  const line = { on: session.sessionOn, about: { type: 'Session', key: session.id } };
  const clash = (text: string, count: number) => {
    const found = `On ${session.sessionOn} ${text} Move or cancel them first, or leave withBookings out.`;
    draft.note('clashes', 'BOOKINGS', found, { ...line, count });
  };
  const { homeless, slots } = session.form;
  clash(`${many(homeless.length, 'booked slot')} would have no slot in the new form.`, homeless.length);
  const foreign = session.bookings.filter(
    ({ slotNumber, deliveryMode }) => !homeless.includes(slotNumber) && !plan.deliveryModes.includes(deliveryMode),
  );
  clash(`${many(foreign.length, 'booking')} would be seen in a way that the new form does not offer.`, foreign.length);
  const held = slots.filter(({ heldFor111 }) => heldFor111).length;
  if (held > plan.heldFor111) {
    clash(`111 has ${held} slots and the new form holds ${plan.heldFor111} for it.`, held - plan.heldFor111);
  } else if (held < plan.heldFor111 && homeless.length === 0) {
    clash(`so many slots are booked that only ${held} could be held for 111.`, plan.heldFor111 - held);
  }
}

function byNumber<Slot extends { readonly number: number }>(slots: readonly Slot[]): Map<number, Slot> {
  return new Map(slots.map((slot) => [slot.number, slot]));
}

function timesOf({ startsAt, endsAt }: { readonly startsAt: number; readonly endsAt: number }): string {
  return `${londonTime(startsAt)} to ${londonTime(endsAt)}`;
}
