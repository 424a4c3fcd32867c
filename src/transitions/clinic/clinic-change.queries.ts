import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import { instantText } from '../../platform/instant-text.js';
import type { ClinicPlan } from '../../sessions/clinic/rules/clinic-plan.js';
import type { SessionRow, SessionState } from '../../sessions/session/session.queries.js';
import { insertStaffing } from '../../sessions/clinic/shared-clinic.queries.js';

type SessionColumns = 'sessionOn' | 'startsAt' | 'endsAt' | 'startTime' | 'endTime' | 'poolAt' | 'to111At';

export interface SessionAhead extends Pick<SessionRow, 'id' | 'siteId' | 'roomId' | SessionColumns> {
  readonly siteName: string;
  /** How many of its slots are now booked or held. */
  readonly taken: number;
}

/**
 * A clinic's published sessions from the day on that have not begun, whatever day of the week they are on. Locked for
 * update in order of id, so that nothing is booked in them in the meantime. Sorted by start.
 */
export async function lockSessionsAhead(db: Db, clinicId: string, from: string): Promise<SessionAhead[]> {
  await sql`/* lockSessionsAhead */
    select from session where clinic_id = ${clinicId} and state = 'PUBLISHED' and session_on >= ${from}::date
    order by id for update`.execute(db);
  return sessionsWhere(
    db,
    sql`s.clinic_id = ${clinicId} and s.state = 'PUBLISHED' and s.session_on >= ${from}::date
      and s.starts_at > app_now()`,
  );
}

/**
 * Locks one session for update and reads it; undefined if it is not in this state, or has begun. One that was changed
 * in place is not read in its old form.
 */
export async function lockSessionAhead(
  db: Db,
  sessionId: string,
  state: SessionState,
): Promise<SessionAhead | undefined> {
  await sql`/* lockSessionAhead */ select from session where id = ${sessionId}::uuid for update`.execute(db);
  const where = sql`s.id = ${sessionId}::uuid and s.state = ${state} and s.starts_at > app_now() and not s.replaced`;
  return (await sessionsWhere(db, where))[0];
}

async function sessionsWhere(db: Db, where: RawBuilder<unknown>): Promise<SessionAhead[]> {
  const { rows } = await sql<SessionAhead>`/* sessionsAhead */
    select s.id, s.session_on::text as "sessionOn", s.starts_at as "startsAt",
      s.ends_at as "endsAt", to_char(s.starts_at at time zone 'Europe/London', 'HH24:MI') as "startTime",
      coalesce(nullif(to_char(s.ends_at at time zone 'Europe/London', 'HH24:MI'), '00:00'), '24:00') as "endTime",
      s.pool_at as "poolAt", s.to_111_at as "to111At", s.site_id as "siteId", t.name as "siteName",
      s.room_id as "roomId", (select count(*)::integer from slot l where l.session_id = s.id
        and not is_free(l.taken_until, app_now())) as taken
    from session s join site t on t.id = s.site_id
    where ${where}
    order by s.starts_at`.execute(db);
  return rows.map((row) => ({
    ...row,
    startsAt: instantText(row.startsAt),
    endsAt: instantText(row.endsAt),
    poolAt: instantText(row.poolAt),
    to111At: row.to111At === null ? null : instantText(row.to111At),
  }));
}

/** Puts each session in the room named for it; its times do not change. */
export async function moveSessions(
  db: Db,
  sessions: readonly Pick<SessionAhead, 'id' | 'siteId' | 'roomId'>[],
): Promise<void> {
  const rows = sessions.map(({ id, siteId, roomId }) => ({ id, siteId, roomId }));
  await sql`/* moveSessionsToSite */
    update session s set site_id = x."siteId", room_id = x."roomId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x(id uuid, "siteId" uuid, "roomId" uuid)
    where s.id = x.id`.execute(db);
}

/** Gives all turns of one site to another. */
export async function replaceHost(
  db: Db,
  clinicId: string,
  { oldSiteId, siteId, roomId }: { oldSiteId: string; siteId: string; roomId: string | null },
): Promise<void> {
  await sql`/* replaceHost */
    update clinic_host set site_id = ${siteId}, room_id = ${roomId}
    where clinic_id = ${clinicId} and site_id = ${oldSiteId}`.execute(db);
}

/**
 * Carries over to the new host the turns that a site is owed, or has had in advance. Precondition: the clinic is
 * locked.
 */
export async function passTurns(
  db: Db,
  { pcnId, clinicId, on, oldSiteId, siteId }: Record<'pcnId' | 'clinicId' | 'on' | 'oldSiteId' | 'siteId', string>,
): Promise<void> {
  await sql`/* passTurns */
    insert into hosting_ledger (pcn_id, clinic_id, site_id, kind, on_day, entitled, hosted, entered_at)
    select ${pcnId}::uuid, ${clinicId}::uuid, x.site_id, 'HAND_OVER', ${on}::date, x.sign * b.owed, 0, app_now()
    from (select sum(entitled - hosted) as owed from hosting_ledger
      where clinic_id = ${clinicId}::uuid and site_id = ${oldSiteId}::uuid) b
    cross join (values (${oldSiteId}::uuid, -1), (${siteId}::uuid, 1)) x(site_id, sign)
    where b.owed <> 0`.execute(db);
}

/** The practices with places in the sessions, and everyone else whom a change to them concerns. */
export async function practicesIn(db: Db, sessionIds: readonly string[]): Promise<string[]> {
  return (
    await sql<{ id: string }>`/* practicesIn */
      select distinct p.owner_id as id, o.ods_code from place p join organisation o on o.id = p.owner_id
      where p.session_id = any(${[...sessionIds]}::uuid[]) order by o.ods_code`.execute(db)
  ).rows.map(({ id }) => id);
}

/** Writes the form of a clinic's sessions from now on. Where it is held and who shares it do not change. */
export async function rewritePlan(db: Db, clinicId: string, pcnId: string, plan: ClinicPlan): Promise<void> {
  await sql`/* rewriteClinic */
    update shared_clinic set start_time = ${plan.startTime}, duration_minutes = ${plan.durationMinutes},
      slot_minutes = ${plan.slotMinutes}, delivery_modes = ${[...plan.deliveryModes]}::text[],
      held_for_111 = ${plan.heldFor111}, unused_to_111_policy = ${plan.unusedTo111Policy},
      unused_to_111_from = ${plan.unusedTo111From} where id = ${clinicId}`.execute(db);
  await sql`/* forgetStaffing */ delete from clinic_staffing_line where clinic_id = ${clinicId}`.execute(db);
  await sql`/* forgetReleases */ delete from clinic_release_wave where clinic_id = ${clinicId}`.execute(db);
  await insertStaffing(db, clinicId, pcnId, plan);
}
