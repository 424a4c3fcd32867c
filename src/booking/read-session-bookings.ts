import type { Context } from '../identity/context.js';
import { refusalOf, type Target } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import { bookingsOfSessionLoader } from './booking.loader.js';
import type { BookingRow } from './booking.queries.js';

/** What the permission check for reading a booking needs to know: a partner reads what it made itself. */
export function readTarget(viewer: Viewer, { pcnId, practiceId, bookedById }: BookingRow): Target {
  return { pcnId, organisationId: viewer.role === 'booking-partner' ? bookedById : practiceId };
}

/** The holds and bookings of a session that the viewer may read, in every state, by start. */
export async function readSessionBookings(context: Context, sessionId: string): Promise<readonly BookingRow[]> {
  const rows = await context.use(bookingsOfSessionLoader).load(sessionId);
  const { viewer } = context;
  return context.query(async (_db, scope) =>
    rows.filter((row) => refusalOf(viewer, scope, 'readBookings', readTarget(viewer, row)) === undefined),
  );
}
