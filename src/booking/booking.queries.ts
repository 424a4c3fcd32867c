import { sql } from 'kysely';
import { countUpTo } from '../platform/database/count-up-to.js';
import { keyset } from '../platform/paging/keyset.js';
import type { Db } from '../platform/database/scope.js';
import type { Page } from '../platform/paging/page.js';
import type { BookingState, Channel } from './booking.entity.js';
import type { AccessNeed } from './rules/access-needs.js';
import type { DeliveryMode } from '../sessions/service/rules/delivery-mode.js';
import type { Need } from '../sessions/service/rules/needs.js';

export interface BookingRow {
  readonly id: string;
  readonly pcnId: string;
  readonly sessionId: string;
  readonly slotNumber: number;
  readonly placeNumber: number | null;
  readonly practiceId: string;
  readonly bookedById: string;
  readonly reference: string | null;
  readonly channel: Channel;
  readonly need: Need | null;
  readonly accessNeeds: readonly AccessNeed[];
  readonly deliveryMode: DeliveryMode;
  /** A hold whose time is over reads EXPIRED, whether or not anybody has claimed its slot since. */
  readonly state: BookingState;
  readonly expiresAt: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly createdAt: string;
  readonly confirmedAt: string | null;
  readonly cancelledAt: string | null;
  readonly cancelledReason: string | null;
  readonly outcomeAt: string | null;
  readonly begun: boolean;
}

const columns = sql`b.id, b.pcn_id as "pcnId", b.session_id as "sessionId", b.slot_number as "slotNumber",
  b.place_number as "placeNumber", b.practice_id as "practiceId", b.booked_by_id as "bookedById", b.reference, b.channel,
  b.need, b.access_needs as "accessNeeds", b.delivery_mode as "deliveryMode",
  case when b.state = 'HELD' and b.expires_at <= c.now then 'EXPIRED' else b.state end as state,
  b.expires_at as "expiresAt", b.starts_at as "startsAt", b.ends_at as "endsAt", b.created_at as "createdAt",
  b.confirmed_at as "confirmedAt", b.cancelled_at as "cancelledAt", b.cancelled_reason as "cancelledReason",
  b.outcome_at as "outcomeAt", b.starts_at <= c.now as begun`;

/** In no particular order; leaves out those that the viewer may not see. */
export async function bookingsByIds(db: Db, ids: readonly string[]): Promise<BookingRow[]> {
  return (
    await sql<BookingRow>`/* bookingsByIds */
      select ${columns} from booking b cross join (select app_now() as now) c
      where b.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

export interface BookingFilter {
  readonly practiceId: string;
  readonly from: string;
  readonly to: string;
  readonly reference?: string | undefined;
  readonly states?: readonly BookingState[] | undefined;
}

function matching(filter: BookingFilter) {
  return sql`
  from (select b.*, case when b.state = 'HELD' and b.expires_at <= app_now() then 'EXPIRED' else b.state end as shown
        from booking b where b.practice_id = ${filter.practiceId} and b.starts_at >= ${filter.from}::timestamptz
          and b.starts_at < ${filter.to}::timestamptz) b
  cross join (select app_now() as now) c
  where (${filter.reference ?? null}::text is null or b.reference = ${filter.reference ?? null})
    and (${filter.states === undefined} or b.shown = any(${[...(filter.states ?? [])]}::text[]))`;
}

/** A practice's bookings in order of start; `limit + 1` rows in the page's direction. */
export async function bookingsOfPractice(db: Db, filter: BookingFilter, page: Page): Promise<BookingRow[]> {
  const { beyond, order } = keyset(page, ['b.starts_at', 'timestamptz'], ['b.id', 'uuid']);
  return (
    await sql<BookingRow>`/* bookingsOfPractice */
      select ${columns} ${matching(filter)} and ${beyond} ${order}`.execute(db)
  ).rows;
}

export async function countBookingsOfPractice(db: Db, filter: BookingFilter): Promise<number> {
  return countUpTo(db, 'countBookingsOfPractice', matching(filter));
}

/** The live bookings of a session that is being cancelled. Precondition: the session is locked for update. */
export async function liveBookingsOfSession(db: Db, sessionId: string): Promise<BookingRow[]> {
  return (
    await sql<BookingRow>`/* liveBookingsOfSession */
      select ${columns} from booking b cross join (select app_now() as now) c
      where b.session_id = ${sessionId} and b.state in ('HELD', 'CONFIRMED')
      order by b.starts_at, b.slot_number`.execute(db)
  ).rows;
}

/** Cancels all holds and bookings of a session in one statement. Precondition: the session is locked for update. */
export async function cancelBookingsOfSession(db: Db, sessionId: string): Promise<void> {
  await sql`/* cancelBookingsOfSession */
    update booking set state = 'CANCELLED', cancelled_at = app_now(), cancelled_reason = 'SESSION_CANCELLED'
    where session_id = ${sessionId} and state in ('HELD', 'CONFIRMED')`.execute(db);
}
