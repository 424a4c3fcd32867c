-- The London calendar day of the one clock.
create or replace function london_today() returns date
  language sql stable set search_path = pg_catalog, public, pg_temp
  as $$ select (public.app_now() at time zone 'Europe/London')::date $$;
