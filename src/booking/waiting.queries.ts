import { sql } from 'kysely';
import { keyset } from '../platform/database/keyset.js';
import type { Db } from '../platform/database/scope.js';
import type { Page } from '../platform/graphql/connection.type.js';
import type { AccessNeed, Channel, DeliveryMode, Need } from './booking.entity.js';
import type { WaitingState } from './waiting-entry.entity.js';

export interface WaitingRow {
  readonly id: string;
  readonly pcnId: string;
  readonly practiceId: string;
  readonly practiceCode: string;
  readonly serviceId: string;
  readonly reference: string;
  readonly channel: Channel;
  readonly need: Need;
  readonly accessNeeds: readonly AccessNeed[];
  readonly deliveryMode: DeliveryMode | null;
  readonly fromOn: string;
  readonly toOn: string;
  readonly state: WaitingState;
  readonly offeredBookingId: string | null;
  readonly createdAt: string;
}

/** An offer whose hold has run out, and is not booked, is a wait again. */
const columns = sql`w.id, w.pcn_id as "pcnId", w.practice_id as "practiceId", o.ods_code as "practiceCode",
  w.service_id as "serviceId", w.reference, w.channel, w.need, w.access_needs as "accessNeeds",
  w.delivery_mode as "deliveryMode", w.from_on::text as "fromOn", w.to_on::text as "toOn",
  case when w.state <> 'OFFERED' then w.state when b.state = 'CONFIRMED' then 'BOOKED'
    when b.state = 'HELD' and b.expires_at > app_now() then 'OFFERED' else 'WAITING' end as state,
  case when b.state = 'CONFIRMED' or b.state = 'HELD' and b.expires_at > app_now() then w.offered_booking_id end
    as "offeredBookingId", w.created_at as "createdAt"`;
const tables = sql`waiting_entry w join organisation o on o.id = w.practice_id
  left join booking b on b.id = w.offered_booking_id`;

export const waitingEntriesByIds = async (db: Db, ids: readonly string[]): Promise<WaitingRow[]> =>
  (
    await sql<WaitingRow>`/* waitingEntriesByIds */
      select ${columns} from ${tables} where w.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;

/** A practice's entries that are not over, oldest first. */
export const waitingListOf = async (db: Db, practiceId: string, page: Page): Promise<WaitingRow[]> => {
  const { beyond, order } = keyset(page, ['w.created_at', 'timestamptz'], ['w.id', 'uuid']);
  return (
    await sql<WaitingRow>`/* waitingListOf */
      select ${columns} from ${tables}
      where w.practice_id = ${practiceId} and w.state in ('WAITING', 'OFFERED') and w.to_on > london_today()
        and ${beyond} ${order}`.execute(db)
  ).rows;
};

export const countWaitingListOf = async (db: Db, practiceId: string): Promise<number> =>
  Number(
    (
      await sql<{ n: string }>`/* countWaitingListOf */
        select count(*) as n from waiting_entry w
        where w.practice_id = ${practiceId} and w.state in ('WAITING', 'OFFERED') and w.to_on > london_today()`.execute(
        db,
      )
    ).rows[0]?.n,
  );

/** The network in which a practice may share a service on some day of `[from, to)`, the earliest one. */
export const networkSharing = async (
  db: Db,
  practiceId: string,
  serviceId: string,
  from: string,
  to: string,
): Promise<string | undefined> =>
  (
    await sql<{ pcnId: string }>`/* networkSharing */
      select pcn_id as "pcnId" from booking_rights(${practiceId})
      where service_id = ${serviceId} and days && daterange(${from}::date, ${to}::date)
      order by lower(days * datemultirange(daterange(${from}::date, ${to}::date))) limit 1`.execute(db)
  ).rows[0]?.pcnId;

/** The reference of the patient to whom a hold was offered; undefined for a hold of anybody's choosing. */
export const waiterOf = async (db: Db, bookingId: string): Promise<string | undefined> =>
  (
    await sql<{ reference: string }>`/* waiterOf */
      select reference from waiting_entry where offered_booking_id = ${bookingId} and state = 'OFFERED'`.execute(db)
  ).rows[0]?.reference;

/** Lets go of the hold that was offered to a wait which is over. */
export const releaseOffer = async (db: Db, bookingId: string): Promise<void> => {
  await sql`/* releaseOffer */
    update booking set state = 'CANCELLED', cancelled_at = app_now(), cancelled_reason = 'WAIT_WITHDRAWN'
    where id = ${bookingId} and state = 'HELD'`.execute(db);
};

/** The sessions ahead whose service and day somebody waits for, with their networks' codes; of every network. */
export const sessionsWaitedFor = async (db: Db): Promise<{ pcn: string; sessionId: string }[]> =>
  (
    await sql<{ pcn: string; sessionId: string }>`/* sessionsWaitedFor */
      select pcn_code as pcn, session_id as "sessionId" from sessions_waited_for()`.execute(db)
  ).rows;

/** Marks the wait that an offer belonged to as over, once the offer was booked. */
export const concludeWaitOf = async (db: Db, bookingId: string): Promise<void> => {
  await sql`/* concludeWaitOf */
    update waiting_entry set state = 'BOOKED' where offered_booking_id = ${bookingId} and state = 'OFFERED'`.execute(
    db,
  );
};

/**
 * Waits for other offers of a session's service. Without it one that reads the list while another has its head locked, for
 * a session that may have nothing free, would pass over whoever waited longest.
 */
export const oneOfferAtATime = async (db: Db, sessionId: string): Promise<void> => {
  await sql`/* oneOfferAtATime */ select pg_advisory_xact_lock(hashtextextended('offers of ' || service_id, 0))
    from session where id = ${sessionId}`.execute(db);
};

/**
 * Who waits for a session's service on its day and has no live offer, locked: those never offered anything first, then by
 * length of wait.
 */
export const lockWaitersForSession = async (db: Db, sessionId: string): Promise<WaitingRow[]> =>
  (
    await sql<WaitingRow>`/* lockWaitersForSession */
      select ${columns} from ${tables}
      where w.id in (
        select x.id from waiting_entry x join session s on s.id = ${sessionId}
        where x.pcn_id = s.pcn_id and x.service_id = s.service_id and x.state in ('WAITING', 'OFFERED')
          and x.from_on <= s.session_on and x.to_on > s.session_on and s.state = 'PUBLISHED')
        and not coalesce(b.state = 'CONFIRMED' or b.state = 'HELD' and b.expires_at > app_now(), false)
      order by w.offered_booking_id is not null, w.created_at, w.id
      for update of w skip locked`.execute(db)
  ).rows;
