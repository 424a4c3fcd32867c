import { type RawBuilder, sql } from 'kysely';
import { keyset } from '../../platform/paging/keyset.js';
import type { Db } from '../../platform/database/scope.js';
import type { Page } from '../../platform/paging/page.js';
import type { DeliveryMode } from '../service/rules/delivery-mode.js';

export type SessionState = 'PUBLISHED' | 'CANCELLED';

/** Instants are PostgreSQL's text in UTC; days are London days. */
export interface SessionRow {
  readonly id: string;
  readonly pcnId: string;
  readonly clinicId: string;
  readonly serviceId: string;
  readonly occurrenceOn: string;
  readonly sessionOn: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly startTime: string;
  readonly endTime: string;
  readonly siteId: string;
  readonly roomId: string | null;
  readonly state: SessionState;
  readonly cancelledReason: string | null;
  readonly poolAt: string;
  readonly to111At: string | null;
  readonly bookableUnstaffed: boolean;
  readonly publishedAt: string;
}

/** The columns of SessionRow over `session s`. */
export const sessionColumns = sql`s.id, s.pcn_id as "pcnId", s.clinic_id as "clinicId", s.service_id as "serviceId",
  s.occurrence_on::text as "occurrenceOn", s.session_on::text as "sessionOn", s.starts_at as "startsAt",
  s.ends_at as "endsAt", to_char(s.starts_at at time zone 'Europe/London', 'HH24:MI') as "startTime",
  to_char(s.ends_at at time zone 'Europe/London', 'HH24:MI') as "endTime", s.site_id as "siteId",
  s.room_id as "roomId", s.state, s.cancelled_reason as "cancelledReason", s.pool_at as "poolAt",
  s.to_111_at as "to111At",
  s.bookable_unstaffed as "bookableUnstaffed", s.published_at as "publishedAt"`;

