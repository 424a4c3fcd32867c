import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import { instantText } from '../../platform/instant-text.js';
import type { UnusedTo111 } from '../../sessions/clinic/rules/unused-to-111.js';

/** What a network says about unused slots for sessions on the days `[from, to)`; `time: null` is no default. */
export interface SaidOfUnused {
  readonly pcnId: string;
  readonly from: string;
  readonly to: string | null;
  readonly time: string | null;
}

/**
 * Writes it over what began on the same day (`running`), or after what ends on it. Precondition: the network is locked,
 * and nothing else is set for days between.
 */
export async function writeUnusedTo111Default(
  db: Db,
  { pcnId, from, to, time }: SaidOfUnused,
  running: { readonly id: string; readonly from: string } | undefined,
): Promise<void> {
  if (running?.from === from) {
    await sql`/* resayUnusedTo111 */
      update unused_to_111_default set unused_to_111_from = ${time} where id = ${running.id}`.execute(db);
    return;
  }
  if (running !== undefined) {
    await sql`/* endUnusedTo111 */
      update unused_to_111_default set valid_to = ${from}::date where id = ${running.id}`.execute(db);
  }
  await sql`/* sayUnusedTo111 */
    insert into unused_to_111_default (pcn_id, unused_to_111_from, valid_from, valid_to)
    values (${pcnId}, ${time}, ${from}::date, ${to}::date)`.execute(db);
}

export interface FollowingSession {
  readonly id: string;
  readonly clinicId: string;
  readonly title: string;
  readonly sessionOn: string;
  readonly to111At: string | null;
}

/**
 * A network's published sessions on the days that have not begun, of clinics that follow its default. Locked in order
 * of id, so that nothing is booked in them in the meantime. Sorted by clinic and start.
 */
export async function lockFollowingSessions(
  db: Db,
  { pcnId, from, to }: Pick<SaidOfUnused, 'pcnId' | 'from' | 'to'>,
): Promise<FollowingSession[]> {
  const follow = sql`from session s join shared_clinic c on c.id = s.clinic_id
    where s.pcn_id = ${pcnId}::uuid and s.state = 'PUBLISHED' and s.session_on >= ${from}::date
      and (${to}::date is null or s.session_on < ${to}::date) and c.unused_to_111_policy = 'NETWORK_DEFAULT'`;
  await sql`/* lockFollowingSessions */ select ${follow} order by s.id for update of s`.execute(db);
  const { rows } = await sql<FollowingSession>`/* followingSessions */
    select s.id, s.clinic_id as "clinicId", c.title, s.session_on::text as "sessionOn", s.to_111_at as "to111At"
    ${follow} and s.starts_at > app_now() order by c.title, c.id, s.starts_at`.execute(db);
  return rows.map((row) => ({ ...row, to111At: row.to111At === null ? null : instantText(row.to111At) }));
}

/** Gives sessions another time from which their free slots are also for NHS 111. Instants are milliseconds. */
export async function openUnusedTo111At(
  db: Db,
  sessions: readonly { readonly id: string; readonly at: number | null }[],
): Promise<void> {
  const rows = sessions.map(({ id, at }) => ({ id, at: at === null ? null : new Date(at).toISOString() }));
  await sql`/* openUnusedTo111At */
    update session s set to_111_at = x.at from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x(id uuid, at timestamptz)
    where s.id = x.id`.execute(db);
}

/** How many bookings and holds of NHS 111 are in slots of the sessions that are not held for it. */
export async function countUnusedTakenBy111(db: Db, sessionIds: readonly string[]): Promise<number> {
  return (
    (
      await sql<{ n: number }>`/* countUnusedTakenBy111 */
      select count(*)::integer as n from booking b
      join slot l on l.session_id = b.session_id and l.number = b.slot_number
      where b.session_id = any(${[...sessionIds]}::uuid[]) and b.channel = 'NHS_111' and not l.held_for_111
        and (b.state = 'CONFIRMED' or b.state = 'HELD' and b.expires_at > app_now())`.execute(db)
    ).rows[0]?.n ?? 0
  );
}

export interface ClinicApart extends UnusedTo111 {
  readonly id: string;
  readonly title: string;
}

/** A network's clinics that may have sessions on the day or later and do not follow its default, by title. */
export async function clinicsApart(db: Db, pcnId: string, from: string): Promise<ClinicApart[]> {
  return (
    await sql<ClinicApart>`/* clinicsApart */
      select id, title, unused_to_111_policy as "unusedTo111Policy",
        left(unused_to_111_from::text, 5) as "unusedTo111From"
      from shared_clinic where pcn_id = ${pcnId}::uuid and unused_to_111_policy <> 'NETWORK_DEFAULT'
        and (ends_on is null or ends_on > ${from}::date) order by title, id`.execute(db)
  ).rows;
}
