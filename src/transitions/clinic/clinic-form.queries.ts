import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import { instantText } from '../../platform/instant-text.js';
import type { StandingPost, StandingSlot } from './rules/session-form.js';

export interface PostAhead extends StandingPost {
  readonly sessionId: string;
}

export interface SlotAhead extends StandingSlot {
  readonly sessionId: string;
  readonly deliveryModes: readonly string[];
}

export interface PlaceAhead {
  readonly sessionId: string;
  readonly number: number;
  readonly ownerId: string | null;
  readonly taken: boolean;
}

/** A hold or booking that is still valid. */
export interface BookingAhead {
  readonly id: string;
  readonly sessionId: string;
  readonly slotNumber: number;
  readonly practiceId: string;
  readonly odsCode: string;
  readonly confirmed: boolean;
  readonly deliveryMode: string;
  readonly accessNeeds: readonly string[];
}

/** What a ledger holds for a practice from one session; `entitled` is in parts of a place. */
export interface EnteredRow {
  readonly sessionId: string;
  readonly accountId: string;
  readonly slotMinutes: number;
  readonly practiceId: string;
  readonly entitled: string;
  readonly given: number;
  readonly returned: number;
}

export interface SessionsInFull {
  readonly posts: readonly PostAhead[];
  readonly slots: readonly SlotAhead[];
  readonly places: readonly PlaceAhead[];
  readonly bookings: readonly BookingAhead[];
  readonly entered: readonly EnteredRow[];
}

type Instants<T, K extends keyof T> = Omit<T, K> & Record<K, string>;

/**
 * Everything about sessions that a new form may change, one statement for each table. Precondition: they are locked for
 * update.
 */
export async function sessionsInFull(db: Db, sessionIds: readonly string[]): Promise<SessionsInFull> {
  const ids = sql`${[...sessionIds]}::uuid[]`;
  const posts = await sql<PostAhead>`/* postsAhead */
    select session_id as "sessionId", number, line, role_code as "roleCode", clinician_id is not null as filled
    from post where session_id = any(${ids}) order by session_id, number`.execute(db);
  const slots = await sql<Instants<SlotAhead, 'startsAt' | 'endsAt' | 'releasedAt'>>`/* slotsAhead */
    select session_id as "sessionId", number, post_number as "postNumber", starts_at as "startsAt", ends_at as "endsAt",
      released_at as "releasedAt", held_for_111 as "heldFor111", delivery_modes as "deliveryModes",
      not is_free(taken_until, app_now()) as taken
    from slot where session_id = any(${ids}) order by session_id, number`.execute(db);
  const places = await sql<PlaceAhead>`/* placesAhead */
    select session_id as "sessionId", number, owner_id as "ownerId", not is_free(taken_until, app_now()) as taken
    from place where session_id = any(${ids}) order by session_id, number`.execute(db);
  const bookings = await bookingsAhead(db, sessionIds);
  const entered = await sql<EnteredRow>`/* enteredOfSessions */
    select l.session_id as "sessionId", l.account_id as "accountId", a.slot_minutes as "slotMinutes",
      l.practice_id as "practiceId", (sum(l.entitled) * 1000000000000)::numeric(40, 0)::text as entitled,
      sum(l.given)::integer as given, sum(l.returned)::integer as returned
    from share_ledger l join share_account a on a.id = l.account_id join organisation o on o.id = l.practice_id
    where l.session_id = any(${ids})
    group by l.session_id, l.account_id, a.slot_minutes, l.practice_id, o.ods_code
    having sum(l.entitled) <> 0 or sum(l.given) <> 0 or sum(l.returned) <> 0
    order by l.session_id, l.account_id, o.ods_code`.execute(db);
  const at = (text: string) => Date.parse(instantText(text));
  return {
    posts: posts.rows,
    slots: slots.rows.map((row) => ({
      ...row,
      startsAt: at(row.startsAt),
      endsAt: at(row.endsAt),
      releasedAt: at(row.releasedAt),
    })),
    places: places.rows,
    bookings,
    entered: entered.rows,
  };
}

/** The bookings and holds in sessions, by start. */
export async function bookingsAhead(db: Db, sessionIds: readonly string[]): Promise<BookingAhead[]> {
  return (
    await sql<BookingAhead>`/* bookingsAhead */
      select b.id, b.session_id as "sessionId", b.slot_number as "slotNumber", b.practice_id as "practiceId",
        o.ods_code as "odsCode", b.state = 'CONFIRMED' as confirmed, b.delivery_mode as "deliveryMode", b.access_needs as "accessNeeds"
      from booking b join organisation o on o.id = b.practice_id
      where b.session_id = any(${[...sessionIds]}::uuid[])
        and (b.state = 'CONFIRMED' or (b.state = 'HELD' and b.expires_at > app_now()))
      order by b.starts_at, b.id`.execute(db)
  ).rows;
}

