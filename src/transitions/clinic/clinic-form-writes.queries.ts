import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import type { FormedPost, FormedSlot } from './rules/session-form.js';

/**
 * A session in its new form. Instants are milliseconds. Posts and slots keep their numbers; new ones get higher
 * numbers.
 */
export interface ReformedSession {
  readonly id: string;
  /** The day on which it is held. */
  readonly heldOn: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly poolAt: number;
  readonly to111At: number | null;
  readonly siteId: string;
  readonly roomId: string | null;
  readonly posts: readonly FormedPost[];
  readonly slots: readonly FormedSlot[];
  readonly gonePosts: readonly number[];
  readonly goneSlots: readonly number[];
  readonly gonePlaces: readonly number[];
  /** The owners of the added places, in order, with the numbers that follow. */
  readonly newPlaces: readonly { readonly number: number; readonly ownerId: string }[];
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

function numbersOf(sessions: readonly ReformedSession[], pick: (session: ReformedSession) => readonly number[]) {
  return JSON.stringify(sessions.flatMap((session) => pick(session).map((number) => ({ id: session.id, number }))));
}

/**
 * Prepares sessions for a new form. Holds that have run out release their slots. Anything once booked or assigned in a
 * slot or post that disappears is recorded on a session of the old form, cancelled and replaced, so that it can still
 * be read. Precondition: the sessions are locked for update and still in their old form.
 */
export async function keepHistory(db: Db, sessions: readonly ReformedSession[], reason: string): Promise<void> {
  const ids = sessions.map(({ id }) => id);
  await sql`/* expireHoldsOfSessions */
    update booking set state = 'EXPIRED' where session_id = any(${ids}::uuid[]) and state = 'HELD'
      and expires_at <= app_now()`.execute(db);
  const [slots, posts, places] = [
    numbersOf(sessions, ({ goneSlots }) => goneSlots),
    numbersOf(sessions, ({ gonePosts }) => gonePosts),
    numbersOf(sessions, ({ gonePlaces }) => gonePlaces),
  ];
  await sql`/* forgetPlacesOfEnded */
    update booking b set place_number = null
    from jsonb_to_recordset(${places}::jsonb) g(id uuid, number integer)
    where b.session_id = g.id and b.place_number = g.number and b.state in ('CANCELLED', 'EXPIRED')`.execute(db);
  const { rows: past } = await sql<{ id: string; now: string }>`/* sessionsWithHistory */
    select x.id, gen_random_uuid() as now from (
      select g.id from jsonb_to_recordset(${slots}::jsonb) g(id uuid, number integer)
        join booking b on b.session_id = g.id and b.slot_number = g.number
      union select g.id from jsonb_to_recordset(${posts}::jsonb) g(id uuid, number integer)
        join assignment a on a.session_id = g.id and a.post_number = g.number) x order by x.id`.execute(db);
  if (past.length === 0) return;
  const copies = JSON.stringify(past);
  await sql`/* insertOldForms */
    insert into session (id, pcn_id, clinic_id, service_id, occurrence_on, session_on, starts_at, ends_at, site_id, room_id,
      state, cancelled_reason, replaced, pool_at, to_111_at, bookable_unstaffed, published_at)
    select c.now, s.pcn_id, s.clinic_id, s.service_id, s.occurrence_on, s.session_on, s.starts_at, s.ends_at, s.site_id,
      s.room_id, 'CANCELLED', ${reason}, true, s.pool_at, s.to_111_at, s.bookable_unstaffed, s.published_at
    from jsonb_to_recordset(${copies}::jsonb) c(id uuid, now uuid) join session s on s.id = c.id`.execute(db);
  await sql`/* insertOldPosts */
    insert into post (session_id, number, pcn_id, line, role_code)
    select c.now, o.number, o.pcn_id, o.line, o.role_code
    from jsonb_to_recordset(${copies}::jsonb) c(id uuid, now uuid) join post o on o.session_id = c.id`.execute(db);
  await sql`/* insertOldSlots */
    insert into slot (session_id, number, pcn_id, post_number, starts_at, ends_at, delivery_modes, released_at, held_for_111)
    select c.now, l.number, l.pcn_id, l.post_number, l.starts_at, l.ends_at, l.delivery_modes, l.released_at, l.held_for_111
    from jsonb_to_recordset(${copies}::jsonb) c(id uuid, now uuid)
    join jsonb_to_recordset(${slots}::jsonb) g(id uuid, number integer) on g.id = c.id
    join slot l on l.session_id = g.id and l.number = g.number`.execute(db);
  await sql`/* moveEndedBookings */
    update booking b set session_id = c.now, place_number = null
    from jsonb_to_recordset(${copies}::jsonb) c(id uuid, now uuid)
    join jsonb_to_recordset(${slots}::jsonb) g(id uuid, number integer) on g.id = c.id
    where b.session_id = g.id and b.slot_number = g.number`.execute(db);
  await sql`/* moveEndedAssignments */
    update assignment a set session_id = c.now
    from jsonb_to_recordset(${copies}::jsonb) c(id uuid, now uuid)
    join jsonb_to_recordset(${posts}::jsonb) g(id uuid, number integer) on g.id = c.id
    where a.session_id = g.id and a.post_number = g.number`.execute(db);
}

/** Ends assignments, all for the same reason. */
export async function endAssignments(db: Db, ids: readonly string[], reason: string): Promise<void> {
  await sql`/* endAssignments */
    update assignment set state = 'ENDED', ended_at = app_now(), ended_reason = ${reason}
    where id = any(${[...ids]}::uuid[])`.execute(db);
}

/**
 * Gives sessions their new form, one statement for each table: times and room, posts, slots, places. Assignments
 * follow the session's times, and bookings their slot's times. Precondition: `keepHistory`.
 */
export async function writeForms(
  db: Db,
  pcnId: string,
  sessions: readonly ReformedSession[],
  deliveryModes: readonly string[],
): Promise<void> {
  const rows = sessions.map(({ id, heldOn, startsAt, endsAt, poolAt, to111At, siteId, roomId }) => ({
    id,
    heldOn,
    siteId,
    startsAt: instant(startsAt),
    endsAt: instant(endsAt),
    poolAt: instant(poolAt),
    to111At: to111At === null ? null : instant(to111At),
    roomId,
  }));
  await sql`/* moveSessions */
    update session s set session_on = x."heldOn", starts_at = x."startsAt", ends_at = x."endsAt", pool_at = x."poolAt",
      to_111_at = x."to111At", site_id = x."siteId", room_id = x."roomId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x(id uuid, "heldOn" date, "startsAt" timestamptz,
      "endsAt" timestamptz, "poolAt" timestamptz, "to111At" timestamptz, "siteId" uuid, "roomId" uuid)
    where s.id = x.id`.execute(db);
  await writePosts(db, pcnId, sessions);
  await writeSlots(db, pcnId, sessions, deliveryModes);
  await sql`/* deletePosts */
    delete from post o using jsonb_to_recordset(${numbersOf(sessions, ({ gonePosts }) => gonePosts)}::jsonb)
      g(id uuid, number integer) where o.session_id = g.id and o.number = g.number`.execute(db);
  await sql`/* deletePlaces */
    delete from place p using jsonb_to_recordset(${numbersOf(sessions, ({ gonePlaces }) => gonePlaces)}::jsonb)
      g(id uuid, number integer) where p.session_id = g.id and p.number = g.number`.execute(db);
  const places = sessions.flatMap(({ id, newPlaces }) => newPlaces.map((place) => ({ id, ...place })));
  await sql`/* insertMorePlaces */
    insert into place (session_id, number, pcn_id, owner_id, given_to_id)
    select x.id, x.number, ${pcnId}, x."ownerId", x."ownerId"
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) x(id uuid, number integer, "ownerId" uuid)`.execute(db);
}

async function writePosts(db: Db, pcnId: string, sessions: readonly ReformedSession[]): Promise<void> {
  const posts = JSON.stringify(sessions.flatMap(({ id, posts: all }) => all.map((post) => ({ id, ...post }))));
  await sql`/* reformPosts */
    update post o set line = x.line from jsonb_to_recordset(${posts}::jsonb) x(id uuid, number integer, line integer)
    where o.session_id = x.id and o.number = x.number and o.line <> x.line`.execute(db);
  await sql`/* insertMorePosts */
    insert into post (session_id, number, pcn_id, line, role_code)
    select x.id, x.number, ${pcnId}, x.line, x."roleCode"
    from jsonb_to_recordset(${posts}::jsonb)
      x(id uuid, number integer, line integer, "roleCode" text, "isNew" boolean) where x."isNew"`.execute(db);
}

async function writeSlots(
  db: Db,
  pcnId: string,
  sessions: readonly ReformedSession[],
  deliveryModes: readonly string[],
): Promise<void> {
  const slots = JSON.stringify(
    sessions.flatMap(({ id, slots: all }) =>
      all.map((slot) => ({
        ...slot,
        id,
        startsAt: instant(slot.startsAt),
        endsAt: instant(slot.endsAt),
        releasedAt: slot.releasedAt === null ? null : instant(slot.releasedAt),
      })),
    ),
  );
  const columns = sql`x(id uuid, number integer, "postNumber" integer, "startsAt" timestamptz, "endsAt" timestamptz,
    "releasedAt" timestamptz, "heldFor111" boolean, "isNew" boolean)`;
  await sql`/* reformSlots */
    update slot l set starts_at = x."startsAt", ends_at = x."endsAt", delivery_modes = ${[...deliveryModes]}::text[],
      released_at = coalesce(x."releasedAt", n.now), held_for_111 = x."heldFor111"
    from jsonb_to_recordset(${slots}::jsonb) ${columns} cross join (select app_now() as now) n
    where l.session_id = x.id and l.number = x.number and not x."isNew"`.execute(db);
  await sql`/* insertMoreSlots */
    insert into slot (session_id, number, pcn_id, post_number, starts_at, ends_at, delivery_modes, released_at, held_for_111)
    select x.id, x.number, ${pcnId}, x."postNumber", x."startsAt", x."endsAt", ${[...deliveryModes]}::text[],
      coalesce(x."releasedAt", n.now), x."heldFor111"
    from jsonb_to_recordset(${slots}::jsonb) ${columns} cross join (select app_now() as now) n
    where x."isNew"`.execute(db);
  await sql`/* deleteSlots */
    delete from slot l using jsonb_to_recordset(${numbersOf(sessions, ({ goneSlots }) => goneSlots)}::jsonb)
      g(id uuid, number integer) where l.session_id = g.id and l.number = g.number`.execute(db);
  await sql`/* moveBookingsWithSlots */
    update booking b set starts_at = l.starts_at, ends_at = l.ends_at
    from slot l where l.session_id = any(${sessions.map(({ id }) => id)}::uuid[])
      and b.session_id = l.session_id and b.slot_number = l.number and b.state in ('HELD', 'CONFIRMED')
      and (b.starts_at, b.ends_at) <> (l.starts_at, l.ends_at)`.execute(db);
}

/** What a change adds to or takes from a session in a ledger, in `parts` of a place. */
export interface ChangedEntry {
  readonly sessionId: string;
  readonly accountId: string;
  readonly practiceId: string;
  readonly parts: bigint;
  readonly given: number;
  readonly returned: number;
}

/** Records these entries in the order given. Precondition: the ledgers and the sessions are locked. */
export async function enterChanges(db: Db, entries: readonly ChangedEntry[], reason: string): Promise<void> {
  const rows = entries.map((entry, place) => ({ ...entry, parts: entry.parts.toString(), place }));
  await sql`/* enterChanges */
    insert into share_ledger (pcn_id, account_id, practice_id, kind, session_id, on_day, entitled, given, returned, reason,
      entered_at)
    select s.pcn_id, x."accountId", x."practiceId", 'CHANGED', s.id, s.session_on, x.parts * 0.000000000001, x.given,
      x.returned, ${reason}, app_now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x("sessionId" uuid, "accountId" uuid, "practiceId" uuid,
      parts numeric, given integer, returned integer, place integer)
    join session s on s.id = x."sessionId" order by x.place`.execute(db);
}

/** What is added to a practice's share of a session; below zero it is taken away. */
export interface ChangedShare {
  readonly sessionId: string;
  readonly practiceId: string;
  readonly weight: number;
  readonly weightSource: string;
  readonly entitlement: number;
  readonly places: number;
}

/** Adds to the shares recorded for sessions. A practice with no share so far gets the weight and source given. */
export async function changeShares(db: Db, pcnId: string, shares: readonly ChangedShare[]): Promise<void> {
  const rows = sql`jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) x("sessionId" uuid, "practiceId" uuid,
    weight numeric, "weightSource" text, entitlement numeric, places integer)`;
  await sql`/* changeShares */
    update session_share h set entitlement = greatest(h.entitlement + x.entitlement, 0),
      places = greatest(h.places + x.places, 0)
    from ${rows} where h.session_id = x."sessionId" and h.practice_id = x."practiceId"`.execute(db);
  await sql`/* insertMoreShares */
    insert into session_share (session_id, pcn_id, practice_id, weight, weight_source, entitlement, places)
    select x."sessionId", ${pcnId}, x."practiceId", x.weight, x."weightSource", x.entitlement, x.places
    from ${rows} where x.entitlement > 0 or x.places > 0
    on conflict do nothing`.execute(db);
}
