-- Published sessions in a room from a day on, of any network; it shows which session only if the viewer may know.
-- Only for who runs the room's site, or offers the room.
create or replace function sessions_in_room(p_room uuid, p_from date)
  returns table (session_id uuid, pcn_id uuid, session_on date, starts_at timestamptz, ends_at timestamptz, booked integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select case when s.pcn_id = any(string_to_array(current_setting('app.pcns', true), ',')::uuid[])
      or public.serves_lender(s.id) then s.id end, s.pcn_id, s.session_on, s.starts_at, s.ends_at,
    (select count(*)::integer from public.slot l where l.session_id = s.id and l.taken_until > public.app_now())
  from public.session s where s.room_id = p_room and s.state = 'PUBLISHED' and s.session_on >= p_from
    and s.ends_at > public.app_now()
    and (exists (select from public.room r join public.site_operation x on x.site_id = r.site_id
        where r.id = p_room and public.organisation_is_mine(x.operator_id))
      or exists (select from public.accommodation_offer a where a.room_id = p_room
        and public.organisation_is_mine(a.offered_by_id)))
$$;

revoke execute on function sessions_in_room from public;
grant execute on function sessions_in_room to :"app";
