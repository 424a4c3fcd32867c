import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Db, Scope } from '../platform/database/scope.js';
import type { Page } from '../platform/paging/page.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { windowOf } from '../time/window.js';
import type { BookingState } from './booking.entity.js';
import { type BookingFilter, type BookingRow, bookingsOfPractice } from './booking.queries.js';

/** Which practice, and which London days `[from, to)`. */
export interface AskedBookings {
  readonly practiceId: string;
  readonly from: string;
  readonly to: string;
  readonly reference?: string | undefined;
  readonly states?: readonly BookingState[] | undefined;
}

/**
 * A page of a practice's holds and bookings, by start, with the filter for counting them. Its network may ask too:
 * row-level security then shows only those in the network's own sessions.
 */
export async function listBookings(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  { practiceId, from, to, reference, states }: AskedBookings,
  page: Page,
): Promise<Result<{ filter: BookingFilter; rows: readonly BookingRow[] }>> {
  const days = windowOf(from, to);
  if (!days.ok) return days;
  const barred = refusalOf(viewer, scope, 'readBookings', {
    organisationId: practiceId,
    pcnId: scope.bookingPcnIds[0] ?? null,
  });
  if (barred !== undefined) return refuse(barred);
  const [start, end] = [days.value.start, days.value.end].map((instant) => new Date(instant).toISOString());
  const filter = { practiceId, from: start!, to: end!, reference, states };
  return ok({ filter, rows: await bookingsOfPractice(db, filter, page) });
}
