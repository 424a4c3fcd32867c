import { sql } from 'kysely';
import { countUpTo } from '../platform/database/count-up-to.js';
import { keyset } from '../platform/paging/keyset.js';
import type { Db } from '../platform/database/scope.js';
import type { Page } from '../platform/paging/page.js';
import type { Channel } from './booking.entity.js';
import type { AccessNeed } from './rules/access-needs.js';
import type { DeliveryMode } from '../sessions/service/rules/delivery-mode.js';
import type { Need } from '../sessions/service/rules/needs.js';
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

/** When an offered hold has expired without being booked, the patient is waiting again. */
const columns = sql`w.id, w.pcn_id as "pcnId", w.practice_id as "practiceId", o.ods_code as "practiceCode",
  w.service_id as "serviceId", w.reference, w.channel, w.need, w.access_needs as "accessNeeds",
  w.delivery_mode as "deliveryMode", w.from_on::text as "fromOn", w.to_on::text as "toOn",
  case when w.state <> 'OFFERED' then w.state when b.state = 'CONFIRMED' then 'BOOKED'
    when b.state = 'HELD' and b.expires_at > app_now() then 'OFFERED' else 'WAITING' end as state,
  case when b.state = 'CONFIRMED' or b.state = 'HELD' and b.expires_at > app_now() then w.offered_booking_id end
    as "offeredBookingId", w.created_at as "createdAt"`;
const tables = sql`waiting_entry w join organisation o on o.id = w.practice_id
  left join booking b on b.id = w.offered_booking_id`;

export async function waitingEntriesByIds(db: Db, ids: readonly string[]): Promise<WaitingRow[]> {
  return (
    await sql<WaitingRow>`/* waitingEntriesByIds */
      select ${columns} from ${tables} where w.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

/** Whose waiting patients: a practice's, or all of a network's. */
export type WaitingFilter = { readonly practiceId: string } | { readonly pcnId: string };

function waiting(filter: WaitingFilter) {
  const whose =
    'pcnId' in filter ? sql`w.pcn_id = ${filter.pcnId}::uuid` : sql`w.practice_id = ${filter.practiceId}::uuid`;
  return sql`${whose} and w.state in ('WAITING', 'OFFERED') and w.to_on > london_today()`;
}

/** Entries that are not over, oldest first. */
export async function waitingListOf(db: Db, filter: WaitingFilter, page: Page): Promise<WaitingRow[]> {
  const { beyond, order } = keyset(page, ['w.created_at', 'timestamptz'], ['w.id', 'uuid']);
  return (
    await sql<WaitingRow>`/* waitingListOf */
      select ${columns} from ${tables}
      where ${waiting(filter)} and ${beyond} ${order}`.execute(db)
  ).rows;
}

export async function countWaitingListOf(db: Db, filter: WaitingFilter): Promise<number> {
  return countUpTo(db, 'countWaitingListOf', sql`from waiting_entry w where ${waiting(filter)}`);
}

/** The network in which a practice may share a service on some day of `[from, to)`; the earliest such day decides. */
export async function networkSharing(
  db: Db,
  practiceId: string,
  serviceId: string,
  from: string,
  to: string,
): Promise<string | undefined> {
  return (
    await sql<{ pcnId: string }>`/* networkSharing */
      select pcn_id as "pcnId" from booking_rights(${practiceId})
      where service_id = ${serviceId} and days && daterange(${from}::date, ${to}::date)
      order by lower(days * datemultirange(daterange(${from}::date, ${to}::date))) limit 1`.execute(db)
  ).rows[0]?.pcnId;
}

/**
 * The reference of the patient to whom a hold was offered; undefined for a hold that somebody chose. Locks the entry,
 * so call it before locking anything of the booking, as offering and withdrawing do.
 */
export async function lockWaiterOf(db: Db, bookingId: string): Promise<string | undefined> {
  return (
    await sql<{ reference: string }>`/* lockWaiterOf */
      select reference from waiting_entry where offered_booking_id = ${bookingId} and state = 'OFFERED'
      for update`.execute(db)
  ).rows[0]?.reference;
}

/**
 * Releases the hold that was offered for a wait which is now over. Precondition: it is locked, as `lockBooking` does.
 * @returns whether there was one.
 */
export async function releaseOffer(db: Db, bookingId: string): Promise<boolean> {
  return (
    (
      await sql`/* releaseOffer */
      update booking set state = 'CANCELLED', cancelled_at = app_now(), cancelled_reason = 'WAIT_WITHDRAWN'
      where id = ${bookingId} and state = 'HELD' returning id`.execute(db)
    ).rows.length > 0
  );
}

/** Marks a wait as over once its offer was booked. */
export async function concludeWaitOf(db: Db, bookingId: string): Promise<void> {
  await sql`/* concludeWaitOf */
    update waiting_entry set state = 'BOOKED' where offered_booking_id = ${bookingId} and state = 'OFFERED'`.execute(
    db,
  );
}
