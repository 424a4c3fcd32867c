-- Nothing can be released from a job that is not accepted. An accepted job stays accepted, so checking once is enough.
create or replace function released_job_stands() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not exists (select from public.employment e where e.id = new.employment_id and e.state = 'ACCEPTED') then
    raise exception 'a job that does not stand' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

revoke execute on function released_job_stands from public;
