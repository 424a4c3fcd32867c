-- shared_availability from the end of a window backwards: p_after_... then names the row that the page comes before.
create or replace function shared_availability_backward(p_practice uuid, p_from timestamptz, p_to timestamptz,
    p_limit integer default null, p_after_start timestamptz default null, p_after_id uuid default null,
    p_for_111 boolean default false, p_own_share_only boolean default false, p_session uuid default null,
    p_service uuid default null, p_step_free boolean default false, p_role text default null,
    p_delivery_modes text[] default null, p_language text default null, p_latitude float8 default null,
    p_longitude float8 default null, p_within_km float8 default null, p_need text default null,
    p_at timestamptz default null)
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
      e.own, e.pool, e.others, e.bookable, b.distance_km, b.step_free, e.numbers, e.starts, e.ends, e.modes, e.roles,
      q.holder_id
    from session s
    join rights q on q.pcn_id = s.pcn_id and q.service_id = s.service_id and q.days @> s.session_on
    cross join lateral session_openings(s.id, s.state, s.pool_at, s.to_111_at, s.bookable_unstaffed, q.holder_id, n.now,
      p_for_111, p_own_share_only, p_role, p_language, p_delivery_modes) e
    cross join lateral (
      select case when p_latitude is not null then (
          select round((2 * 6371.0088 * asin(least(1, sqrt(power(sin(radians(t.latitude - p_latitude) / 2), 2)
            + cos(radians(p_latitude)) * cos(radians(t.latitude))
              * power(sin(radians(t.longitude - p_longitude) / 2), 2)))))::numeric, 1)::float8
          from site t where t.id = s.site_id) end as distance_km,
        (select r.step_free from room r where r.id = s.room_id) as step_free
    ) b
    where s.pcn_id = n.pcn_id and s.state = 'PUBLISHED' and s.starts_at >= p_from and s.starts_at < p_to
      and s.ends_at > n.now and e.bookable > 0
      and (p_after_id is null or (s.starts_at, s.id) < (p_after_start, p_after_id))
      and (p_session is null or s.id = p_session)
      and (p_service is null or s.service_id = p_service)
      and (not p_step_free or b.step_free)
      and (p_within_km is null or b.distance_km <= p_within_km)
    order by s.starts_at desc, s.id desc limit p_limit
  ) a
  order by a.starts_at desc, a.id desc limit p_limit
$$;

revoke execute on function shared_availability_backward from public;
grant execute on function shared_availability_backward to :"app";
