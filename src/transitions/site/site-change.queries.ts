import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import { instantText } from '../../platform/instant-text.js';

/** Locks a site until the transaction ends; a hand-over also locks it. */
export async function lockSite(db: Db, id: string): Promise<void> {
  await sql`/* lockSite */ select from site where id = ${id} for no key update`.execute(db);
}

export interface SessionAtSite {
  /** Null if it belongs to a network that the viewer does not see. */
  readonly sessionId: string | null;
  readonly pcnId: string;
  readonly sessionOn: string;
  readonly startsAt: string;
  readonly endsAt: string;
}

/** The published sessions at a site from the day on, of every network, by start. */
export async function sessionsAtSite(db: Db, siteId: string, from: string): Promise<SessionAtSite[]> {
  return (
    await sql<SessionAtSite>`/* sessionsAtSite */
      select session_id as "sessionId", pcn_id as "pcnId", session_on::text as "sessionOn", starts_at as "startsAt",
        ends_at as "endsAt"
      from sessions_at_site(${siteId}, ${from}::date) order by starts_at, pcn_id`.execute(db)
  ).rows.map((row) => ({ ...row, startsAt: instantText(row.startsAt), endsAt: instantText(row.endsAt) }));
}

/** Whether an open practice runs no other open site on the day. */
export async function isLastSite(db: Db, siteId: string, operatorId: string, day: string): Promise<boolean> {
  return (
    (
      await sql`/* isLastSite */
      select from organisation o where o.id = ${operatorId} and o.kind = 'PRACTICE'
        and (o.closed_on is null or o.closed_on > ${day}::date)
        and not exists (select from site_operation x join site s on s.id = x.site_id
          where x.operator_id = o.id and x.site_id <> ${siteId} and x.valid_from <= ${day}::date
            and (x.valid_to is null or x.valid_to > ${day}::date) and (s.closed_on is null or s.closed_on > ${day}::date))`.execute(
        db,
      )
    ).rows.length > 0
  );
}

/** Closes a site on a day, and ends its operator's row with it. */
export async function endSite(db: Db, siteId: string, on: string): Promise<void> {
  await sql`/* closeSite */ update site set closed_on = ${on}::date where id = ${siteId}`.execute(db);
  await sql`/* endSiteOperation */
    update site_operation set valid_to = ${on}::date where site_id = ${siteId} and valid_from < ${on}::date
      and (valid_to is null or valid_to > ${on}::date)`.execute(db);
}

/** Ends the offers of a site's rooms. @returns the network of each offer that ended. */
export async function endRoomOffers(db: Db, siteId: string, on: string): Promise<string[]> {
  return (
    await sql<{ pcnId: string }>`/* endRoomOffers */
      update accommodation_offer a set valid_to = ${on}::date from room r
      where r.id = a.room_id and r.site_id = ${siteId} and a.state <> 'DECLINED' and a.valid_from < ${on}::date
        and (a.valid_to is null or a.valid_to > ${on}::date) returning a.pcn_id as "pcnId"`.execute(db)
  ).rows.map(({ pcnId }) => pcnId);
}
