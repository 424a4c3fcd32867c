import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';

/** Locks everyone assigned to a session, in order of id. Do this before locking it, as assignments and leave do. */
export async function lockStaffOf(db: Db, sessionId: string): Promise<void> {
  await sql`/* lockStaffOfSession */
    select from clinician where id in (select a.clinician_id from assignment a
      where a.session_id = ${sessionId}::uuid and a.state = 'PUBLISHED') order by id for update`.execute(db);
}

/**
 * Enters a session's turn anew for the site and the day on which it is held now: what each host was entitled to stays,
 * and this site is the one that hosts. Precondition: the clinic and the session are locked, and the session is
 * written.
 */
export async function moveTurn(db: Db, sessionId: string): Promise<void> {
  await sql`/* moveTurn */
    with stood as (
      select l.pcn_id, l.clinic_id, l.session_id, l.site_id, sum(l.entitled) as entitled, sum(l.hosted)::integer as hosted,
        (array_agg(l.on_day order by l.id desc))[1] as on_day
      from hosting_ledger l where l.session_id = ${sessionId}::uuid
      group by l.pcn_id, l.clinic_id, l.session_id, l.site_id
    ), held as (
      select s.site_id, s.session_on, n.pcn_id, n.clinic_id, n.session_id from session s
      join (select distinct pcn_id, clinic_id, session_id from stood) n on n.session_id = s.id
    ), entries as (
      select t.pcn_id, t.clinic_id, t.session_id, t.site_id, t.on_day, -t.entitled as entitled, -t.hosted as hosted
      from stood t
      union all
      select h.pcn_id, h.clinic_id, h.session_id, h.site_id, h.session_on, coalesce(t.entitled, 0), 1
      from held h left join stood t on t.site_id = h.site_id
      union all
      select t.pcn_id, t.clinic_id, t.session_id, t.site_id, h.session_on, t.entitled, 0
      from stood t join held h on h.site_id <> t.site_id
    )
    insert into hosting_ledger (pcn_id, clinic_id, site_id, kind, session_id, on_day, entitled, hosted, entered_at)
    select e.pcn_id, e.clinic_id, e.site_id, 'CHANGED', e.session_id, e.on_day, sum(e.entitled), sum(e.hosted), app_now()
    from entries e group by e.pcn_id, e.clinic_id, e.session_id, e.site_id, e.on_day
    having sum(e.entitled) <> 0 or sum(e.hosted) <> 0 order by e.site_id, e.on_day`.execute(db);
}
