-- When someone cannot work: time ranges, never for whom. Every caller gets the same times. `kind` (ASSIGNMENT, LEAVE,
-- COMMITMENT) is for rules; it may be shown only if `own` is true: an assignment in the viewer's network, an employee's
-- leave, a commitment that the viewer's organisation declared, or anything of the clinician who asks. The callers
-- allowed are the clinician, an employer whose employment had not ended before the window or today, and a PCN with a
-- release on a day of the window.
create or replace function busy_times(p_clinician_ids uuid[], p_from timestamptz, p_to timestamptz)
  returns table (clinician_id uuid, starts_at timestamptz, ends_at timestamptz, kind text, own boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  with asking as (
    select string_to_array(current_setting('app.pcns', true), ',')::uuid[] as pcns,
      string_to_array(current_setting('app.organisations', true), ',')::uuid[] as organisations,
      string_to_array(current_setting('app.clinicians', true), ',')::uuid[] as clinicians,
      (p_from at time zone 'Europe/London')::date as first_day, (p_to at time zone 'Europe/London')::date as last_day
  ), known as (
    select c.id as clinician_id, coalesce(c.id = any(q.clinicians), false) as myself,
      exists (select from public.employment e
        where e.clinician_id = c.id and e.state = 'ACCEPTED' and e.employer_id = any(q.organisations)
        and (e.valid_to is null or e.valid_to > least(q.first_day, public.london_today()))) as employed,
      exists (select from public.pool_release r where r.clinician_id = c.id and r.state = 'ACCEPTED'
        and r.pcn_id = any(q.pcns) and r.valid_from <= q.last_day
        and (r.valid_to is null or r.valid_to > q.first_day)) as released
    from public.clinician c cross join asking q where c.id = any(p_clinician_ids)
  ), visible as (
    select * from known where myself or employed or released
  )
  select a.clinician_id, a.starts_at, a.ends_at, 'ASSIGNMENT', v.myself or coalesce(a.pcn_id = any(q.pcns), false)
      or public.lent_by_viewer(a.clinician_id, a.pcn_id, (a.starts_at at time zone 'Europe/London')::date)
    from public.assignment a join visible v using (clinician_id) cross join asking q
    where a.state = 'PUBLISHED' and a.starts_at < p_to and a.ends_at > p_from
  union all
  select l.clinician_id, l.starts_at, l.ends_at, 'LEAVE', v.myself or v.employed
    from public.leave l join visible v using (clinician_id)
    where l.state = 'APPROVED' and l.starts_at < p_to and l.ends_at > p_from
  union all
  select c.clinician_id, c.starts_at, c.ends_at, 'COMMITMENT',
      v.myself or coalesce(c.declared_by_id = any(q.organisations), false)
    from public.commitment c join visible v using (clinician_id) cross join asking q
    where c.kind = 'RANGE' and c.starts_at < p_to and c.ends_at > p_from
  union all
  select c.clinician_id, w.starts_at, w.ends_at, 'COMMITMENT',
      v.myself or coalesce(c.declared_by_id = any(q.organisations), false)
  from public.commitment c join visible v using (clinician_id) cross join asking q
  cross join lateral generate_series(q.first_day - 1, q.last_day, interval '1 day') d
  cross join lateral (select (d::date + c.from_time) at time zone 'Europe/London' as starts_at,
                             (d::date + c.to_time) at time zone 'Europe/London' as ends_at) w
  where c.kind = 'WEEKLY' and extract(isodow from d) = c.weekday and d::date >= c.valid_from
    and (c.valid_to is null or d::date < c.valid_to) and w.starts_at < p_to and w.ends_at > p_from
    and w.starts_at < w.ends_at -- the spring change of clocks may swallow it whole
$$;

revoke execute on function busy_times from public;
grant execute on function busy_times to :"app";
