import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import { findNetwork, findPractice } from '../organisation/directory/known-organisation.js';
import type { Db, Scope } from '../platform/database/scope.js';
import type { Page } from '../platform/paging/page.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { windowOf } from '../time/window.js';
import { type BookingFilter, type BookingRow, bookingsOf } from './booking.queries.js';

/** London days `[from, to)`, and what else limits the list. */
export interface BookingLimits extends Omit<BookingFilter, 'practiceId' | 'pcnId' | 'bookedById' | 'from' | 'to'> {
  readonly from: string;
  readonly to: string;
}

export interface BookingPage {
  readonly filter: BookingFilter;
  readonly rows: readonly BookingRow[];
}

/** A list of bookings looks at a year at most. */
export const longestListDays = 366;

/**
 * A page of a practice's holds and bookings, by start, with the filter for counting them. Its network may ask too:
 * row-level security then shows only those in the network's own sessions.
 */
export async function listBookingsOfPractice(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  asked: BookingLimits & { readonly practiceId: string; readonly pcnId?: string | undefined },
  page: Page,
): Promise<Result<BookingPage>> {
  const barred = refusalOf(viewer, scope, 'readBookings', {
    organisationId: asked.practiceId,
    pcnId: scope.bookingPcnIds[0] ?? null,
  });
  return barred === undefined ? pageOf(db, asked, page) : refuse(barred);
}

/**
 * The same for a network or a practice by ODS code. Without either: for a booking partner what it booked itself, for
 * anybody else what its own organisation has.
 */
export async function listBookings(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  asked: BookingLimits & { readonly pcn?: string | undefined; readonly practice?: string | undefined },
  page: Page,
): Promise<Result<BookingPage>> {
  const { pcn, practice, ...limits } = asked;
  const network = pcn === undefined ? undefined : await findNetwork(db, pcn, scope.today);
  if (network?.ok === false) return network;
  const of = practice === undefined ? undefined : await findPractice(db, practice, scope.today, 'practice');
  if (of?.ok === false) return of;
  const [pcnId, practiceId] = [network?.value.id, of?.value.id];
  if (practiceId !== undefined) {
    return listBookingsOfPractice(db, scope, viewer, { ...limits, pcnId, practiceId }, page);
  }
  const own = scope.organisationId;
  const partner = viewer.role === 'booking-partner';
  const target = partner
    ? { organisationId: own }
    : { organisationId: pcnId === undefined ? own : null, pcnId: pcnId ?? own };
  const barred = refusalOf(viewer, scope, 'readBookings', target);
  if (barred !== undefined) return refuse(barred);
  if (partner) return pageOf(db, { ...limits, pcnId, bookedById: own ?? undefined }, page);
  if (pcnId !== undefined) return pageOf(db, { ...limits, pcnId }, page);
  const mine = scope.organisationKind === 'PCN' ? { pcnId: own ?? undefined } : { practiceId: own ?? undefined };
  return pageOf(db, { ...limits, ...mine }, page);
}

async function pageOf(db: Db, { from, to, ...limits }: BookingFilter, page: Page): Promise<Result<BookingPage>> {
  const days = windowOf(from, to, longestListDays);
  if (!days.ok) return days;
  const [start, end] = [days.value.start, days.value.end].map((instant) => new Date(instant).toISOString());
  const filter = { ...limits, from: start!, to: end! };
  return ok({ filter, rows: await bookingsOf(db, filter, page) });
}
