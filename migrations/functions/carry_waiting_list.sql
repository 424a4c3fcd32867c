-- Patients waiting for days from p_day on follow their practice into another network, if their service is in the common
-- catalogue. The caller must see both networks and have rights over the practice.
create or replace function carry_waiting_list(p_practice uuid, p_from_pcn uuid, p_to_pcn uuid, p_day date)
  returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  v_pcns uuid[] := string_to_array(current_setting('app.pcns', true), ',')::uuid[];
  v_count integer;
begin
  if not (p_from_pcn = any(v_pcns) and p_to_pcn = any(v_pcns) and public.organisation_is_mine(p_practice)) then
    raise exception 'another network' using errcode = 'insufficient_privilege';
  end if;
  update public.waiting_entry w set pcn_id = p_to_pcn
    where w.practice_id = p_practice and w.pcn_id = p_from_pcn and w.state = 'WAITING' and w.from_on >= p_day
      and exists (select from public.service s where s.id = w.service_id and s.pcn_id is null);
  get diagnostics v_count = row_count;
  return v_count;
end $$;

revoke execute on function carry_waiting_list from public;
grant execute on function carry_waiting_list to :"app";
