import type { Context } from '../identity/context.js';
import { idLoader } from '../platform/batch.js';
import { bookingsByIds } from './booking.queries.js';

export function bookingLoader(context: Context) {
  return idLoader((ids) => context.query((db) => bookingsByIds(db, ids)));
}
