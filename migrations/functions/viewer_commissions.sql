-- Whether the viewer, as an ICB that decides about contracts, commissions an organisation today, directly or through a
-- sub-ICB.
create or replace function viewer_commissions(p_organisation uuid) returns boolean
  language sql stable set search_path = pg_catalog, public, pg_temp
as $$
  select current_setting('app.role', true) = 'icb-contract-manager' and exists (
    with recursive above(id) as (
      select p_organisation
      union
      select c.commissioner_id from public.commissioning c join above a on c.organisation_id = a.id
      where c.valid_from <= public.london_today() and (c.valid_to is null or c.valid_to > public.london_today()))
    select from above a where a.id <> p_organisation
      and a.id = any(string_to_array(current_setting('app.organisations', true), ',')::uuid[]))
$$;

revoke execute on function viewer_commissions from public;
grant execute on function viewer_commissions to :"app";
