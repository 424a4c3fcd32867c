-- Whether the viewer may change what is recorded of an organisation: whoever commissions it and, as its manager, itself.
create or replace function viewer_keeps(p_organisation uuid) returns boolean
  language sql stable set search_path = pg_catalog, public, pg_temp
as $$
  select (current_setting('app.role', true) in ('practice-manager', 'provider-manager')
      and p_organisation = any(string_to_array(current_setting('app.organisations', true), ',')::uuid[]))
    or public.viewer_commissions(p_organisation)
$$;

revoke execute on function viewer_keeps from public;
grant execute on function viewer_keeps to :"app";
