-- The database tells those who wait for a change of availability, so any number of servers can serve them.
create or replace function notify_availability() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  changed record;
begin
  for changed in
    select n.pcn_id, array_agg(distinct n.session_id) as sessions
    from (select to_jsonb(r)->>'pcn_id' as pcn_id,
            coalesce(to_jsonb(r)->>'session_id', to_jsonb(r)->>'id') as session_id
          from new_rows r) n
    group by n.pcn_id
  loop
    perform pg_notify('availability_changed', json_build_object('pcnId', changed.pcn_id,
      'sessionIds', case when cardinality(changed.sessions) <= 20 then to_json(changed.sessions) else '[]'::json end,
      'version', nextval('public.availability_version')::text)::text);
  end loop;
  return null;
end $$;

revoke execute on function notify_availability from public;
