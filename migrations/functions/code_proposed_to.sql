-- The code by which an employer knows the person to whom it proposed a job: it gave that code itself.
create or replace function code_proposed_to(p_employment uuid) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select c.code from public.employment e join public.clinician c on c.id = e.clinician_id
  where e.id = p_employment
    and e.employer_id = any(string_to_array(current_setting('app.organisations', true), ',')::uuid[])
$$;

revoke execute on function code_proposed_to from public;
grant execute on function code_proposed_to to :"app";
