-- Each month of London time has its own partition, created in advance. Rows written before it existed are moved into
-- it.
create or replace function audit_make_months(p_ahead integer) returns integer
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  v_today date := public.london_today();
  v_month date;
  v_name text;
  v_from timestamptz;
  v_to timestamptz;
  v_made integer := 0;
begin
  for v_month in
    select date_trunc('month', v_today + make_interval(months => m))::date from generate_series(0, p_ahead) m
    union
    select distinct date_trunc('month', at at time zone 'Europe/London')::date from public.audit_entry_other
    order by 1
  loop
    v_name := 'audit_entry_' || to_char(v_month, 'YYYY_MM');
    continue when to_regclass('public.' || v_name) is not null;
    v_from := v_month::timestamp at time zone 'Europe/London';
    v_to := (v_month + interval '1 month') at time zone 'Europe/London';
    -- Writers wait for the lock: one that had already chosen the default partition would be refused once the month has
    -- its own.
    lock table public.audit_entry in share row exclusive mode;
    execute format('create table public.%I (like public.audit_entry including defaults including constraints)', v_name);
    execute format('with moved as (delete from public.audit_entry_other where at >= %L and at < %L returning *)
      insert into public.%I select * from moved', v_from, v_to, v_name);
    execute format('alter table public.audit_entry attach partition public.%I for values from (%L) to (%L)',
      v_name, v_from, v_to);
    v_made := v_made + 1;
  end loop;
  return v_made;
end $$;

revoke execute on function audit_make_months from public;
