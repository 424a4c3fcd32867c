import type { SessionAhead } from './clinic-change.queries.js';
import type { BookingAhead, EnteredRow, PlaceAhead, SessionsInFull } from './clinic-form.queries.js';
import type { StandingSession } from './rules/reshape.js';

/** A published session with everything that a new form may change. */
export interface SessionInFull {
  readonly id: string;
  readonly sessionOn: string;
  readonly ahead: SessionAhead;
  readonly standing: StandingSession;
  readonly places: readonly PlaceAhead[];
  /** Its current bookings and holds, by start. */
  readonly bookings: readonly BookingAhead[];
  readonly entered: readonly EnteredRow[];
}

/** Sessions with the rows of each, in the order given. */
export function inFull(sessions: readonly SessionAhead[], rows: SessionsInFull): SessionInFull[] {
  const of = <Row extends { readonly sessionId: string }>(all: readonly Row[]) => {
    const bySession = Map.groupBy(all, ({ sessionId }) => sessionId);
    return (id: string): readonly Row[] => bySession.get(id) ?? [];
  };
  const [posts, slots, places] = [of(rows.posts), of(rows.slots), of(rows.places)];
  const [bookings, entered] = [of(rows.bookings), of(rows.entered)];
  return sessions.map((ahead) => ({
    id: ahead.id,
    sessionOn: ahead.sessionOn,
    ahead,
    standing: {
      sessionOn: ahead.sessionOn,
      startsAt: Date.parse(ahead.startsAt),
      endsAt: Date.parse(ahead.endsAt),
      poolAt: Date.parse(ahead.poolAt),
      to111At: ahead.to111At === null ? null : Date.parse(ahead.to111At),
      posts: posts(ahead.id),
      slots: slots(ahead.id),
    },
    places: places(ahead.id),
    bookings: bookings(ahead.id),
    entered: entered(ahead.id),
  }));
}
