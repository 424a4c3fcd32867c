import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import { sessionColumns, type SessionRow } from '../session/session.queries.js';

/** A post of a session in the grid, with who fills it now, as far as the viewer may see. */
export interface GridPost {
  readonly number: number;
  readonly line: number;
  readonly roleCode: string;
  readonly open: boolean;
  readonly assignmentId: string | null;
  readonly clinicianId: string | null;
}

export interface GridSession extends SessionRow {
  readonly title: string;
  readonly posts: readonly GridPost[];
}

/**
 * The published sessions of a network on the London days `[from, to)`, by start, with their posts, in one statement. A
 * post is open if nobody fills it; whom the viewer may not see is null and the post is not open.
 */
export async function gridSessions(db: Db, pcnId: string, from: string, to: string): Promise<GridSession[]> {
  return (
    await sql<GridSession>`/* gridSessions */
      select ${sessionColumns}, c.title,
        (select coalesce(json_agg(json_build_object('number', o.number, 'line', o.line, 'roleCode', o.role_code,
            'open', o.clinician_id is null, 'assignmentId', a.id, 'clinicianId', a.clinician_id) order by o.number), '[]')
          from post o left join assignment a
            on a.session_id = o.session_id and a.post_number = o.number and a.state = 'PUBLISHED'
          where o.session_id = s.id) as posts
      from session s join shared_clinic c on c.id = s.clinic_id
      where s.pcn_id = ${pcnId}::uuid and s.state = 'PUBLISHED'
        and s.starts_at >= ${from}::date::timestamp at time zone 'Europe/London'
        and s.starts_at < ${to}::date::timestamp at time zone 'Europe/London'
      order by s.starts_at, s.id`.execute(db)
  ).rows;
}

export interface GridSubject {
  readonly kind: 'CLINICIAN' | 'SITE' | 'ROOM';
  readonly id: string;
}

/**
 * What has a row in the grid though nothing may be planned for it: the clinicians released to the network, or the rooms
 * (and their sites) that it may use, on a day of `[from, to)`.
 */
export async function gridSubjects(
  db: Db,
  kind: GridSubject['kind'],
  pcnId: string,
  from: string,
  to: string,
): Promise<string[]> {
  const inDays = sql`x.pcn_id = ${pcnId}::uuid and x.state = 'ACCEPTED' and x.valid_from < ${to}::date
    and (x.valid_to is null or x.valid_to > ${from}::date)`;
  const subjects = {
    CLINICIAN: sql`select x.clinician_id as id from pool_release x where ${inDays}`,
    SITE: sql`select r.site_id as id from accommodation_offer x join room r on r.id = x.room_id where ${inDays}`,
    ROOM: sql`select x.room_id as id from accommodation_offer x where ${inDays}`,
  };
  return (
    await sql<{ id: string }>`/* gridSubjects */ select distinct g.id from (${subjects[kind]}) g`.execute(db)
  ).rows.map(({ id }) => id);
}
