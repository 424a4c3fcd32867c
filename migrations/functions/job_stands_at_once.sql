-- The one rule for jobs that need nobody's consent: the job follows one of the viewer's own that is not over, or the
-- viewer has put the person on record and nobody else has ever employed them. A caller that acts on the answer holds
-- the lock on the person's row.
create or replace function job_stands_at_once(p_clinician uuid, p_from date) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select exists (select from public.employment e where e.clinician_id = p_clinician and e.state = 'ACCEPTED'
      and e.employer_id = any(string_to_array(current_setting('app.organisations', true), ',')::uuid[])
      and e.valid_from <= p_from and (e.valid_to is null or e.valid_to > public.london_today()))
    or (exists (select from public.clinician c where c.id = p_clinician
        and c.registered_by_id = any(string_to_array(current_setting('app.organisations', true), ',')::uuid[]))
      and not exists (select from public.employment e where e.clinician_id = p_clinician and e.state = 'ACCEPTED'
        and e.employer_id <> all(string_to_array(current_setting('app.organisations', true), ',')::uuid[])))
$$;

revoke execute on function job_stands_at_once from public;
grant execute on function job_stands_at_once to :"app";
