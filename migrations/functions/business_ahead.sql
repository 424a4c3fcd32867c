-- How much of an organisation's business lies ahead of a day. Only numbers, for those who decide about its network.
create or replace function business_ahead(p_organisation uuid, p_from date)
  returns table (pcn_id uuid, bookings integer, waiting integer, room_offers integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  with networks as (
    select unnest(string_to_array(current_setting('app.pcns', true), ',')::uuid[]) as id
  )
  select n.id, (select count(*)::integer from public.booking b
      where b.practice_id = p_organisation and b.pcn_id = n.id and b.state in ('HELD', 'CONFIRMED')
        and (b.state = 'CONFIRMED' or b.expires_at > public.app_now())
        and b.starts_at >= (p_from::timestamp at time zone 'Europe/London')),
    (select count(*)::integer from public.waiting_entry w
      where w.practice_id = p_organisation and w.pcn_id = n.id and w.state in ('WAITING', 'OFFERED')
        and w.to_on > p_from),
    (select count(*)::integer from public.accommodation_offer a
      where a.offered_by_id = p_organisation and a.pcn_id = n.id and a.state <> 'DECLINED'
        and (a.valid_to is null or a.valid_to > p_from))
  from networks n
$$;

revoke execute on function business_ahead from public;
grant execute on function business_ahead to :"app";
