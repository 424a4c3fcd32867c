import { sql } from 'kysely';
import type { Db } from '../platform/database/scope.js';
import type { Need } from '../sessions/service/rules/needs.js';
import type { Asker } from './rules/asker.js';
import type { DeliveryMode } from '../sessions/service/rules/delivery-mode.js';

/** A slot, identified by its session and number. */
export interface SlotKey {
  readonly sessionId: string;
  readonly slotNumber: number;
}

/** What `slot_barred` answers (migrations/functions); listing uses the same function. */
export type Barred =
  | 'SESSION_CANCELLED'
  | 'SLOT_PAST'
  | 'MAY_NOT_SHARE'
  | 'SLOT_HELD_FOR_111'
  | 'SLOT_NOT_FOR_111'
  | 'SLOT_NOT_RELEASED'
  | 'SLOT_NOT_STAFFED'
  | 'SLOT_TAKEN';

/** A slot with everything that decides whether it may be claimed now. */
export interface ClaimRow {
  readonly pcnId: string;
  readonly serviceId: string;
  readonly sessionOn: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly deliveryModes: readonly DeliveryMode[];
  readonly releasedAt: Date;
  readonly heldFor111: boolean;
  /** When general slots of the session open to NHS 111 as well; null for never. */
  readonly to111At: Date | null;
  /** Why the slot may not be claimed now; null when it may, if there is a place for it. */
  readonly barred: Barred | null;
  /** Whether a hold or booking that took the slot may still be recorded on it, expired if the slot is not taken. */
  readonly everTaken: boolean;
  /** Whether the slot's room has step-free access; null when no room is set. */
  readonly stepFree: boolean | null;
  /** The needs that the service is for; an empty list means any. */
  readonly servedNeeds: readonly Need[];
  /**
   * Whose right and whose places the booking uses: the practice's own, or those of the practice that has taken it over
   * by that day.
   */
  readonly holderId: string;
  readonly now: Date;
}

/**
 * Locks sessions for sharing and slots for update, both in key order, so that crossing moves wait instead of
 * deadlocking. Cancelling a session, or taking staff off it, locks the session for update, so no booking slips past
 * them.
 */
export async function lockSlots(db: Db, slots: readonly SlotKey[]): Promise<void> {
  const sessionIds = [...new Set(slots.map((slot) => slot.sessionId))];
  await sql`/* lockSessionsForBooking */
    select from session where id = any(${sessionIds}::uuid[]) order by id for share`.execute(db);
  await sql`/* lockSlots */
    select from slot
    where (session_id, number) in (select * from unnest(${slots.map((slot) => slot.sessionId)}::uuid[],
      ${slots.map((slot) => slot.slotNumber)}::int[]))
    order by session_id, number for update`.execute(db);
}

/** Waits for other commands on the same booking before any row is locked, so that they cannot deadlock. */
export async function oneCommandAtATime(db: Db, bookingId: string): Promise<void> {
  await sql`/* oneCommandAtATime */ select pg_advisory_xact_lock(hashtextextended(${bookingId}, 0))`.execute(db);
}

/** Reads a slot after it has been locked, with the clock as it is then; undefined when the viewer sees no such slot. */
export async function readClaim(
  db: Db,
  slot: SlotKey,
  practiceId: string,
  asker: Asker,
): Promise<ClaimRow | undefined> {
  const { rows } = await sql<
    Omit<ClaimRow, 'startsAt' | 'endsAt' | 'releasedAt' | 'to111At' | 'now'> &
      Record<'startsAt' | 'endsAt' | 'releasedAt' | 'now', string> & { to111At: string | null }
  >`/* readClaim */
    select s.pcn_id as "pcnId", s.service_id as "serviceId", s.session_on::text as "sessionOn",
      l.starts_at as "startsAt", l.ends_at as "endsAt", l.delivery_modes as "deliveryModes", l.released_at as "releasedAt",
      l.held_for_111 as "heldFor111", s.to_111_at as "to111At",
      slot_barred(s.state, l.starts_at, practice_may_share(${practiceId}::uuid, s.pcn_id, s.service_id, s.session_on),
        l.held_for_111, ${asker === 'PRACTICE'}::boolean, ${asker === 'NHS_111'}::boolean, s.to_111_at, l.released_at,
        post_is_staffed(o.clinician_id, s.bookable_unstaffed), l.taken_until, c.now) as barred,
      l.taken_until is not null as "everTaken",
      (select r.step_free from room r where r.id = s.room_id) as "stepFree",
      coalesce((select v.needs from service v where v.id = s.service_id), '{}') as "servedNeeds",
      (select h.holder_id from heirs_of(${practiceId}::uuid) h where h.days @> s.session_on) as "holderId", c.now
    from (select app_now() as now) c
    cross join slot l join session s on s.id = l.session_id
    join post o on o.session_id = l.session_id and o.number = l.post_number
    where l.session_id = ${slot.sessionId} and l.number = ${slot.slotNumber}`.execute(db);
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    ...row,
    startsAt: new Date(row.startsAt),
    endsAt: new Date(row.endsAt),
    releasedAt: new Date(row.releasedAt),
    to111At: row.to111At === null ? null : new Date(row.to111At),
    now: new Date(row.now),
  };
}

