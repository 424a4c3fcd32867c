-- Which services have patients waiting. Only for the server itself, before it acts for anyone.
create or replace function services_waited_for() returns table (pcn_code text, service_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select distinct o.ods_code, w.service_id from public.waiting_entry w join public.organisation o on o.id = w.pcn_id
  where w.state in ('WAITING', 'OFFERED') and w.to_on > public.london_today()
    and coalesce(current_setting('app.actor', true), '') = ''
$$;

revoke execute on function services_waited_for from public;
grant execute on function services_waited_for to :"app";
