import { sql } from 'kysely';
import type { Db } from '../platform/database/scope.js';
import { instantText } from '../platform/graphql/scalars.js';
import type { ClinicPlan } from '../sessions/rules/clinic-plan.js';
import type { SessionRow } from '../sessions/session.queries.js';
import { insertStaffing } from '../sessions/shared-clinic.queries.js';

type SessionColumns = 'occurrenceOn' | 'sessionOn' | 'startsAt' | 'endsAt' | 'startTime' | 'endTime';

export interface SessionAhead extends Pick<SessionRow, 'id' | 'siteId' | 'roomId' | SessionColumns> {
  readonly siteName: string;
  /** How many of its slots are booked or held now. */
  readonly taken: number;
}

/**
 * A clinic's published sessions from the day on that have not begun, locked for update in the order of their ids: nothing
 * is booked in them meanwhile. By start.
 */
export const lockSessionsAhead = async (db: Db, clinicId: string, from: string): Promise<SessionAhead[]> => {
  await sql`/* lockSessionsAhead */
    select from session where clinic_id = ${clinicId} and state = 'PUBLISHED' and session_on >= ${from}::date
    order by id for update`.execute(db);
  const { rows } = await sql<SessionAhead>`/* sessionsAhead */
    select s.id, s.occurrence_on::text as "occurrenceOn", s.session_on::text as "sessionOn", s.starts_at as "startsAt",
      s.ends_at as "endsAt", to_char(s.starts_at at time zone 'Europe/London', 'HH24:MI') as "startTime",
      to_char(s.ends_at at time zone 'Europe/London', 'HH24:MI') as "endTime", s.site_id as "siteId",
      t.name as "siteName", s.room_id as "roomId", (select count(*)::integer from slot l where l.session_id = s.id
        and l.taken_until > app_now()) as taken
    from session s join site t on t.id = s.site_id
    where s.clinic_id = ${clinicId} and s.state = 'PUBLISHED' and s.session_on >= ${from}::date
      and s.starts_at > app_now()
    order by s.starts_at`.execute(db);
  return rows.map((row) => ({ ...row, startsAt: instantText(row.startsAt), endsAt: instantText(row.endsAt) }));
};

/** Puts a session into another room; its times stay as they are. */
export const moveSession = async (db: Db, id: string, to: { siteId: string; roomId: string | null }): Promise<void> => {
  await sql`/* moveSession */
    update session set site_id = ${to.siteId}, room_id = ${to.roomId} where id = ${id}`.execute(db);
};

/** Gives all turns of one site to another. */
export const replaceHost = async (
  db: Db,
  clinicId: string,
  { oldSiteId, siteId, roomId }: { oldSiteId: string; siteId: string; roomId: string | null },
): Promise<void> => {
  await sql`/* replaceHost */
    update clinic_host set site_id = ${siteId}, room_id = ${roomId}
    where clinic_id = ${clinicId} and site_id = ${oldSiteId}`.execute(db);
};

/** The practices with places in the sessions, and who else is concerned by what becomes of them. */
export const practicesIn = async (db: Db, sessionIds: readonly string[]): Promise<string[]> =>
  (
    await sql<{ id: string }>`/* practicesIn */
      select distinct p.owner_id as id, o.ods_code from place p join organisation o on o.id = p.owner_id
      where p.session_id = any(${[...sessionIds]}::uuid[]) order by o.ods_code`.execute(db)
  ).rows.map(({ id }) => id);

export interface StaffedPost {
  readonly sessionId: string;
  readonly occurrenceOn: string;
  readonly postNumber: number;
  readonly clinicianId: string;
  readonly supervisorId: string | null;
}

/** Who is assigned to the sessions, by session and post. */
export const staffOf = async (db: Db, sessionIds: readonly string[]): Promise<StaffedPost[]> =>
  (
    await sql<StaffedPost>`/* staffOf */
      select a.session_id as "sessionId", s.occurrence_on::text as "occurrenceOn", a.post_number as "postNumber",
        a.clinician_id as "clinicianId", a.supervisor_id as "supervisorId"
      from assignment a join session s on s.id = a.session_id
      where a.session_id = any(${[...sessionIds]}::uuid[]) and a.state = 'PUBLISHED'
      order by s.starts_at, a.session_id, a.post_number`.execute(db)
  ).rows;

/** Lets another session take the occurrence of one that has been called off. */
export const markReplaced = async (db: Db, sessionIds: readonly string[]): Promise<void> => {
  await sql`/* markReplaced */
    update session set replaced = true where id = any(${[...sessionIds]}::uuid[])`.execute(db);
};

/** The clinic's session for each occurrence from the day on. */
export const sessionsByOccurrence = async (db: Db, clinicId: string, from: string): Promise<Map<string, string>> => {
  const { rows } = await sql<{ occurrenceOn: string; id: string }>`/* sessionsByOccurrence */
    select occurrence_on::text as "occurrenceOn", id from session
    where clinic_id = ${clinicId} and occurrence_on >= ${from}::date and not replaced`.execute(db);
  return new Map(rows.map((row) => [row.occurrenceOn, row.id]));
};

/** Writes what a clinic's sessions look like from now on; where it is held and who shares it stay. */
export const rewritePlan = async (db: Db, clinicId: string, pcnId: string, plan: ClinicPlan): Promise<void> => {
  await sql`/* rewriteClinic */
    update shared_clinic set start_time = ${plan.startTime}, duration_minutes = ${plan.durationMinutes},
      slot_minutes = ${plan.slotMinutes}, delivery_modes = ${[...plan.deliveryModes]}::text[],
      held_for_111 = ${plan.heldFor111} where id = ${clinicId}`.execute(db);
  await sql`/* forgetStaffing */ delete from clinic_staffing_line where clinic_id = ${clinicId}`.execute(db);
  await sql`/* forgetReleases */ delete from clinic_release_wave where clinic_id = ${clinicId}`.execute(db);
  await insertStaffing(db, clinicId, pcnId, plan);
};