/** In no particular order; what does not exist or may not be seen is left out. */
export async function sessionsByIds(db: Db, ids: readonly string[]): Promise<SessionRow[]> {
  return (
    await sql<SessionRow>`/* sessionsByIds */
      select ${sessionColumns} from session s where s.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

/**
 * Which sessions are listed: of a clinic, a network, a service, a site or a room, held on London days `[from, to)`;
 * null means no limit, and what is left out limits nothing.
 */
export interface SessionFilter {
  readonly clinicId?: string | undefined;
  readonly pcnId?: string | undefined;
  readonly serviceId?: string | undefined;
  readonly siteId?: string | undefined;
  readonly roomId?: string | undefined;
  /** Only sessions that this clinician is assigned to, as far as the viewer sees the assignments. */
  readonly clinicianId?: string | undefined;
  /** Only sessions with a post of this role. */
  readonly roleCode?: string | undefined;
  /** Only sessions with a post (of the role, if one is given) that nobody fills. */
  readonly openPosts?: boolean | undefined;
  readonly from: string | null;
  readonly to: string | null;
  readonly states: readonly SessionState[];
}

export const everySessionState: readonly SessionState[] = ['PUBLISHED', 'CANCELLED'];

/**
 * London midnights bound the index on the start; the day itself decides. When a session was changed in place, its old
 * form is not listed as a session: it is read through what was once booked in it.
 */
function matching(filter: SessionFilter): RawBuilder<unknown> {
  const { from, to, states, roleCode, openPosts } = filter;
  const is = (column: RawBuilder<unknown>, id: string | undefined) => id !== undefined && sql`${column} = ${id}::uuid`;
  const post =
    (roleCode !== undefined || openPosts === true) &&
    sql`exists (select from post o where o.session_id = s.id
      and ${roleCode === undefined ? sql`true` : sql`o.role_code = ${roleCode}`}
      and ${openPosts === true ? sql`o.clinician_id is null and s.state = 'PUBLISHED'` : sql`true`})`;
  const limits = [
    is(sql`s.clinic_id`, filter.clinicId),
    is(sql`s.pcn_id`, filter.pcnId),
    is(sql`s.service_id`, filter.serviceId),
    is(sql`s.site_id`, filter.siteId),
    is(sql`s.room_id`, filter.roomId),
    filter.clinicianId !== undefined &&
      sql`exists (select from assignment a where a.session_id = s.id and a.state = 'PUBLISHED'
        and a.clinician_id = ${filter.clinicianId}::uuid)`,
    post,
    from !== null && sql`s.starts_at >= ${from}::date::timestamp at time zone 'Europe/London'`,
    to !== null && sql`s.starts_at < ${to}::date::timestamp at time zone 'Europe/London'`,
    states.includes('CANCELLED') ? sql`not s.replaced` : sql`s.state = 'PUBLISHED'`,
    states.includes('PUBLISHED') ? false : sql`s.state = 'CANCELLED'`,
  ].filter((limit) => limit !== false);
  return sql.join(limits, sql` and `);
}

export async function listSessions(db: Db, filter: SessionFilter, page: Page): Promise<SessionRow[]> {
  const { beyond, order } = keyset(page, ['s.starts_at', 'timestamptz'], ['s.id', 'uuid']);
  return (
    await sql<SessionRow>`/* listSessions */
      select ${sessionColumns} from session s where ${matching(filter)} and ${beyond} ${order}`.execute(db)
  ).rows;
}

export interface SessionCounts {
  readonly sessions: number;
  readonly posts: number;
  readonly openPosts: number;
}

/** Posts count only in sessions that are not cancelled. */
export async function countSessions(db: Db, filter: SessionFilter): Promise<SessionCounts> {
  const { rows } = await sql<SessionCounts>`/* countSessions */
    select count(*)::integer as sessions, coalesce(sum(p.posts), 0)::integer as posts,
      coalesce(sum(p.open), 0)::integer as "openPosts"
    from session s
    left join lateral (select count(*) as posts, count(*) filter (where o.clinician_id is null) as open
      from post o where o.session_id = s.id and s.state = 'PUBLISHED') p on true
    where ${matching(filter)}`.execute(db);
  return rows[0] ?? { sessions: 0, posts: 0, openPosts: 0 };
}

export interface PostRow {
  readonly sessionId: string;
  readonly number: number;
  readonly pcnId: string;
  readonly line: number;
  readonly roleCode: string;
  readonly clinicianId: string | null;
  readonly assignmentId: string | null;
}

/** The posts of each session, by number, with who fills them now. */
export async function postsOfSessions(db: Db, sessionIds: readonly string[]): Promise<PostRow[]> {
  return (
    await sql<PostRow>`/* postsOfSessions */
      select o.session_id as "sessionId", o.number, o.pcn_id as "pcnId", o.line, o.role_code as "roleCode",
        o.clinician_id as "clinicianId", a.id as "assignmentId"
      from post o
      left join assignment a on a.session_id = o.session_id and a.post_number = o.number and a.state = 'PUBLISHED'
      where o.session_id = any(${[...sessionIds]}::uuid[]) order by o.session_id, o.number`.execute(db)
  ).rows;
}

export interface ShareRow {
  readonly sessionId: string;
  readonly pcnId: string;
  readonly practiceId: string;
  readonly weight: number;
  readonly weightSource: string;
  readonly entitlement: number;
  readonly placesGiven: number;
  readonly placesNow: number;
  readonly placesFree: number;
}

/**
 * Each practice's share of each session, by ODS code, including practices that only have places because another gave
 * them.
 */
export async function sharesOfSessions(db: Db, sessionIds: readonly string[]): Promise<ShareRow[]> {
  return (
    await sql<ShareRow>`/* sharesOfSessions */
      with owned as (
        select p.session_id, p.pcn_id, p.owner_id as practice_id, count(*)::integer as now,
          (count(*) filter (where is_free(p.taken_until, c.now)))::integer as free
        from place p cross join (select app_now() as now) c
        where p.session_id = any(${[...sessionIds]}::uuid[]) and p.owner_id is not null
        group by p.session_id, p.pcn_id, p.owner_id
      ), given as (select * from session_share where session_id = any(${[...sessionIds]}::uuid[]))
      select session_id as "sessionId", pcn_id as "pcnId", practice_id as "practiceId", coalesce(g.weight, 0)::float8 as weight,
        coalesce(g.weight_source, 'No share of its own: given by another practice') as "weightSource",
        coalesce(g.entitlement, 0)::float8 as entitlement, coalesce(g.places, 0) as "placesGiven",
        coalesce(w.now, 0) as "placesNow", coalesce(w.free, 0) as "placesFree"
      from given g full join owned w using (session_id, pcn_id, practice_id) join organisation o on o.id = practice_id
      order by session_id, o.ods_code`.execute(db)
  ).rows;
}

export interface PoolRow {
  readonly sessionId: string;
  readonly owned: number;
  readonly free: number;
}

/** The places of each session that nobody owns; a session without any is left out. */
export async function poolsOfSessions(db: Db, sessionIds: readonly string[]): Promise<PoolRow[]> {
  return (
    await sql<PoolRow>`/* poolsOfSessions */
      select p.session_id as "sessionId", count(*)::integer as owned,
        (count(*) filter (where is_free(p.taken_until, c.now)))::integer as free
      from place p cross join (select app_now() as now) c
      where p.session_id = any(${[...sessionIds]}::uuid[]) and p.owner_id is null group by p.session_id`.execute(db)
  ).rows;
}

export interface SlotRow {
  readonly sessionId: string;
  readonly number: number;
  readonly postNumber: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly deliveryModes: readonly DeliveryMode[];
  readonly releasedAt: string;
  readonly heldFor111: boolean;
  readonly free: boolean;
}

/** The slots of each session. */
export async function slotsOfSessions(db: Db, sessionIds: readonly string[]): Promise<SlotRow[]> {
  return (
    await sql<SlotRow>`/* slotsOfSessions */
      select l.session_id as "sessionId", l.number, l.post_number as "postNumber", l.starts_at as "startsAt",
        l.ends_at as "endsAt", l.delivery_modes as "deliveryModes", l.released_at as "releasedAt",
        l.held_for_111 as "heldFor111", is_free(l.taken_until, c.now) as free
      from slot l cross join (select app_now() as now) c
      where l.session_id = any(${[...sessionIds]}::uuid[]) order by l.session_id, l.starts_at, l.number`.execute(db)
  ).rows;
}
