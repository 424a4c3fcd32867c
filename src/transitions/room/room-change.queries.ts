import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import { instantText } from '../../platform/instant-text.js';

export interface SessionInRoom {
  /** Null if it belongs to a network that the viewer does not see. */
  readonly sessionId: string | null;
  readonly pcnId: string;
  readonly sessionOn: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** How many of its slots are booked or held. */
  readonly booked: number;
}

/** The published sessions in a room from the day on that are not over, of every network, by start. */
export async function sessionsInRoom(db: Db, roomId: string, from: string): Promise<SessionInRoom[]> {
  return (
    await sql<SessionInRoom>`/* sessionsInRoom */
      select session_id as "sessionId", pcn_id as "pcnId", session_on::text as "sessionOn", starts_at as "startsAt",
        ends_at as "endsAt", booked
      from sessions_in_room(${roomId}::uuid, ${from}::date) order by starts_at, pcn_id`.execute(db)
  ).rows.map((row) => ({ ...row, startsAt: instantText(row.startsAt), endsAt: instantText(row.endsAt) }));
}

/** Locks the sessions that the viewer sees, in order of their ids, as a change of their clinic does. */
export async function lockSessions(db: Db, ids: readonly string[]): Promise<void> {
  await sql`/* lockSessions */
    select from session where id = any(${[...ids]}::uuid[]) order by id for update`.execute(db);
}

/** Moves sessions into another room of their site. @returns the ids of those that the viewer may change. */
export async function moveToRoom(db: Db, sessionIds: readonly string[], roomId: string): Promise<string[]> {
  return (
    await sql<{ id: string }>`/* moveToRoom */
      update session set room_id = ${roomId}::uuid where id = any(${[...sessionIds]}::uuid[]) returning id`.execute(db)
  ).rows.map(({ id }) => id);
}

/** Closes a room on a day. */
export async function closeRoomOn(db: Db, roomId: string, on: string, because: string): Promise<void> {
  await sql`/* closeRoomOn */
    update room set closed_on = ${on}::date, closed_because = ${because} where id = ${roomId}::uuid`.execute(db);
}

export interface EndedOffer {
  readonly pcnId: string;
  readonly begun: boolean;
}

/** Ends the offers of a room on a day; those that begin then or later are deleted. */
export async function endOffersOfRoom(db: Db, roomId: string, on: string, reason: string): Promise<EndedOffer[]> {
  const { rows: deleted } = await sql<EndedOffer>`/* deleteOffersOfRoom */
    delete from accommodation_offer where room_id = ${roomId}::uuid and state <> 'DECLINED' and valid_from >= ${on}::date
    returning pcn_id as "pcnId", false as begun`.execute(db);
  const { rows: ended } = await sql<EndedOffer>`/* endOffersOfRoom */
    update accommodation_offer set valid_to = ${on}::date, end_reason = ${reason}
    where room_id = ${roomId}::uuid and state <> 'DECLINED' and (valid_to is null or valid_to > ${on}::date)
    returning pcn_id as "pcnId", true as begun`.execute(db);
  return [...ended, ...deleted];
}

/** Ends one offer on a day, or deletes it if it begins then or later. Precondition: it is locked. */
export async function endOffer(db: Db, offerId: string, on: string, reason: string): Promise<void> {
  const { rows } = await sql`/* deleteOffer */
    delete from accommodation_offer where id = ${offerId}::uuid and valid_from >= ${on}::date returning id`.execute(db);
  if (rows.length > 0) return;
  await sql`/* endOffer */
    update accommodation_offer set valid_to = ${on}::date, end_reason = ${reason}
    where id = ${offerId}::uuid`.execute(db);
}

export interface RoomedClinic {
  readonly clinicId: string;
  readonly title: string;
  readonly pcnId: string;
}

/** The clinics, as far as the viewer sees them, that run past the day and are held in this room by name. */
export async function clinicsInRoom(db: Db, roomId: string, from: string): Promise<RoomedClinic[]> {
  return (
    await sql<RoomedClinic>`/* clinicsInRoom */
      select distinct c.id as "clinicId", c.title, c.pcn_id as "pcnId"
      from clinic_host h join shared_clinic c on c.id = h.clinic_id
      where h.room_id = ${roomId}::uuid and (c.ends_on is null or c.ends_on > ${from}::date)
      order by c.title, c.id`.execute(db)
  ).rows;
}
