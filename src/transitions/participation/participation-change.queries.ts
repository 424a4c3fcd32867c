import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';

/** A practice and a service of its network, from a London day on. */
export interface ServiceOfPractice {
  readonly practiceId: string;
  readonly pcnId: string;
  readonly serviceId: string;
  readonly from: string;
}

/** As `lockNetworks`, for one service: nothing of it is published in the meantime, nor booked from the day on. */
export async function lockService(db: Db, { pcnId, serviceId, from }: ServiceOfPractice): Promise<void> {
  await sql`/* lockClinicsOfService */
    select from shared_clinic where pcn_id = ${pcnId}::uuid and service_id = ${serviceId}::uuid
    order by id for update`.execute(db);
  await sql`/* lockSessionsOfService */
    select from session where pcn_id = ${pcnId}::uuid and service_id = ${serviceId}::uuid and state = 'PUBLISHED'
      and session_on >= ${from}::date order by id for update`.execute(db);
}

/**
 * Published sessions from the day on that have not begun, with the days on which the practice may share the service.
 */
function sessionsAhead({ practiceId, pcnId, serviceId, from }: ServiceOfPractice) {
  return sql`
  may as materialized (select days from sharing_right where practice_id = ${practiceId}::uuid and pcn_id = ${pcnId}::uuid
    and service_id = ${serviceId}::uuid),
  ahead as (select s.id, s.session_on, s.starts_at,
      exists (select from may m where m.days @> s.session_on) as shared
    from session s where s.pcn_id = ${pcnId}::uuid and s.service_id = ${serviceId}::uuid and s.state = 'PUBLISHED'
      and s.session_on >= ${from}::date and s.starts_at > app_now())`;
}

/**
 * Returns to the pool the free places that the practice has in sessions it may no longer share, recorded in the ledger
 * as `returnPlaces` does. What is booked keeps its place. Precondition: the service and the network's ledgers are
 * locked.
 */
export async function returnPlacesWithoutRight(
  db: Db,
  of: ServiceOfPractice,
  reason: string,
): Promise<{ places: number; sessions: number }> {
  return (
    (
      await sql<{ places: number; sessions: number }>`/* returnPlacesWithoutRight */
      with ${sessionsAhead(of)}, returned as (
        update place p set owner_id = null from ahead a
        where a.id = p.session_id and not a.shared and p.owner_id = ${of.practiceId}::uuid
          and is_free(p.taken_until, app_now())
        returning p.session_id
      ), counted as (select session_id, count(*)::integer as places from returned group by session_id
      ), entered as (
        insert into share_ledger (pcn_id, account_id, practice_id, kind, session_id, on_day, returned, reason, entered_at)
        select ${of.pcnId}::uuid, l.account_id, ${of.practiceId}::uuid, 'RETURNED', a.id, a.session_on, c.places, ${reason},
          app_now()
        from counted c join ahead a on a.id = c.session_id
        cross join lateral (select account_id from share_ledger where session_id = a.id order by id limit 1) l
      ), told as (select notify_session(session_id) from counted)
      select coalesce(sum(places), 0)::integer as places, count(*)::integer as sessions
      from counted cross join (select count(*) from told) t`.execute(db)
    ).rows[0] ?? { places: 0, sessions: 0 }
  );
}

export interface BusinessOfService {
  /** Current bookings in sessions that the practice may not share. */
  readonly bookings: number;
  /** Patients of the practice who are waiting for the service on some of those days. */
  readonly waiting: number;
  /** Sessions that the practice may share but has no share in, because they were published before. */
  readonly sharedWithout: number;
}

export async function businessOfService(db: Db, of: ServiceOfPractice): Promise<BusinessOfService> {
  return (
    (
      await sql<BusinessOfService>`/* businessOfService */
      with ${sessionsAhead(of)}
      select (select count(*)::integer from booking b join ahead a on a.id = b.session_id
          where not a.shared and b.practice_id = ${of.practiceId}::uuid
            and (b.state = 'CONFIRMED' or b.state = 'HELD' and b.expires_at > app_now())) as bookings,
        (select count(*)::integer from waiting_entry w
          where w.practice_id = ${of.practiceId}::uuid and w.pcn_id = ${of.pcnId}::uuid
            and w.service_id = ${of.serviceId}::uuid and w.state in ('WAITING', 'OFFERED')
            and coalesce(datemultirange(daterange(greatest(w.from_on, ${of.from}::date), greatest(w.to_on, ${of.from}::date)))
              - coalesce((select days from may), '{}'), '{}') <> '{}') as waiting,
        (select count(*)::integer from ahead a where a.shared and not exists (select from session_share h
          where h.session_id = a.id and h.practice_id = ${of.practiceId}::uuid)) as "sharedWithout"`.execute(db)
    ).rows[0] ?? { bookings: 0, waiting: 0, sharedWithout: 0 }
  );
}
