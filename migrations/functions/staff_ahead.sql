-- How many jobs an organisation has from a day on; for those who run or commission it.
create or replace function staff_ahead(p_organisation uuid, p_from date) returns integer
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select count(*)::integer from public.employment e
    where e.employer_id = p_organisation and e.state in ('OFFERED', 'ACCEPTED')
    and (e.valid_to is null or e.valid_to > p_from) and public.organisation_is_mine(p_organisation)
$$;

revoke execute on function staff_ahead from public;
grant execute on function staff_ahead to :"app";
