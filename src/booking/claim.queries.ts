import { sql } from 'kysely';
import type { Db } from '../platform/database/scope.js';
import type { Need } from '../sessions/service/rules/needs.js';
import type { DeliveryMode } from './rules/coding.js';

/** One slot by its session and number. */
export interface SlotKey {
  readonly sessionId: string;
  readonly slotNumber: number;
}

/** A slot with everything that decides whether it may be claimed now. */
export interface ClaimRow {
  readonly pcnId: string;
  readonly serviceId: string;
  readonly sessionOn: string;
  readonly sessionState: 'PUBLISHED' | 'CANCELLED';
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly deliveryModes: readonly DeliveryMode[];
  readonly releasedAt: Date;
  readonly heldFor111: boolean;
  /** From when on general slots of the session are for NHS 111 as well; null for never. */
  readonly to111At: Date | null;
  readonly staffed: boolean;
  readonly taken: boolean;
  /** Whether the hold or booking that took it last may still be there, in name only if it is not taken. */
  readonly everTaken: boolean;
  /** Whether the slot's room can be reached without steps; null when no room is set. */
  readonly stepFree: boolean | null;
  /** What patients may come with to the service; none named is anything. */
  readonly servedNeeds: readonly Need[];
  readonly mayShare: boolean;
  /** On whose right and from whose places it is taken: the practice's, or of who has succeeded it by the day. */
  readonly holderId: string;
  readonly now: Date;
}

/**
 * Locks sessions for sharing and slots for update, both in key order, so that crossing moves wait instead of deadlocking.
 * Cancelling a session and taking staff off it lock the session for update: no booking slips past them.
 */
export const lockSlots = async (db: Db, slots: readonly SlotKey[]): Promise<void> => {
  const sessionIds = [...new Set(slots.map((slot) => slot.sessionId))];
  await sql`/* lockSessionsForBooking */
    select from session where id = any(${sessionIds}::uuid[]) order by id for share`.execute(db);
  await sql`/* lockSlots */
    select from slot
    where (session_id, number) in (select * from unnest(${slots.map((slot) => slot.sessionId)}::uuid[],
      ${slots.map((slot) => slot.slotNumber)}::int[]))
    order by session_id, number for update`.execute(db);
};

/** Waits for other commands on the same booking, before any row is locked: then none of them waits in a circle. */
export const oneCommandAtATime = async (db: Db, bookingId: string): Promise<void> => {
  await sql`/* oneCommandAtATime */ select pg_advisory_xact_lock(hashtextextended(${bookingId}, 0))`.execute(db);
};

