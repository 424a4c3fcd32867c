import { type Kysely, sql } from 'kysely';
import { type MigrationContext, quoted } from './migration-context.js';

const parameters = `p_practice uuid, p_from timestamptz, p_to timestamptz, p_limit integer default null,
  p_after_start timestamptz default null, p_after_id uuid default null, p_for_111 boolean default false,
  p_own_share_only boolean default false, p_session uuid default null, p_service uuid default null,
  p_step_free boolean default false, p_role text default null, p_delivery_mode text default null,
  p_language text default null, p_latitude float8 default null, p_longitude float8 default null,
  p_within_km float8 default null`;

const types = parameters
  .split(',')
  .map((parameter) => parameter.trim().split(' ')[1])
  .join(', ');

/**
 * One text for both directions of a page. Each network of the practice is read along its index on the start, and no
 * further than the page reaches. Columns that were not requested are not worked out, because the planner sees through
 * the function.
 */
function availability(name: string, beyond: '>' | '<', direction: 'asc' | 'desc'): string {
  return `
create function ${name}(${parameters})
  returns table (id uuid, pcn_id uuid, clinic_id uuid, service_id uuid, session_on date, starts_at timestamptz,
    ends_at timestamptz, site_id uuid, pool_at timestamptz, own_places_free integer, pool_places_free integer,
    other_places_free integer, bookable integer, distance_km float8, step_free boolean, slot_numbers integer[],
    slot_starts bigint[], slot_ends bigint[], slot_modes text[], slot_roles text[])
  language sql stable rows 100
as $$
  with rights as materialized (select r.holder_id, r.pcn_id, r.service_id, r.days from booking_rights(p_practice) r)
  select a.*
  from (select w.pcn_id, app_now() as now from rights w group by w.pcn_id) n
  cross join lateral (
    select s.id, s.pcn_id, s.clinic_id, s.service_id, s.session_on, s.starts_at, s.ends_at, s.site_id, s.pool_at,
      f.own, f.pool, f.others, b.bookable, b.distance_km, b.step_free, g.numbers, g.starts, g.ends, g.modes, g.roles
    from session s
    join rights q on q.pcn_id = s.pcn_id and q.service_id = s.service_id and q.days @> s.session_on
    cross join lateral (
      select count(*) filter (where p.owner_id = q.holder_id)::integer as own,
        count(*) filter (where p.owner_id is null)::integer as pool,
        count(*) filter (where p.owner_id <> q.holder_id and s.pool_at <= n.now)::integer as others
      from place p where p.session_id = s.id and (p.taken_until is null or p.taken_until <= n.now)
    ) f
    cross join lateral (
      select array_agg(o.number) as numbers, array_agg(o.role_code) as roles
      from post o
      where o.session_id = s.id and (o.clinician_id is not null or s.bookable_unstaffed)
        and (p_role is null or o.role_code = p_role)
        and (p_language is null
          or exists (select from clinician k where k.id = o.clinician_id and p_language = any(k.languages)))
    ) o
    cross join lateral (
      select count(*)::integer as n,
        array_agg(l.number) as numbers,
        array_agg(date_part('epoch', l.starts_at)::bigint) as starts,
        array_agg(date_part('epoch', l.ends_at)::bigint) as ends,
        array_agg(array_to_string(l.delivery_modes, '+')) as modes,
        array_agg(o.roles[array_position(o.numbers, l.post_number)]) as roles
      from slot l
      where l.session_id = s.id and l.post_number = any(o.numbers)
        and l.held_for_111 = p_for_111 and l.released_at <= n.now and l.starts_at > n.now
        and (l.taken_until is null or l.taken_until <= n.now)
        and (p_delivery_mode is null or p_delivery_mode = any(l.delivery_modes))
    ) g
    cross join lateral (
      select least(g.n, case when p_for_111 then g.n when p_own_share_only then f.own else f.own + f.pool + f.others end)
          as bookable,
        case when p_latitude is not null then (
          select round((2 * 6371.0088 * asin(least(1, sqrt(power(sin(radians(t.latitude - p_latitude) / 2), 2)
            + cos(radians(p_latitude)) * cos(radians(t.latitude))
              * power(sin(radians(t.longitude - p_longitude) / 2), 2)))))::numeric, 1)::float8
          from site t where t.id = s.site_id) end as distance_km,
        (select r.step_free from room r where r.id = s.room_id) as step_free
    ) b
    where s.pcn_id = n.pcn_id and s.state = 'PUBLISHED' and s.starts_at >= p_from and s.starts_at < p_to
      and s.ends_at > n.now and b.bookable > 0
      and (p_after_id is null or (s.starts_at, s.id) ${beyond} (p_after_start, p_after_id))
      and (p_session is null or s.id = p_session)
      and (p_service is null or s.service_id = p_service)
      and (not p_step_free or b.step_free)
      and (p_within_km is null or b.distance_km <= p_within_km)
    order by s.starts_at ${direction}, s.id ${direction} limit p_limit
  ) a
  order by a.starts_at ${direction}, a.id ${direction} limit p_limit
$$;`;
}

