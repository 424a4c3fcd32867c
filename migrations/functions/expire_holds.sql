-- An expired hold, whoever held it, gives way to anyone who claims its slot or place. This ends nothing that is still
-- held. If two of these calls meet, they wait for each other in one order.
create or replace function expire_holds(p_session uuid, p_slot integer, p_place integer) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp
as $$
  update public.booking set state = 'EXPIRED' where id in (
    select b.id from public.booking b
    where b.session_id = p_session and (b.slot_number = p_slot or b.place_number = p_place)
      and b.state = 'HELD' and b.expires_at <= public.app_now()
    order by b.id for update)
$$;

revoke execute on function expire_holds from public;
grant execute on function expire_holds to :"app";
