-- The same of a site: whoever keeps the organisation that runs it today or will run it. Policies of site_operation ask
-- it, so it reads the table past them.
create or replace function viewer_keeps_site(p_site uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select exists (select from public.site_operation x where x.site_id = p_site
    and (x.valid_to is null or x.valid_to > public.london_today()) and public.viewer_keeps(x.operator_id))
$$;

revoke execute on function viewer_keeps_site from public;
grant execute on function viewer_keeps_site to :"app";
