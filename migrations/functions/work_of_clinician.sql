-- The published work of a clinician from a London day on, in any network: when it is, for which network, what the
-- service asks for and how many slots are taken; which session only if the viewer may know. Only for who employs them.
create or replace function work_of_clinician(p_clinician uuid, p_from date)
  returns table (session_id uuid, pcn_id uuid, session_on date, starts_at timestamptz, ends_at timestamptz,
    skills text[], taken integer, over boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select case when s.pcn_id = any(string_to_array(current_setting('app.pcns', true), ',')::uuid[]) then s.id end,
    s.pcn_id, s.session_on, a.starts_at, a.ends_at, v.skills,
    (select count(*)::integer from public.slot l where l.session_id = s.id and l.post_number = a.post_number
      and l.taken_until > public.app_now()),
    a.ends_at <= public.app_now()
  from public.assignment a join public.session s on s.id = a.session_id join public.service v on v.id = s.service_id
  where a.clinician_id = p_clinician and a.state = 'PUBLISHED' and s.state = 'PUBLISHED' and s.session_on >= p_from
    and exists (select from public.employment e where e.clinician_id = p_clinician and e.state = 'ACCEPTED'
      and (e.valid_to is null or e.valid_to > public.london_today())
      and e.employer_id = any(string_to_array(current_setting('app.organisations', true), ',')::uuid[]))
  order by a.starts_at
$$;

revoke execute on function work_of_clinician from public;
grant execute on function work_of_clinician to :"app";
