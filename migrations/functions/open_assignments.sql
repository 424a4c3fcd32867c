-- Takes a clinician off every published session in a period, in any network, and returns which; for leave that is
-- approved. Only for those who employ the clinician at that time. The sessions are locked for update first, as
-- unassignClinician does.
create or replace function open_assignments(p_clinician uuid, p_from timestamptz, p_to timestamptz, p_reason text)
  returns table (session_id uuid, pcn_id uuid, starts_at timestamptz, ends_at timestamptz, taken integer)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
#variable_conflict use_column
declare
  v_organisations uuid[] := string_to_array(current_setting('app.organisations', true), ',')::uuid[];
begin
  if not exists (select from public.employment e where e.clinician_id = p_clinician and e.state = 'ACCEPTED'
      and e.employer_id = any(v_organisations) and daterange(e.valid_from, e.valid_to) && daterange(
        (p_from at time zone 'Europe/London')::date, (p_to at time zone 'Europe/London')::date, '[]')) then
    raise exception 'not the employer' using errcode = 'insufficient_privilege';
  end if;
  perform from public.session s where s.id in (select a.session_id from public.assignment a
    where a.clinician_id = p_clinician and a.state = 'PUBLISHED' and a.starts_at < p_to and a.ends_at > p_from
      and a.ends_at > public.app_now()) order by s.id for update;
  return query
  with opened as (
    update public.assignment a set state = 'ENDED', ended_at = public.app_now(), ended_reason = p_reason
    where a.clinician_id = p_clinician and a.state = 'PUBLISHED' and a.starts_at < p_to and a.ends_at > p_from
      and a.ends_at > public.app_now()
    returning a.session_id, a.post_number, a.pcn_id, a.starts_at, a.ends_at
  )
  select case when o.pcn_id = any(string_to_array(current_setting('app.pcns', true), ',')::uuid[])
      then o.session_id end, o.pcn_id, o.starts_at, o.ends_at,
    (select count(*)::integer from public.slot l where l.session_id = o.session_id
      and l.post_number = o.post_number and l.taken_until > public.app_now())
  from opened o order by o.starts_at;
end $$;

revoke execute on function open_assignments from public;
grant execute on function open_assignments to :"app";
