-- A second employer identifies a clinician by code and registration number, before any row is visible to it.
create or replace function find_clinician(p_code text, p_registration text) returns table (id uuid, role_code text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select c.id, c.role_code from public.clinician c
    where c.code = p_code and exists (select from public.registration g where g.clinician_id = c.id
      and g.number = p_registration) $$;

revoke execute on function find_clinician from public;
grant execute on function find_clinician to :"app";
