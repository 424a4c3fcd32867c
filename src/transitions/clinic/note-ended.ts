import type { ReportDraft } from '../change-report.js';
import { agreeing, many } from '../rules/days.js';
import type { EndedWithSession } from './session-change.queries.js';

/** A confirmed booking that ended with its session. */
export interface EndedBooking {
  readonly id: string;
  readonly on: string;
  readonly odsCode: string;
}

/**
 * Reports what ended with sessions that were cancelled, and who must ring which patients or tell which staff.
 * @param each the confirmed bookings, to name one by one; without them they are counted.
 */
export function noteEnded(
  draft: ReportDraft,
  ended: readonly EndedWithSession[],
  each?: readonly EndedBooking[],
): void {
  const sum = (of: (each: EndedWithSession) => number) => ended.reduce((total, each) => total + of(each), 0);
  const bookings = (of: 'confirmed' | 'holds') => (each: EndedWithSession) =>
    each.bookings.reduce((total, own) => total + own[of], 0);
  const [confirmed, holds, places] = [sum(bookings('confirmed')), sum(bookings('holds')), sum((each) => each.places)];
  const together = `with the ${agreeing(ended.length, 'session', 'sessions')}`;
  for (const { id, on, odsCode } of each ?? []) {
    const text = `A booking of ${odsCode} on ${on} ends with its session. Its practice rings the patient.`;
    draft.note('moves', 'BOOKINGS', text, { on, about: { type: 'Booking', key: id } });
  }
  draft.note('moves', 'BOOKINGS', `${many(confirmed, 'booking ends', 'bookings end')} ${together}.`, {
    count: each === undefined ? confirmed : 0,
  });
  const released = `${many(holds, 'held slot is', 'held slots are')} released; waiting patients keep their turn.`;
  draft.note('moves', 'BOOKINGS', released, { count: holds });
  const credited = `${many(places, 'place')} ${agreeing(places, 'no longer belongs', 'no longer belong')} to a practice; the ledger owes them again.`;
  draft.note('moves', 'PLACES', credited, { count: places });
  const where = `in “${ended[0]?.title ?? ''}” on`;
  const cancelled = (days: readonly string[]) =>
    `${[...new Set(days)].join(', ')}: ${new Set(days).size > 1 ? 'they are' : 'it is'} cancelled.`;
  const staff = ended.flatMap(({ sessionOn, assignments }) => assignments.map((each) => ({ on: sessionOn, ...each })));
  for (const { assignmentId, name, on } of staff) {
    const day = ended.length === 1 ? {} : { on };
    const about = { type: 'Assignment', key: assignmentId };
    draft.note('moves', 'ASSIGNMENT', `${name} no longer works there.`, { ...day, about });
  }
  for (const own of Map.groupBy(staff, ({ name, employerIds }) => [name, ...employerIds].join()).values()) {
    const days = cancelled(own.map(({ on }) => on));
    const [{ name, employerIds }] = own as [(typeof own)[number]];
    for (const id of employerIds) draft.tell(id, `${name} no longer works ${where} ${days}`);
  }
  const ringing = ended.flatMap((each) => each.bookings.map((own) => ({ on: each.sessionOn, ...own })));
  const known = Map.groupBy(
    ringing.filter((own) => own.confirmed > 0),
    ({ practiceId }) => practiceId,
  );
  for (const [practiceId, own] of known) {
    const patients = many(
      own.reduce((total, each) => total + each.confirmed, 0),
      'booking',
    );
    const days = cancelled(own.map(({ on }) => on));
    draft.tell(practiceId, `Ring the patients of ${patients} ${where} ${days}`);
  }
}
