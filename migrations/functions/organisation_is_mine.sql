-- Whether the viewer runs an organisation or, as an ICB, commissions it directly or through a sub-ICB, now or at any
-- other time.
create or replace function organisation_is_mine(p_organisation uuid) returns boolean
  language sql stable set search_path = pg_catalog, public, pg_temp
as $$
  select p_organisation = any(m.ids) or exists (select from public.commissioning c
    where c.organisation_id = p_organisation and (c.commissioner_id = any(m.ids) or exists (
      select from public.commissioning a where a.organisation_id = c.commissioner_id
        and a.commissioner_id = any(m.ids))))
  from (select string_to_array(current_setting('app.organisations', true), ',')::uuid[] as ids) m
$$;

revoke execute on function organisation_is_mine from public;
