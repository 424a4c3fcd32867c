-- Takes a clinician off the published sessions that begin at these instants, in any network, and returns how many they
-- were; for a registration or a release that ends. Only for who employs the clinician. The sessions are locked for
-- update first, as unassignClinician does.
create or replace function open_work(p_clinician uuid, p_starts timestamptz[], p_reason text) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  v_opened integer;
begin
  if not exists (select from public.employment e where e.clinician_id = p_clinician and e.state = 'ACCEPTED'
      and (e.valid_to is null or e.valid_to > public.london_today())
      and e.employer_id = any(string_to_array(current_setting('app.organisations', true), ',')::uuid[])) then
    raise exception 'not the employer' using errcode = 'insufficient_privilege';
  end if;
  perform from public.session s where s.id in (select a.session_id from public.assignment a
    where a.clinician_id = p_clinician and a.state = 'PUBLISHED' and a.starts_at = any(p_starts)
      and a.ends_at > public.app_now()) order by s.id for update;
  update public.assignment a set state = 'ENDED', ended_at = public.app_now(), ended_reason = p_reason
  where a.clinician_id = p_clinician and a.state = 'PUBLISHED' and a.starts_at = any(p_starts)
    and a.ends_at > public.app_now();
  get diagnostics v_opened = row_count;
  return v_opened;
end $$;

revoke execute on function open_work from public;
grant execute on function open_work to :"app";