/** Reads a slot after it has been locked, with the clock as it is then; undefined when the viewer sees no such slot. */
export const readClaim = async (db: Db, slot: SlotKey, practiceId: string): Promise<ClaimRow | undefined> => {
  const { rows } = await sql<
    Omit<ClaimRow, 'startsAt' | 'endsAt' | 'releasedAt' | 'to111At' | 'now'> &
      Record<'startsAt' | 'endsAt' | 'releasedAt' | 'now', string> & { to111At: string | null }
  >`/* readClaim */
    select s.pcn_id as "pcnId", s.service_id as "serviceId", s.session_on::text as "sessionOn", s.state as "sessionState",
      l.starts_at as "startsAt", l.ends_at as "endsAt", l.delivery_modes as "deliveryModes", l.released_at as "releasedAt",
      l.held_for_111 as "heldFor111", s.to_111_at as "to111At", s.bookable_unstaffed or o.clinician_id is not null as staffed,
      not is_free(l.taken_until, c.now) as taken,
      l.taken_until is not null as "everTaken",
      (select r.step_free from room r where r.id = s.room_id) as "stepFree",
      coalesce((select v.needs from service v where v.id = s.service_id), '{}') as "servedNeeds",
      practice_may_share(${practiceId}::uuid, s.pcn_id, s.service_id, s.session_on) as "mayShare",
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
};

/**
 * Finds and locks a free place for a practice: its own first, then the pool's, then, once the session's pool time has
 * come, anybody's. Places that others are claiming at this moment are tried last, by waiting for them.
 * @returns the place's number and whether a hold may still sit on it in name; undefined when none is free.
 */
export const lockFreePlace = async (
  db: Db,
  sessionId: string,
  practiceId: string,
): Promise<{ number: number; everTaken: boolean } | undefined> => {
  const attempt = async (waiting: 'skip locked' | '') =>
    (
      await sql<{ number: number; everTaken: boolean }>`/* lockFreePlace */
        select p.number, p.taken_until is not null as "everTaken" from place p join session s on s.id = p.session_id
        where p.session_id = ${sessionId} and is_free(p.taken_until, app_now())
          and (p.owner_id = ${practiceId} or p.owner_id is null or s.pool_at <= app_now())
        order by p.owner_id is distinct from ${practiceId}::uuid, p.owner_id is not null, p.number
        limit 1 for no key update of p ${sql.raw(waiting)}`.execute(db)
    ).rows[0];
  const free = await attempt('skip locked');
  if (free !== undefined) return free;
  // Each wait may find its place gone; the rows that are left shrink, so this ends.
  for (let waits = 0; waits < 50; waits += 1) {
    const waited = await attempt('');
    if (waited !== undefined) return waited;
    if (!(await anyFreePlace(db, sessionId, practiceId))) return undefined;
  }
  return undefined;
};

const anyFreePlace = async (db: Db, sessionId: string, practiceId: string): Promise<boolean> =>
  (
    await sql`/* anyFreePlace */
      select from place p join session s on s.id = p.session_id
      where p.session_id = ${sessionId} and is_free(p.taken_until, app_now())
        and (p.owner_id = ${practiceId} or p.owner_id is null or s.pool_at <= app_now()) limit 1`.execute(db)
  ).rows.length > 0;

/**
 * Ends holds whose time is over and that still sit on this slot or place. Precondition: both are locked, and no lock but
 * of bookings is asked for afterwards: whoever holds a place waits for bookings, and not the other way round.
 */
export const expireHolds = async (db: Db, slot: SlotKey, placeNumber: number | null): Promise<void> => {
  await sql`/* expireHolds */
    select expire_holds(${slot.sessionId}::uuid, ${slot.slotNumber}::int, ${placeNumber}::int)`.execute(db);
};

/** Ends the practice's own expired holds of a reference that overlap a time, so that they do not stand in its way. */
export const expireHoldsOfReference = async (
  db: Db,
  practiceId: string,
  reference: string,
  startsAt: Date,
  endsAt: Date,
): Promise<void> => {
  await sql`/* expireHoldsOfReference */
    update booking set state = 'EXPIRED'
    where practice_id = ${practiceId} and reference = ${reference} and state = 'HELD' and expires_at <= app_now()
      and tstzrange(starts_at, ends_at) && tstzrange(${startsAt.toISOString()}::timestamptz, ${endsAt.toISOString()}::timestamptz)`.execute(
    db,
  );
};

/** What a held slot is like, as far as a patient's needs go. */
export const readSurroundings = async (
  db: Db,
  sessionId: string,
): Promise<Pick<ClaimRow, 'stepFree' | 'servedNeeds'> | undefined> =>
  (
    await sql<Pick<ClaimRow, 'stepFree' | 'servedNeeds'>>`/* readSurroundings */
      select (select r.step_free from room r where r.id = s.room_id) as "stepFree",
        coalesce((select v.needs from service v where v.id = s.service_id), '{}') as "servedNeeds"
      from session s where s.id = ${sessionId}`.execute(db)
  ).rows[0];

/** A booking's slot as it is now, without a lock; undefined when the viewer sees no such booking. */
export const slotOfBooking = async (db: Db, bookingId: string): Promise<SlotKey | undefined> =>
  (
    await sql<SlotKey>`/* slotOfBooking */
      select session_id as "sessionId", slot_number as "slotNumber" from booking where id = ${bookingId}`.execute(db)
  ).rows[0];

/** Now, by the database's clock. */
export const readNow = async (db: Db): Promise<Date> => {
  const { rows } = await sql<{ now: string }>`/* readNow */ select app_now() as now`.execute(db);
  return new Date(rows[0]?.now ?? Number.NaN);
};
