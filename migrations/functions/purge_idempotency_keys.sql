-- Deletes keys past their 24 hours, whoever's they were; otherwise only their own subject sees their rows.
create or replace function purge_idempotency_keys() returns bigint
  language sql security definer set search_path = pg_catalog, public, pg_temp
as $$
  with gone as (
    delete from public.idempotency_key where created_at < public.app_now() - interval '24 hours' returning 1
  )
  select count(*) from gone
$$;

revoke execute on function purge_idempotency_keys from public;
grant execute on function purge_idempotency_keys to :"app";
