-- Whether nobody has run a site yet: whoever opens it is about to say who does. Policies of site_operation ask it, so it
-- reads the table past them.
create or replace function is_new_site(p_site uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select not exists (select from public.site_operation x where x.site_id = p_site)
$$;

revoke execute on function is_new_site from public;
grant execute on function is_new_site to :"app";
