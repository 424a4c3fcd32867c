-- Published sessions at a site from a day on, of any network; it shows which session only if the viewer may know.
create or replace function sessions_at_site(p_site uuid, p_from date)
  returns table (session_id uuid, pcn_id uuid, session_on date, starts_at timestamptz, ends_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select case when s.pcn_id = any(string_to_array(current_setting('app.pcns', true), ',')::uuid[])
      or public.serves_lender(s.id) then s.id end, s.pcn_id, s.session_on, s.starts_at, s.ends_at
  from public.session s where s.site_id = p_site and s.state = 'PUBLISHED' and s.session_on >= p_from
    and exists (select from public.site_operation x where x.site_id = p_site
      and public.organisation_is_mine(x.operator_id))
$$;

revoke execute on function sessions_at_site from public;
grant execute on function sessions_at_site to :"app";
