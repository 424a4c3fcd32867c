import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';

export const continuityAspects = ['HOLDER', 'NETWORK', 'OPERATOR'] as const;
export type ContinuityAspect = (typeof continuityAspects)[number];

/** Days `[from, to)` on which a practice or site had none, or two, of something it should have exactly one of. */
export interface ContinuityRow {
  readonly aspect: ContinuityAspect;
  readonly practiceId: string;
  readonly practiceCode: string;
  readonly siteId: string | null;
  readonly siteName: string | null;
  readonly from: string;
  readonly to: string;
  /** 0, or at least 2. */
  readonly count: number;
}

/**
 * Where continuity broke on the days `[from, to)`. On each day an open practice should have one contract holder and one
 * network, and each open site that it ever ran should have one operator. Days are cut at every start and end of a row,
 * and counted.
 * @param of one practice, or everything that the organisation commissions, directly or through others, on any of the
 * days.
 */
export async function continuityOf(
  db: Db,
  of: { practiceId: string } | { commissionerId: string },
  from: string,
  to: string,
): Promise<ContinuityRow[]> {
  const window = sql`daterange(${from}::date, ${to}::date)`;
  const practices =
    'practiceId' in of
      ? sql`select ${of.practiceId}::uuid as id`
      : sql`with recursive below(id) as (
          select ${of.commissionerId}::uuid
          union
          select c.organisation_id from commissioning c join below b on c.commissioner_id = b.id
          where daterange(c.valid_from, c.valid_to) && ${window}
        ) select id from below`;
  return (
    await sql<ContinuityRow>`/* continuityOf */
      with practice as materialized (
        select o.id, o.ods_code, daterange(o.opened_on, o.closed_on) * ${window} as open
        from (${practices}) p join organisation o on o.id = p.id where o.kind = 'PRACTICE'
      ), run as materialized (
        select distinct on (s.id) s.id as site_id, s.name, p.id, p.ods_code,
          daterange(s.opened_on, s.closed_on) * ${window} as open
        from practice p join site_operation x on x.operator_id = p.id join site s on s.id = x.site_id
        order by s.id, x.valid_from desc
      ), subject as (
        select 'HOLDER' as aspect, id, ods_code, null::uuid as site_id, null::text as name, open from practice
        union all select 'NETWORK', id, ods_code, null, null, open from practice
        union all select 'OPERATOR', id, ods_code, site_id, name, open from run
      ), term as (
        select 'HOLDER' as aspect, practice_id as id, daterange(valid_from, valid_to) as days from contract
        union all select 'NETWORK', practice_id, daterange(valid_from, valid_to) from membership
        union all select 'OPERATOR', site_id, daterange(valid_from, valid_to) from site_operation
      ), edge as (
        select s.aspect, s.id, s.site_id, lower(s.open) as day from subject s where not isempty(s.open)
        union select s.aspect, s.id, s.site_id, e.day from subject s
          join term t on t.aspect = s.aspect and t.id = coalesce(s.site_id, s.id)
          cross join lateral (values (lower(t.days)), (upper(t.days))) e(day) where s.open @> e.day
      ), piece as (
        select s.*, e.day as begins, coalesce(lead(e.day) over (partition by s.aspect, s.id, s.site_id order by e.day),
          upper(s.open)) as ends
        from edge e join subject s on (s.aspect, s.id) = (e.aspect, e.id) and s.site_id is not distinct from e.site_id
      ), counted as (
        select p.*, (select count(*)::integer from term t where t.aspect = p.aspect and t.id = coalesce(p.site_id, p.id)
          and t.days @> p.begins) as count from piece p
      ), grouped as (
        select c.*, sum(case when joins then 0 else 1 end) over (partition by aspect, id, site_id order by begins) as part
        from (select c.*, coalesce(lag(c.ends) over w = c.begins and lag(c.count) over w = c.count, false) as joins
          from counted c where c.count <> 1 window w as (partition by c.aspect, c.id, c.site_id order by c.begins)) c
      )
      select aspect, id as "practiceId", ods_code as "practiceCode", site_id as "siteId", name as "siteName",
        min(begins)::text as "from", max(ends)::text as "to", count
      from grouped group by aspect, id, ods_code, site_id, name, part, count
      order by ods_code, aspect, name, min(begins)`.execute(db)
  ).rows;
}
