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
  /** When it was last moved to another slot, and from where; null if it never was. */
  readonly movedAt: string | null;
  readonly movedFromSessionId: string | null;
  readonly movedFromStartsAt: string | null;
  readonly begun: boolean;
}

const columns = sql`b.id, b.pcn_id as "pcnId", b.session_id as "sessionId", b.slot_number as "slotNumber",
  b.place_number as "placeNumber", b.practice_id as "practiceId", b.booked_by_id as "bookedById", b.reference, b.channel,
  b.need, b.access_needs as "accessNeeds", b.delivery_mode as "deliveryMode",
  case when b.state = 'HELD' and b.expires_at <= c.now then 'EXPIRED' else b.state end as state,
  b.expires_at as "expiresAt", b.starts_at as "startsAt", b.ends_at as "endsAt", b.created_at as "createdAt",
  b.confirmed_at as "confirmedAt", b.cancelled_at as "cancelledAt", b.cancelled_reason as "cancelledReason",
  b.outcome_at as "outcomeAt", b.moved_at as "movedAt", b.moved_from_session_id as "movedFromSessionId",
  b.moved_from_starts_at as "movedFromStartsAt", b.starts_at <= c.now as begun`;

/** In no particular order; leaves out those that the viewer may not see. */
export async function bookingsByIds(db: Db, ids: readonly string[]): Promise<BookingRow[]> {
  return (
    await sql<BookingRow>`/* bookingsByIds */
      select ${columns} from booking b cross join (select app_now() as now) c
      where b.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

/** Which bookings are listed: what is left out limits nothing. Instants `[from, to)` of their start. */
export interface BookingFilter {
  readonly practiceId?: string | undefined;
  readonly pcnId?: string | undefined;
  /** The organisation that made them. */
  readonly bookedById?: string | undefined;
  readonly sessionId?: string | undefined;
  readonly serviceId?: string | undefined;
  readonly siteId?: string | undefined;
  /** Who gives their slots. */
  readonly clinicianId?: string | undefined;
  readonly from: string;
  readonly to: string;
  readonly reference?: string | undefined;
  readonly states?: readonly BookingState[] | undefined;
  readonly channels?: readonly Channel[] | undefined;
  /** Only those that have begun, were booked, and whose outcome nobody has recorded. */
  readonly outcomeMissing?: boolean | undefined;
}

function matching(filter: BookingFilter) {
  const is = (column: string, id: string | undefined) => id !== undefined && sql`b.${sql.ref(column)} = ${id}::uuid`;
  const inSession = [
    filter.serviceId !== undefined && sql`s.service_id = ${filter.serviceId}::uuid`,
    filter.siteId !== undefined && sql`s.site_id = ${filter.siteId}::uuid`,
  ].filter((limit) => limit !== false);
  const limits = [
    is('practice_id', filter.practiceId),
    is('pcn_id', filter.pcnId),
    filter.bookedById !== undefined &&
      sql`b.booked_by_id = ${filter.bookedById}::uuid and b.booked_by_id <> b.practice_id`,
    is('session_id', filter.sessionId),
    inSession.length > 0 &&
      sql`exists (select from session s where s.id = b.session_id and ${sql.join(inSession, sql` and `)})`,
    filter.clinicianId !== undefined &&
      sql`exists (select from slot l join assignment a on a.session_id = l.session_id and a.post_number = l.post_number
        where l.session_id = b.session_id and l.number = b.slot_number and a.state = 'PUBLISHED'
          and a.clinician_id = ${filter.clinicianId}::uuid)`,
    filter.reference !== undefined && sql`b.reference = ${filter.reference}`,
    filter.channels !== undefined && sql`b.channel = any(${[...filter.channels]}::text[])`,
    filter.outcomeMissing === true && sql`b.state = 'CONFIRMED' and b.starts_at <= app_now()`,
    filter.states !== undefined &&
      sql`case when b.state = 'HELD' and b.expires_at <= app_now() then 'EXPIRED' else b.state end
        = any(${[...filter.states]}::text[])`,
  ].filter((limit) => limit !== false);
  return sql`
  from booking b cross join (select app_now() as now) c
  where b.starts_at >= ${filter.from}::timestamptz and b.starts_at < ${filter.to}::timestamptz
    and ${sql.join([sql`true`, ...limits], sql` and `)}`;
}

/** Bookings in order of start; `limit + 1` rows in the page's direction. */
export async function bookingsOf(db: Db, filter: BookingFilter, page: Page): Promise<BookingRow[]> {
  const { beyond, order } = keyset(page, ['b.starts_at', 'timestamptz'], ['b.id', 'uuid']);
  return (
    await sql<BookingRow>`/* bookingsOf */
      select ${columns} ${matching(filter)} and ${beyond} ${order}`.execute(db)
  ).rows;
}

export async function countBookingsOf(db: Db, filter: BookingFilter): Promise<number> {
  return countUpTo(db, 'countBookingsOf', matching(filter));
}

/** All holds and bookings of the sessions that the viewer may see, in every state, by start. */
export async function bookingsOfSessions(db: Db, sessionIds: readonly string[]): Promise<BookingRow[]> {
  return (
    await sql<BookingRow>`/* bookingsOfSessions */
      select ${columns} from booking b cross join (select app_now() as now) c
      where b.session_id = any(${[...sessionIds]}::uuid[]) order by b.starts_at, b.id`.execute(db)
  ).rows;
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