/** The places `p` of the session `s` that are open to a booking on the holder's right. */
function openTo(holderId: string) {
  return sql`place_is_open(p.owner_id, p.taken_until, s.pool_at, ${holderId}::uuid, app_now())`;
}

/**
 * Finds and locks a free place for a booking on the holder's right: the holder's own first, then the pool's, then, once
 * the session's pool time has come, anybody's. Places that others are claiming at this moment are tried last, by
 * waiting for them.
 * @returns the place's number, and whether an expired hold may still be recorded on it; undefined when no place is
 * free.
 */
export async function lockFreePlace(
  db: Db,
  sessionId: string,
  holderId: string,
): Promise<{ number: number; everTaken: boolean } | undefined> {
  const attempt = async (waiting: 'skip locked' | '') =>
    (
      await sql<{ number: number; everTaken: boolean }>`/* lockFreePlace */
        select p.number, p.taken_until is not null as "everTaken" from place p join session s on s.id = p.session_id
        where p.session_id = ${sessionId} and ${openTo(holderId)}
        order by p.owner_id is distinct from ${holderId}::uuid, p.owner_id is not null, p.number
        limit 1 for no key update of p ${sql.raw(waiting)}`.execute(db)
    ).rows[0];
  const free = await attempt('skip locked');
  if (free !== undefined) return free;
  // After each wait the place may be gone; fewer rows are left each time, so this ends.
  for (let waits = 0; waits < 50; waits += 1) {
    const waited = await attempt('');
    if (waited !== undefined) return waited;
    if (!(await anyFreePlace(db, sessionId, holderId))) return undefined;
  }
  return undefined;
}

async function anyFreePlace(db: Db, sessionId: string, holderId: string): Promise<boolean> {
  return (
    (
      await sql`/* anyFreePlace */
      select from place p join session s on s.id = p.session_id
      where p.session_id = ${sessionId} and ${openTo(holderId)} limit 1`.execute(db)
    ).rows.length > 0
  );
}

/**
 * Ends expired holds that are still recorded on this slot or place. Precondition: both are locked, and from here on
 * only bookings are locked: whoever holds a place may wait for bookings, and not the other way round.
 */
export async function expireHolds(db: Db, slot: SlotKey, placeNumber: number | null): Promise<void> {
  await sql`/* expireHolds */
    select expire_holds(${slot.sessionId}::uuid, ${slot.slotNumber}::int, ${placeNumber}::int)`.execute(db);
}

/** Ends the practice's own expired holds of a reference that overlap a time, so that they are not in its way. */
export async function expireHoldsOfReference(
  db: Db,
  practiceId: string,
  reference: string,
  startsAt: Date,
  endsAt: Date,
): Promise<void> {
  await sql`/* expireHoldsOfReference */
    update booking set state = 'EXPIRED'
    where practice_id = ${practiceId} and reference = ${reference} and state = 'HELD' and expires_at <= app_now()
      and tstzrange(starts_at, ends_at) && tstzrange(${startsAt.toISOString()}::timestamptz, ${endsAt.toISOString()}::timestamptz)`.execute(
    db,
  );
}

/** What matters about a held slot for a patient's needs. */
export async function readSurroundings(
  db: Db,
  sessionId: string,
): Promise<Pick<ClaimRow, 'stepFree' | 'servedNeeds'> | undefined> {
  return (
    await sql<Pick<ClaimRow, 'stepFree' | 'servedNeeds'>>`/* readSurroundings */
      select (select r.step_free from room r where r.id = s.room_id) as "stepFree",
        coalesce((select v.needs from service v where v.id = s.service_id), '{}') as "servedNeeds"
      from session s where s.id = ${sessionId}`.execute(db)
  ).rows[0];
}

/** A booking's slot as it is now, without a lock; undefined when the viewer sees no such booking. */
export async function slotOfBooking(db: Db, bookingId: string): Promise<SlotKey | undefined> {
  return (
    await sql<SlotKey>`/* slotOfBooking */
      select session_id as "sessionId", slot_number as "slotNumber" from booking where id = ${bookingId}`.execute(db)
  ).rows[0];
}
