import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';

/** What ended when a session was cancelled, as recorded. */
export interface EndedWithSession {
  readonly sessionOn: string;
  readonly pcnId: string;
  readonly title: string;
  /** Bookings of each practice; an unconfirmed one counts as a hold. */
  readonly bookings: readonly { readonly practiceId: string; readonly confirmed: number; readonly holds: number }[];
  readonly assignments: readonly {
    readonly assignmentId: string;
    readonly name: string;
    readonly employerIds: readonly string[];
  }[];
  /** Places that belonged to a practice; those in the pool are not counted. */
  readonly places: number;
}

export async function endedWithSession(db: Db, sessionId: string): Promise<EndedWithSession | undefined> {
  return (
    await sql<EndedWithSession>`/* endedWithSession */
      select s.session_on::text as "sessionOn", s.pcn_id as "pcnId", c.title,
        (select coalesce(json_agg(json_build_object('practiceId', x.practice_id, 'confirmed', x.confirmed,
            'holds', x.holds) order by x.practice_id), '[]')
          from (select b.practice_id, count(b.confirmed_at)::integer as confirmed,
              (count(*) filter (where b.confirmed_at is null and b.expires_at > b.cancelled_at))::integer as holds
            from booking b where b.session_id = s.id and b.cancelled_reason = 'SESSION_CANCELLED'
            group by b.practice_id) x) as bookings,
        (select coalesce(json_agg(json_build_object('assignmentId', a.id, 'name', p.name, 'employerIds',
            array(select distinct r.employer_id from pool_release r where r.clinician_id = a.clinician_id
              and r.pcn_id = s.pcn_id and r.valid_from <= s.session_on
              and (r.valid_to is null or r.valid_to > s.session_on) order by 1)) order by a.post_number), '[]')
          from assignment a join clinician p on p.id = a.clinician_id
          where a.session_id = s.id and a.ended_reason = 'Session cancelled: ' || s.cancelled_reason) as assignments,
        (select count(*)::integer from place l where l.session_id = s.id and l.owner_id is not null) as places
      from session s join shared_clinic c on c.id = s.clinic_id
      where s.id = ${sessionId}::uuid and s.state = 'CANCELLED'`.execute(db)
  ).rows[0];
}
