-- A post records who fills it, so that a list of sessions reads no assignments.
create or replace function post_follows_assignment() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if tg_op = 'UPDATE' and old.state = 'PUBLISHED' and
     (new.state <> 'PUBLISHED' or (old.session_id, old.post_number) <> (new.session_id, new.post_number)) then
    update public.post set clinician_id = null
      where session_id = old.session_id and number = old.post_number and clinician_id = old.clinician_id;
  end if;
  if new.state = 'PUBLISHED' then
    update public.post set clinician_id = new.clinician_id
      where session_id = new.session_id and number = new.post_number;
  end if;
  return null;
end $$;

revoke execute on function post_follows_assignment from public;