/** Policies as they were: the list of ids is split for every row; only the setting is read once a statement. */
function perRow(setting: string): string {
  return `(string_to_array(( SELECT current_setting('${setting}'::text, true) AS current_setting), ','::text))::uuid[]`;
}
/** The same list, taken apart once a statement. */
function perStatement(setting: string): string {
  return `((select string_to_array(current_setting('${setting}', true), ',')::uuid[]))::uuid[]`;
}
const settings = ['app.pcns', 'app.booking_pcns', 'app.organisations', 'app.clinicians'];

/** Rewrites every policy of ours whose text holds one of the lists. */
function rewritePolicies(from: (setting: string) => string, to: (setting: string) => string): string {
  const rewritten = (text: string) =>
    settings.reduce((inner, setting) => `replace(${inner}, $q$${from(setting)}$q$, $q$${to(setting)}$q$)`, text);
  return `
do $$
declare p record;
begin
  for p in select tablename, policyname, qual, with_check, ${rewritten('qual')} as new_qual,
      ${rewritten('with_check')} as new_check
    from pg_policies where schemaname = 'public'
  loop
    if p.new_qual is distinct from p.qual then
      execute format('alter policy %I on %I using (%s)', p.policyname, p.tablename, p.new_qual);
    end if;
    if p.new_check is distinct from p.with_check then
      execute format('alter policy %I on %I with check (%s)', p.policyname, p.tablename, p.new_check);
    end if;
  end loop;
end $$;`;
}

/** What PostgreSQL prints for `perStatement`. */
function perStatementPrinted(setting: string): string {
  return `( SELECT (string_to_array(current_setting('${setting}'::text, true), ','::text))::uuid[] AS string_to_array)::uuid[]`;
}

/**
 * The rule of availability in the database, where one statement answers it and every reader shares it; and policies
 * whose cost does not grow with the rows they look at.
 */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql
    .raw(
      `
${rewritePolicies(perRow, perStatement)}

-- What a practice's patients can have: sessions in which the practice may book now, with its free places and the slots it
-- may take. Free places of others count from the session's pool time on. Slots are told as lists of one length and one
-- order, which is no particular one: their numbers, when they start and end in seconds since 1970, how they are given
-- (joined by +), by which role.
${availability('shared_availability', '>', 'asc')}
-- The same from the end of a window backwards: \`p_after_…\` then names what the page lies before.
${availability('shared_availability_backward', '<', 'desc')}
comment on function shared_availability(${types}) is 'the rule of availability; see also claim-slot.ts, which says why not';
${['shared_availability', 'shared_availability_backward']
  .map(
    (name) =>
      `revoke execute on function ${name}(${types}) from public; grant execute on function ${name}(${types}) to ${quoted(context.appRole)};`,
  )
  .join('\n')}
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
drop function shared_availability(${types});
drop function shared_availability_backward(${types});
${rewritePolicies(perStatementPrinted, (setting) => `(string_to_array((select current_setting('${setting}', true)), ','))::uuid[]`)}
`,
    )
    .execute(db);
}
