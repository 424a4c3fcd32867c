import { type Kysely, sql } from 'kysely';
import { availability as availabilityBefore } from './0016-waiting-and-needs.js';

const parameters = `p_practice uuid, p_from timestamptz, p_to timestamptz, p_limit integer default null,
  p_after_start timestamptz default null, p_after_id uuid default null, p_for_111 boolean default false,
  p_own_share_only boolean default false, p_session uuid default null, p_service uuid default null,
  p_step_free boolean default false, p_role text default null, p_delivery_modes text[] default null,
  p_language text default null, p_latitude float8 default null, p_longitude float8 default null,
  p_within_km float8 default null, p_need text default null, p_at timestamptz default null`;

/**
 * As in 0016; from the time on that its clinic sets, NHS 111 is shown a session's general slots with those held for it,
 * where the patient's practice has a place for one.
 */
function availability(name: string, beyond: '>' | '<', direction: 'asc' | 'desc'): string {
  return `
create or replace function ${name}(${parameters})
  returns table (id uuid, pcn_id uuid, clinic_id uuid, service_id uuid, session_on date, starts_at timestamptz,
    ends_at timestamptz, site_id uuid, pool_at timestamptz, own_places_free integer, pool_places_free integer,
    other_places_free integer, bookable integer, distance_km float8, step_free boolean, slot_numbers integer[],
    slot_starts bigint[], slot_ends bigint[], slot_modes text[], slot_roles text[], holder_id uuid)
  language sql stable rows 100
as $$
  with rights as materialized (select r.holder_id, r.pcn_id, r.service_id, r.days from booking_rights(p_practice) r
    where p_need is null or exists (select from service v where v.id = r.service_id
      and (v.needs = '{}' or p_need = any(v.needs))))
  select a.*
  from (select w.pcn_id, coalesce(p_at, app_now()) as now from rights w group by w.pcn_id) n
  cross join lateral (
    select s.id, s.pcn_id, s.clinic_id, s.service_id, s.session_on, s.starts_at, s.ends_at, s.site_id, s.pool_at,
      f.own, f.pool, f.others, b.bookable, b.distance_km, b.step_free, g.numbers, g.starts, g.ends, g.modes, g.roles,
      q.holder_id
    from session s
    join rights q on q.pcn_id = s.pcn_id and q.service_id = s.service_id and q.days @> s.session_on
    cross join lateral (
      select count(*) filter (where p.owner_id = q.holder_id)::integer as own,
        count(*) filter (where p.owner_id is null)::integer as pool,
        count(*) filter (where p.owner_id <> q.holder_id and s.pool_at <= n.now)::integer as others
      from place p where p.session_id = s.id and is_free(p.taken_until, n.now)
    ) f
    cross join lateral (
      select case when p_own_share_only then f.own else f.own + f.pool + f.others end as places,
        p_for_111 and coalesce(s.to_111_at <= n.now, false) as general_for_111
    ) u
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
        count(*) filter (where not l.held_for_111)::integer as general,
        array_agg(l.number) as numbers,
        array_agg(date_part('epoch', l.starts_at)::bigint) as starts,
        array_agg(date_part('epoch', l.ends_at)::bigint) as ends,
        array_agg(array_to_string(l.delivery_modes, '+')) as modes,
        array_agg(o.roles[array_position(o.numbers, l.post_number)]) as roles
      from slot l
      where l.session_id = s.id and l.post_number = any(o.numbers)
        and (l.held_for_111 = p_for_111 or u.general_for_111 and u.places > 0)
        and l.released_at <= n.now and l.starts_at > n.now
        and is_free(l.taken_until, n.now)
        and (p_delivery_modes is null or p_delivery_modes && l.delivery_modes)
    ) g
    cross join lateral (
      select g.n - g.general + least(g.general, u.places) as bookable,
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

const both = [
  ['shared_availability', '>', 'asc'],
  ['shared_availability_backward', '<', 'desc'],
] as const;

/** On the day itself, from a time that the clinic sets, slots that are still free are offered to NHS 111 as well. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
alter table shared_clinic add column unused_to_111_from time;
comment on column shared_clinic.unused_to_111_from is 'from when, on a session''s day, its free slots are also for NHS 111; null for never';
alter table session add column to_111_at timestamptz;
alter table session add constraint session_to_111_on_its_day
  check ((to_111_at at time zone 'Europe/London')::date = session_on);
${both.map(([name, beyond, direction]) => availability(name, beyond, direction)).join('\n')}
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
${both
  .map(([name, beyond, direction]) =>
    availabilityBefore(name, beyond, direction).replace('create function', 'create or replace function'),
  )
  .join('\n')}
alter table session drop column to_111_at;
alter table shared_clinic drop column unused_to_111_from;
`,
    )
    .execute(db);
}
