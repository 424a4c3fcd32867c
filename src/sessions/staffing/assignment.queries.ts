import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import type { AssignmentState } from './assignment.entity.js';

export interface AssignmentRow {
  readonly id: string;
  readonly pcnId: string;
  readonly sessionId: string;
  readonly postNumber: number;
  readonly clinicianId: string;
  readonly supervisorId: string | null;
  readonly state: AssignmentState;
  readonly assignedAt: string;
  readonly endedAt: string | null;
  readonly endedReason: string | null;
}

const columns = sql`a.id, a.pcn_id as "pcnId", a.session_id as "sessionId", a.post_number as "postNumber",
  a.clinician_id as "clinicianId", a.supervisor_id as "supervisorId", a.state, a.assigned_at as "assignedAt",
  a.ended_at as "endedAt", a.ended_reason as "endedReason"`;

/** In no particular order; what does not exist or may not be seen is left out. */
export async function assignmentsByIds(db: Db, ids: readonly string[]): Promise<AssignmentRow[]> {
  return (
    await sql<AssignmentRow>`/* assignmentsByIds */
      select ${columns} from assignment a where a.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

export interface DatedAssignmentRow extends AssignmentRow {
  readonly startsAt: string;
}

/** Those of the clinicians to sessions on the London days `[from, to)`, in every state, by start. */
export async function assignmentsOfClinicians(
  db: Db,
  clinicianIds: readonly string[],
  from: string,
  to: string,
): Promise<DatedAssignmentRow[]> {
  return (
    await sql<DatedAssignmentRow>`/* assignmentsOfClinicians */
      select ${columns}, a.starts_at as "startsAt" from assignment a
      where a.clinician_id = any(${[...clinicianIds]}::uuid[])
        and a.starts_at >= ${from}::date::timestamp at time zone 'Europe/London'
        and a.starts_at < ${to}::date::timestamp at time zone 'Europe/London'
      order by a.starts_at, a.id`.execute(db)
  ).rows;
}

/**
 * What the viewer may know of a clinician's published sessions in a period: clinic, site and start for those of the
 * viewer's own network.
 */
export async function assignedSessions(
  db: Db,
  clinicianId: string,
  startsAt: string,
  endsAt: string,
): Promise<{ title: string; site: string; startsAt: string }[]> {
  return (
    await sql<{ title: string; site: string; startsAt: string }>`/* assignedSessions */
      select c.title, t.name as site, a.starts_at as "startsAt"
      from assignment a join session s on s.id = a.session_id join shared_clinic c on c.id = s.clinic_id
      join site t on t.id = s.site_id
      where a.clinician_id = ${clinicianId}::uuid and a.state = 'PUBLISHED'
        and a.starts_at < ${endsAt}::timestamptz and a.ends_at > ${startsAt}::timestamptz
      order by a.starts_at`.execute(db)
  ).rows;
}

/** How many slots of a post are booked or held now. Precondition: the session is locked for update. */
export async function countTakenSlots(db: Db, sessionId: string, postNumber: number): Promise<number> {
  const { rows } = await sql<{ taken: number }>`/* countTakenSlots */
    select count(*)::integer as taken from slot l
    where l.session_id = ${sessionId}::uuid and l.post_number = ${postNumber} and not is_free(l.taken_until, app_now())`.execute(
    db,
  );
  return rows[0]?.taken ?? 0;
}

/**
 * Whether GPs with published work at the site, in any session of the viewer's networks, are there for the whole time.
 */
export async function gpIsOnSite(db: Db, siteId: string, startsAt: string, endsAt: string): Promise<boolean> {
  return (
    (
      await sql<{ there: boolean }>`/* gpIsOnSite */
      select coalesce(range_agg(tstzrange(a.starts_at, a.ends_at)) @> tstzrange(${startsAt}::timestamptz, ${endsAt}::timestamptz),
        false) as there
      from assignment a join session s on s.id = a.session_id join clinician c on c.id = a.clinician_id
      where s.site_id = ${siteId}::uuid and c.role_code = 'GP' and a.state = 'PUBLISHED'
        and a.starts_at < ${endsAt}::timestamptz and a.ends_at > ${startsAt}::timestamptz`.execute(db)
    ).rows[0]?.there ?? false
  );
}

/** How many minutes of a network's published sessions a clinician works in the week of the day, Monday to Sunday. */
export async function rosteredMinutes(db: Db, clinicianId: string, pcnId: string, day: string): Promise<number> {
  return (
    (
      await sql<{ minutes: number }>`/* rosteredMinutes */
      select coalesce(sum(extract(epoch from a.ends_at - a.starts_at)) / 60, 0)::integer as minutes
      from assignment a join session s on s.id = a.session_id
      where a.clinician_id = ${clinicianId}::uuid and a.pcn_id = ${pcnId}::uuid and a.state = 'PUBLISHED'
        and date_trunc('week', s.session_on::timestamp) = date_trunc('week', ${day}::date::timestamp)`.execute(db)
    ).rows[0]?.minutes ?? 0
  );
}
