-- When a room that is offered to the viewer's network is in use; it shows which session only within that network.
create or replace function room_busy_times(p_room_ids uuid[], p_from timestamptz, p_to timestamptz)
  returns table (room_id uuid, starts_at timestamptz, ends_at timestamptz, session_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  with asking as (select string_to_array(current_setting('app.pcns', true), ',')::uuid[] as pcns)
  select s.room_id, s.starts_at, s.ends_at, case when s.pcn_id = any(q.pcns) then s.id end
  from public.session s cross join asking q
  where s.room_id = any(p_room_ids) and s.state = 'PUBLISHED'
    and tstzrange(s.starts_at, s.ends_at) && tstzrange(p_from, p_to)
    and exists (select from public.accommodation_offer a where a.room_id = s.room_id
      and a.state = 'ACCEPTED' and a.pcn_id = any(q.pcns))
$$;

revoke execute on function room_busy_times from public;
grant execute on function room_busy_times to :"app";
