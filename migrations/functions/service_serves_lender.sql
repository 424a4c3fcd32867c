-- Whether serves_lender is true of any session of a service.
create or replace function service_serves_lender(p_service uuid) returns boolean
  language sql stable security definer cost 1 set search_path = pg_catalog, public, pg_temp
as $$
  select exists (select from public.session s where s.service_id = p_service
    and s.pcn_id = any(string_to_array(current_setting('app.lent_pcns', true), ',')::uuid[]) and (
    exists (select from public.accommodation_offer a where a.room_id = s.room_id and a.pcn_id = s.pcn_id
      and a.offered_by_id = any(string_to_array(current_setting('app.organisations', true), ',')::uuid[])
      and a.state = 'ACCEPTED' and daterange(a.valid_from, a.valid_to) @> s.session_on
      and extract(isodow from s.session_on)::integer = any(a.weekdays))
    or exists (select from public.assignment x join public.pool_release r on r.clinician_id = x.clinician_id
      and r.pcn_id = x.pcn_id where x.session_id = s.id and x.state = 'PUBLISHED'
      and r.employer_id = any(string_to_array(current_setting('app.organisations', true), ',')::uuid[])
      and r.state = 'ACCEPTED' and daterange(r.valid_from, r.valid_to) @> s.session_on)))
$$;

revoke execute on function service_serves_lender from public;
grant execute on function service_serves_lender to :"app";
