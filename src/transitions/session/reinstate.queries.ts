import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import { partsOfOne } from '../../sessions/ledger/rules/ledger-step.js';
import type { PlannedShare } from '../../sessions/publication/rules/plan-shares.js';

/** What ended when a session was last cancelled, one by one. */
export interface EndedThen {
  readonly bookings: readonly { readonly id: string; readonly practiceId: string; readonly odsCode: string }[];
  readonly assignments: readonly {
    readonly id: string;
    readonly name: string;
    readonly employerIds: readonly string[];
  }[];
  readonly places: number;
}

/** Precondition: the session is locked and cancelled. */
export async function endedThen(db: Db, sessionId: string): Promise<EndedThen> {
  const { rows } = await sql<EndedThen>`/* endedThen */
    select (select coalesce(json_agg(json_build_object('id', b.id, 'practiceId', b.practice_id, 'odsCode', o.ods_code)
          order by b.starts_at, b.id), '[]')
        from booking b join organisation o on o.id = b.practice_id
        where b.session_id = s.id and b.cancelled_reason = 'SESSION_CANCELLED' and b.confirmed_at is not null
          and b.cancelled_at >= coalesce(last.at, '-infinity')) as bookings,
      (select coalesce(json_agg(json_build_object('id', a.id, 'name', p.name, 'employerIds',
          array(select distinct r.employer_id from pool_release r where r.clinician_id = a.clinician_id
            and r.pcn_id = s.pcn_id and r.valid_from <= s.session_on
            and (r.valid_to is null or r.valid_to > s.session_on) order by 1)) order by a.post_number), '[]')
        from assignment a join clinician p on p.id = a.clinician_id
        where a.session_id = s.id and a.ended_reason = 'Session cancelled: ' || s.cancelled_reason) as assignments,
      (select count(*)::integer from place l where l.session_id = s.id) as places
    from session s
    cross join lateral (select max(l.entered_at) as at from share_ledger l
      where l.session_id = s.id and l.kind = 'CANCELLED') last
    where s.id = ${sessionId}::uuid`.execute(db);
  return rows[0] ?? { bookings: [], assignments: [], places: 0 };
}

export interface Reinstated {
  readonly sessionId: string;
  readonly pcnId: string;
  readonly accountId: string;
  readonly roomId: string | null;
  /** Milliseconds; null for never. */
  readonly to111At: number | null;
  readonly shares: readonly PlannedShare[];
  readonly reason: string;
}

/**
 * Publishes a cancelled session again, in its slots and posts: its places go to their new owners in order of number,
 * and the ledgers enter what it entitles to and gives, and its turn to host. Precondition: the session and the ledger
 * are locked.
 */
export async function reinstate(db: Db, of: Reinstated): Promise<void> {
  const { sessionId, pcnId, shares } = of;
  const to111At = of.to111At === null ? null : new Date(of.to111At).toISOString();
  await sql`/* reinstateSession */
    update session set state = 'PUBLISHED', cancelled_reason = null, room_id = ${of.roomId}::uuid,
      to_111_at = ${to111At}::timestamptz where id = ${sessionId}::uuid`.execute(db);
  const owners = shares.flatMap(({ practiceId, places }) => Array.from({ length: places }, () => practiceId));
  await sql`/* givePlacesAnew */
    update place p set owner_id = o.owner, given_to_id = o.owner
    from (select number, row_number() over (order by number) as nth from place where session_id = ${sessionId}::uuid) n
    left join unnest(${owners}::uuid[]) with ordinality o(owner, nth) on o.nth = n.nth
    where p.session_id = ${sessionId}::uuid and p.number = n.number`.execute(db);
  const rows = JSON.stringify(shares.map((share) => ({ ...share, parts: share.entitledParts })));
  await sql`/* forgetShares */
    update session_share set entitlement = 0, places = 0 where session_id = ${sessionId}::uuid`.execute(db);
  await sql`/* shareAnew */
    insert into session_share (session_id, pcn_id, practice_id, weight, weight_source, entitlement, places)
    select ${sessionId}::uuid, ${pcnId}::uuid, x."practiceId", x.weight, x."weightSource", x.entitlement, x.places
    from jsonb_to_recordset(${rows}::jsonb) x("practiceId" uuid, weight numeric, "weightSource" text,
      entitlement numeric, places integer)
    on conflict (session_id, practice_id) do update set weight = excluded.weight,
      weight_source = excluded.weight_source, entitlement = excluded.entitlement, places = excluded.places`.execute(db);
  await sql`/* enterSharesAnew */
    insert into share_ledger (pcn_id, account_id, practice_id, kind, session_id, on_day, entitled, given, reason,
      entered_at)
    select ${pcnId}::uuid, ${of.accountId}::uuid, x."practiceId", 'REINSTATED', s.id, s.session_on,
      x.parts / ${String(partsOfOne)}::numeric, x.places, ${of.reason}, app_now()
    from jsonb_to_recordset(${rows}::jsonb) x("practiceId" uuid, parts numeric, places integer)
    join session s on s.id = ${sessionId}::uuid`.execute(db);
  await sql`/* enterTurnAnew */
    insert into hosting_ledger (pcn_id, clinic_id, site_id, kind, session_id, on_day, entitled, hosted, entered_at)
    select l.pcn_id, l.clinic_id, l.site_id, 'REINSTATED', l.session_id, l.on_day, -l.entitled, -l.hosted, app_now()
    from (select distinct on (site_id) * from hosting_ledger
      where session_id = ${sessionId}::uuid and kind = 'CANCELLED' order by site_id, id desc) l
    where l.entitled <> 0 or l.hosted <> 0 order by l.site_id`.execute(db);
}
