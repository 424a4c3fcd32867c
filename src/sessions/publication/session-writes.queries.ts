import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import type { PlannedSession } from './rules/plan-sessions.js';

export interface NewSession extends PlannedSession {
  readonly id: string;
}

export interface SessionBatch {
  readonly pcnId: string;
  readonly clinicId: string;
  readonly serviceId: string;
  readonly bookableUnstaffed: boolean;
  readonly deliveryModes: readonly string[];
  readonly sessions: readonly NewSession[];
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/**
 * Makes the audit trail write one row for each statement, with the count and this id, until the transaction ends or it
 * is unset.
 */
export async function setAuditBatch(db: Db, batchId: string | null): Promise<void> {
  await sql`/* setAuditBatch */ select set_config('app.batch', ${batchId ?? ''}, true)`.execute(db);
}

/**
 * Writes sessions with their posts, slots, shares and places, one statement for each table. A place has a number and an
 * owner: the practices' shares one after the other. If an occurrence already has a session, that is a bug: its clinic
 * was not locked.
 */
export async function insertSessions(db: Db, batch: SessionBatch): Promise<void> {
  const { pcnId, sessions } = batch;
  const rows = sessions.map((session) => ({
    id: session.id,
    occurrenceOn: session.occurrenceOn,
    sessionOn: session.sessionOn,
    startsAt: instant(session.startsAt),
    endsAt: instant(session.endsAt),
    poolAt: instant(session.poolAt),
    to111At: session.to111At === null ? null : instant(session.to111At),
    siteId: session.siteId,
    roomId: session.roomId,
  }));
  await sql`/* insertSessions */
    insert into session (id, pcn_id, clinic_id, service_id, occurrence_on, session_on, starts_at, ends_at, site_id,
      room_id, state, pool_at, to_111_at, bookable_unstaffed, published_at)
    select x.id, ${pcnId}, ${batch.clinicId}, ${batch.serviceId}, x."occurrenceOn", x."sessionOn", x."startsAt",
      x."endsAt", x."siteId", x."roomId", 'PUBLISHED', x."poolAt", x."to111At", ${batch.bookableUnstaffed}, app_now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x(id uuid, "occurrenceOn" date, "sessionOn" date,
      "startsAt" timestamptz, "endsAt" timestamptz, "poolAt" timestamptz, "to111At" timestamptz, "siteId" uuid, "roomId" uuid)`.execute(
    db,
  );

  const shares = sessions.flatMap((session) => session.shares.map((share) => ({ sessionId: session.id, ...share })));
  await sql`/* insertShares */
    insert into session_share (session_id, pcn_id, practice_id, weight, weight_source, entitlement, places)
    select x."sessionId", ${pcnId}, x."practiceId", x.weight, x."weightSource", x.entitlement, x.places
    from jsonb_to_recordset(${JSON.stringify(shares)}::jsonb) x("sessionId" uuid, "practiceId" uuid, weight numeric,
      "weightSource" text, entitlement numeric, places integer)`.execute(db);

  const posts = sessions.flatMap((session) => session.posts.map((post) => ({ sessionId: session.id, ...post })));
  await sql`/* insertPosts */
    insert into post (session_id, number, pcn_id, line, role_code)
    select x."sessionId", x.number, ${pcnId}, x.line, x."roleCode"
    from jsonb_to_recordset(${JSON.stringify(posts)}::jsonb)
      x("sessionId" uuid, number integer, line integer, "roleCode" text)`.execute(db);

  const slots = sessions.flatMap((session) =>
    session.slots.map((slot) => ({
      sessionId: session.id,
      number: slot.number,
      postNumber: slot.postNumber,
      startsAt: instant(slot.startsAt),
      endsAt: instant(slot.endsAt),
      releasedAt: slot.releasedAt === null ? null : instant(slot.releasedAt),
      heldFor111: slot.heldFor111,
    })),
  );
  await sql`/* insertSlots */
    insert into slot (session_id, number, pcn_id, post_number, starts_at, ends_at, delivery_modes, released_at,
      held_for_111)
    select x."sessionId", x.number, ${pcnId}, x."postNumber", x."startsAt", x."endsAt",
      ${[...batch.deliveryModes]}::text[], coalesce(x."releasedAt", now.now), x."heldFor111"
    from jsonb_to_recordset(${JSON.stringify(slots)}::jsonb) x("sessionId" uuid, number integer, "postNumber" integer,
      "startsAt" timestamptz, "endsAt" timestamptz, "releasedAt" timestamptz, "heldFor111" boolean)
    cross join (select app_now() as now) now`.execute(db);

  const places = sessions.flatMap((session) =>
    session.shares
      .flatMap((share) => Array.from({ length: share.places }, () => share.practiceId))
      .map((practiceId, index) => ({ sessionId: session.id, number: index + 1, practiceId })),
  );
  await sql`/* insertPlaces */
    insert into place (session_id, number, pcn_id, owner_id, given_to_id)
    select x."sessionId", x.number, ${pcnId}, x."practiceId", x."practiceId"
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb)
      x("sessionId" uuid, number integer, "practiceId" uuid)`.execute(db);
}

/**
 * Which of these occurrences of a clinic already have a session. Cancelled sessions count unless another replaces them.
 */
export async function publishedOccurrences(
  db: Db,
  clinicId: string,
  range: { from: string; to: string },
): Promise<Set<string>> {
  const { rows } = await sql<{ day: string }>`/* publishedOccurrences */
    select occurrence_on::text as day from session where clinic_id = ${clinicId} and not replaced
      and occurrence_on >= ${range.from}::date and occurrence_on < ${range.to}::date`.execute(db);
  return new Set(rows.map((row) => row.day));
}
