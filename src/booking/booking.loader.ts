import type { Context } from '../identity/context.js';
import { groupLoader, idLoader } from '../platform/batch.js';
import { type BookingRow, bookingsByIds, bookingsOfSessions } from './booking.queries.js';

export function bookingLoader(context: Context) {
  return idLoader((ids) => context.query((db) => bookingsByIds(db, ids)));
}

/** The holds and bookings of a session that row-level security shows, in every state, by start. */
export function bookingsOfSessionLoader(context: Context) {
  return groupLoader<string, BookingRow>(
    (ids) => context.query((db) => bookingsOfSessions(db, ids)),
    (row) => row.sessionId,
  );
}
