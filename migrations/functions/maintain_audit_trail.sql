-- The nightly maintenance of the trail, for the server to call, which may do neither of the two things itself.
create or replace function maintain_audit_trail(p_years integer) returns table (made integer, dropped integer)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp set lock_timeout = '3s'
as $$
declare
  v_kept public.audit_retention;
  v_today date := public.london_today();
  v_cut date;
  v_name text;
begin
  perform pg_advisory_xact_lock(hashtext('maintain_audit_trail'));
  select * into v_kept from public.audit_retention;
  if p_years is null or p_years < v_kept.years_at_least then
    raise exception 'the audit trail is kept for at least % years', v_kept.years_at_least
      using errcode = 'insufficient_privilege';
  end if;
  made := public.audit_make_months(3);
  dropped := 0;
  -- Years are counted from the end of the financial year, 31 March.
  v_cut := make_date(extract(year from v_today - interval '3 months')::integer - p_years, 4, 1);
  if not v_kept.held then
    for v_name in
      select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'public.audit_entry'::regclass and c.relname ~ '^audit_entry_[0-9]{4,}_[0-9]{2}$'
        and to_date(substr(c.relname, 13), 'YYYY_MM') < v_cut
      order by 1
    loop
      execute format('drop table public.%I', v_name);
      dropped := dropped + 1;
    end loop;
  end if;
  return next;
end $$;

revoke execute on function maintain_audit_trail from public;
grant execute on function maintain_audit_trail to :"app";