/** Who is assigned to sessions, with what is needed to assign them at another time. */
export interface StaffAhead {
  readonly assignmentId: string;
  readonly sessionId: string;
  readonly sessionOn: string;
  readonly postNumber: number;
  readonly clinicianId: string;
  readonly name: string;
  readonly employerIds: readonly string[];
}

/** By session and post. The employers are those that release the clinician to the network on the day. */
export async function staffAhead(db: Db, sessionIds: readonly string[]): Promise<StaffAhead[]> {
  return (
    await sql<StaffAhead>`/* staffAhead */
      select a.id as "assignmentId", a.session_id as "sessionId", s.session_on::text as "sessionOn", a.post_number as "postNumber",
        a.clinician_id as "clinicianId", c.name, array(select distinct r.employer_id from pool_release r
          where r.clinician_id = a.clinician_id and r.pcn_id = s.pcn_id and r.valid_from <= s.session_on
            and (r.valid_to is null or r.valid_to > s.session_on) order by 1) as "employerIds"
      from assignment a join session s on s.id = a.session_id join clinician c on c.id = a.clinician_id
      where a.session_id = any(${[...sessionIds]}::uuid[]) and a.state = 'PUBLISHED'
      order by s.starts_at, a.session_id, a.post_number`.execute(db)
  ).rows;
}

/**
 * Locks everyone assigned to a clinic's sessions from the day on, in order of id. Do this before locking the sessions,
 * as assignments, leave and commitments do.
 */
export async function lockStaffAhead(db: Db, clinicId: string, from: string): Promise<void> {
  await sql`/* lockStaffAhead */
    select from clinician where id in (select a.clinician_id from assignment a join session s on s.id = a.session_id
      where s.clinic_id = ${clinicId} and s.state = 'PUBLISHED' and s.session_on >= ${from}::date
        and a.state = 'PUBLISHED') order by id for update`.execute(db);
}

/** When other sessions use the rooms in `[from, to)`; in milliseconds. */
export async function otherUseOfRooms(
  db: Db,
  roomIds: readonly string[],
  range: { readonly from: number; readonly to: number },
  sessionIds: readonly string[],
): Promise<{ roomId: string; start: number; end: number }[]> {
  const [from, to] = [new Date(range.from).toISOString(), new Date(range.to).toISOString()];
  const { rows } = await sql<{ roomId: string; start: string; end: string }>`/* otherUseOfRooms */
    select b.room_id as "roomId", b.starts_at as start, b.ends_at as "end"
    from room_busy_times(${[...roomIds]}::uuid[], ${from}::timestamptz, ${to}::timestamptz) b
    where b.session_id is null or b.session_id <> all(${[...sessionIds]}::uuid[])`.execute(db);
  return rows.map((row) => ({ roomId: row.roomId, start: Date.parse(row.start), end: Date.parse(row.end) }));
}

/** Patients who have another booking at the time to which their booking would move. */
export async function bookedTwice(
  db: Db,
  moved: readonly { readonly bookingId: string; readonly startsAt: number; readonly endsAt: number }[],
): Promise<{ bookingId: string; startsAt: number }[]> {
  const rows = moved.map(({ bookingId, startsAt, endsAt }) => ({
    id: bookingId,
    start: new Date(startsAt).toISOString(),
    end: new Date(endsAt).toISOString(),
  }));
  const found = await sql<{ bookingId: string; startsAt: string }>`/* bookedTwice */
    select distinct b.id as "bookingId", o.starts_at as "startsAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x(id uuid, start timestamptz, "end" timestamptz)
    join booking b on b.id = x.id
    join booking o on o.practice_id = b.practice_id and o.reference = b.reference and o.id <> b.id
      and (o.state = 'CONFIRMED' or (o.state = 'HELD' and o.expires_at > app_now()))
      and tstzrange(o.starts_at, o.ends_at) && tstzrange(x.start, x."end")
    where o.id <> all(${moved.map(({ bookingId }) => bookingId)}::uuid[])
    order by 2, 1`.execute(db);
  return found.rows.map((row) => ({ ...row, startsAt: Date.parse(instantText(row.startsAt)) }));
}
