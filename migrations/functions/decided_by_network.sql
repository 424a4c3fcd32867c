-- Only the network decides about what is waiting for it, and only once.
create or replace function decided_by_network() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  if coalesce(current_setting('app.role', true), '') <> ''
     and (old.state, old.decided_at, old.decided_by, old.decline_reason)
       is distinct from (new.state, new.decided_at, new.decided_by, new.decline_reason)
     and not (old.state = 'OFFERED' and coalesce(
       new.pcn_id = any(string_to_array(current_setting('app.booking_pcns', true), ',')::uuid[]), false)) then
    raise exception 'not the network''s decision' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

revoke execute on function decided_by_network from public;
