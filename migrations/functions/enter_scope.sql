-- Turns the viewer (a role and an organisation's code, from a checked token) into the settings of the transaction that
-- every row policy reads. A viewer who has succeeded others has their scope too: of their networks, those in which
-- their patients are still booked, so that these bookings can be seen, moved and cancelled. Also sets the networks that
-- the viewer lends to.
create or replace function enter_scope(p_role text, p_code text, p_actor text, p_request text)
  returns table (organisation_id uuid, organisation_kind text, clinician_id uuid, pcn_ids text,
  booking_pcn_ids text, today text, organisation_ids text, lent_pcn_ids text)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  v record;
  v_predecessors uuid[];
  v_pcns text;
  v_organisations text;
  v_mine uuid[];
  v_lent text := '';
begin
  select * into v from public.enter_own_scope(p_role, p_code, p_actor, p_request);
  v_pcns := v.pcn_ids;
  v_organisations := coalesce(v.organisation_id::text, '');
  if v.organisation_id is not null and p_role in ('practice-manager', 'care-navigator', 'provider-manager') then
    v_predecessors := array(
      with recursive before(id) as (
        select v.organisation_id
        union
        select s.predecessor_id from public.succession s join before b on b.id = s.successor_id
        where s.valid_from <= v.today::date
      ) select b.id from before b where b.id <> v.organisation_id);
    if cardinality(v_predecessors) > 0 then
      v_organisations := array_to_string(v.organisation_id || v_predecessors, ',');
      v_pcns := array_to_string(array(
        select unnest(string_to_array(v.pcn_ids, ',')::uuid[])
        union
        select b.pcn_id from public.booking b where b.practice_id = any(v_predecessors)
          and b.starts_at > public.app_now() and b.state in ('HELD', 'CONFIRMED')), ',');
      perform set_config('app.organisations', v_organisations, true), set_config('app.pcns', v_pcns, true);
    end if;
  end if;
  if v.organisation_id is not null
     and p_role in ('practice-manager', 'provider-manager', 'clinical-director', 'rota-manager') then
    v_mine := string_to_array(v_organisations, ',')::uuid[];
    v_lent := array_to_string(array(
      select r.pcn_id from public.pool_release r where r.employer_id = any(v_mine) and r.state = 'ACCEPTED'
        and (r.valid_to is null or r.valid_to > v.today::date)
      union
      select a.pcn_id from public.accommodation_offer a where a.offered_by_id = any(v_mine) and a.state = 'ACCEPTED'
        and (a.valid_to is null or a.valid_to > v.today::date)
      except
      select unnest(string_to_array(v_pcns, ',')::uuid[])), ',');
  end if;
  perform set_config('app.lent_pcns', v_lent, true);
  return query select v.organisation_id, v.organisation_kind, v.clinician_id, v_pcns, v.booking_pcn_ids, v.today,
    v_organisations, v_lent;
end $$;

revoke execute on function enter_scope from public;
grant execute on function enter_scope to :"app";
