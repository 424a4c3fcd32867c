-- A booking can be moved only to a session that the mover can see, and is moved from the one that it was in. It runs as
-- the writer, so that the writer's policies apply.
create or replace function session_is_seen() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not exists (select from public.session s where s.id = new.session_id) then
    raise exception 'a session of another network' using errcode = 'insufficient_privilege';
  end if;
  if new.moved_from_session_id is distinct from old.moved_from_session_id
      and new.moved_from_session_id is distinct from old.session_id then
    raise exception 'not the session that it was in' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

revoke execute on function session_is_seen from public;
