-- Whether the viewer's organisation lends a clinician to a network on a day.
create or replace function lent_by_viewer(p_clinician uuid, p_pcn uuid, p_day date) returns boolean
  language sql stable security definer cost 1 set search_path = pg_catalog, public, pg_temp
as $$
  select p_pcn = any(string_to_array(current_setting('app.lent_pcns', true), ',')::uuid[]) and exists (
    select from public.pool_release r where r.clinician_id = p_clinician and r.pcn_id = p_pcn
    and r.employer_id = any(string_to_array(current_setting('app.organisations', true), ',')::uuid[])
    and r.state = 'ACCEPTED' and daterange(r.valid_from, r.valid_to) @> p_day)
$$;

revoke execute on function lent_by_viewer from public;
grant execute on function lent_by_viewer to :"app";
