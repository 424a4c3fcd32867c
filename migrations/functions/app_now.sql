-- The one clock: no rule gets the time from anything else. Only tests and examples set the shift.
create or replace function app_now() returns timestamptz
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select clock_timestamp() + shift from public.app_clock $$;

grant execute on function app_now to :"app";
