-- A service is in the common catalogue or belongs to one network, which no foreign key can express.
create or replace function service_is_of_network() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if exists (select from public.service s where s.id = new.service_id and s.pcn_id <> new.pcn_id) then
    raise exception 'a service of another network' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

revoke execute on function service_is_of_network from public;
