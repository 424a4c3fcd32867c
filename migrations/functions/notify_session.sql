-- As notify_availability, for changes that no trigger reports, such as places that change hands.
create or replace function notify_session(p_session uuid) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp
as $$
  select pg_notify('availability_changed', json_build_object('pcnId', s.pcn_id, 'sessionIds', json_build_array(s.id),
    'version', nextval('public.availability_version')::text)::text) from public.session s where s.id = p_session
$$;

revoke execute on function notify_session from public;
grant execute on function notify_session to :"app";
