import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import { type SessionRow, sessionsByIds } from '../session/session.queries.js';
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

/** In no particular order; what does not exist or may not be seen is left out. */
export const assignmentsByIds = async (db: Db, ids: readonly string[]): Promise<AssignmentRow[]> =>
  (
    await sql<AssignmentRow>`/* assignmentsByIds */
      select a.id, a.pcn_id as "pcnId", a.session_id as "sessionId", a.post_number as "postNumber",
        a.clinician_id as "clinicianId", a.supervisor_id as "supervisorId", a.state, a.assigned_at as "assignedAt",
        a.ended_at as "endedAt", a.ended_reason as "endedReason"
      from assignment a where a.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;

/**
 * Locks the session's row until the transaction ends and reads it as it is then; undefined when the viewer sees none.
 * `share` is for what needs it to stay as it is (a booking, an assignment), `update` for what changes whether it can be
 * booked (cancelling it, taking somebody off it): these wait for each other.
 */
export const lockSession = async (
  db: Db,
  sessionId: string,
  mode: 'share' | 'update',
): Promise<SessionRow | undefined> => {
  await sql`/* lockSession */
    select from session where id = ${sessionId}::uuid for ${mode === 'share' ? sql`share` : sql`update`}`.execute(db);
  return (await sessionsByIds(db, [sessionId]))[0];
};

/** What the viewer may know of a clinician's published sessions in a time: clinic, site and start of its own network's. */
export const assignedSessions = async (
  db: Db,
  clinicianId: string,
  startsAt: string,
  endsAt: string,
): Promise<{ title: string; site: string; startsAt: string }[]> =>
  (
    await sql<{ title: string; site: string; startsAt: string }>`/* assignedSessions */
      select c.title, t.name as site, a.starts_at as "startsAt"
      from assignment a join session s on s.id = a.session_id join shared_clinic c on c.id = s.clinic_id
      join site t on t.id = s.site_id
      where a.clinician_id = ${clinicianId}::uuid and a.state = 'PUBLISHED'
        and a.starts_at < ${endsAt}::timestamptz and a.ends_at > ${startsAt}::timestamptz
      order by a.starts_at`.execute(db)
  ).rows;

/** How many slots of a post are booked or held now. Precondition: the session is locked for update. */
export const countTakenSlots = async (db: Db, sessionId: string, postNumber: number): Promise<number> => {
  const { rows } = await sql<{ taken: number }>`/* countTakenSlots */
    select count(*)::integer as taken from slot l
    where l.session_id = ${sessionId}::uuid and l.post_number = ${postNumber} and not is_free(l.taken_until, app_now())`.execute(
    db,
  );
  return rows[0]?.taken ?? 0;
};

/** Marks a session as cancelled and ends its assignments. Precondition: it is locked for update and published. */
export const markCancelled = async (db: Db, sessionId: string, reason: string): Promise<void> => {
  await sql`/* markCancelled */
    update session set state = 'CANCELLED', cancelled_reason = ${reason} where id = ${sessionId}::uuid`.execute(db);
  await sql`/* endAssignmentsOfSession */
    update assignment set state = 'ENDED', ended_at = app_now(), ended_reason = ${'Session cancelled: ' + reason}
    where session_id = ${sessionId}::uuid and state <> 'ENDED'`.execute(db);
};

/** Whether GPs with published work at the site, in whatever session of the viewer's networks, are there all the time. */
export const gpIsOnSite = async (db: Db, siteId: string, startsAt: string, endsAt: string): Promise<boolean> =>
  (
    await sql<{ there: boolean }>`/* gpIsOnSite */
      select coalesce(range_agg(tstzrange(a.starts_at, a.ends_at)) @> tstzrange(${startsAt}::timestamptz, ${endsAt}::timestamptz),
        false) as there
      from assignment a join session s on s.id = a.session_id join clinician c on c.id = a.clinician_id
      where s.site_id = ${siteId}::uuid and c.role_code = 'GP' and a.state = 'PUBLISHED'
        and a.starts_at < ${endsAt}::timestamptz and a.ends_at > ${startsAt}::timestamptz`.execute(db)
  ).rows[0]?.there ?? false;

/** How many minutes of published sessions of a network a clinician works from Monday to Sunday around the day. */
export const rosteredMinutes = async (db: Db, clinicianId: string, pcnId: string, day: string): Promise<number> =>
  (
    await sql<{ minutes: number }>`/* rosteredMinutes */
      select coalesce(sum(extract(epoch from a.ends_at - a.starts_at)) / 60, 0)::integer as minutes
      from assignment a join session s on s.id = a.session_id
      where a.clinician_id = ${clinicianId}::uuid and a.pcn_id = ${pcnId}::uuid and a.state = 'PUBLISHED'
        and date_trunc('week', s.session_on::timestamp) = date_trunc('week', ${day}::date::timestamp)`.execute(db)
  ).rows[0]?.minutes ?? 0;
