import type { Context } from '../identity/context.js';
import { refusalOf } from '../identity/permissions.js';
import { bookingsOfSessionLoader } from './booking.loader.js';
import type { BookingRow } from './booking.queries.js';

/** The holds and bookings of a session that the viewer may read, in every state, by start. */
export async function readSessionBookings(context: Context, sessionId: string): Promise<readonly BookingRow[]> {
  const rows = await context.use(bookingsOfSessionLoader).load(sessionId);
  const { viewer } = context;
  const partner = viewer.role === 'booking-partner';
  return context.query(async (_db, scope) =>
    rows.filter(({ pcnId, practiceId, bookedById }) => {
      const target = { pcnId, organisationId: partner ? bookedById : practiceId };
      return refusalOf(viewer, scope, 'readBookings', target) === undefined;
    }),
  );
}
