-- Who is asking, by role and code: the organisation, and the networks that this role of it works with. enter_scope
-- calls it as the owner. The app role may not, because this function leaves out the organisations that this one has
-- succeeded.
create or replace function enter_own_scope(p_role text, p_code text, p_actor text, p_request text)
  returns table (organisation_id uuid, organisation_kind text, clinician_id uuid, pcn_ids text, booking_pcn_ids text,
    today text)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  v_org uuid;
  v_kind text;
  v_clinician uuid;
  v_pcns uuid[] := '{}';
  v_booking_pcns uuid[] := '{}';
  v_today date := public.london_today();
begin
  if p_role = 'clinician' then
    select c.id into v_clinician from public.clinician c where c.code = p_code;
    v_pcns := array(select distinct r.pcn_id from public.pool_release r
      where r.clinician_id = v_clinician and r.state = 'ACCEPTED' and (r.valid_to is null or r.valid_to > v_today));
  else
    select o.id, o.kind into v_org, v_kind from public.organisation o where o.ods_code = p_code
      and public.role_fits_kind(p_role, o.kind);
  end if;

  case
    when v_org is null then null;
    when p_role in ('clinical-director', 'rota-manager', 'system') and v_kind = 'PCN' then
      v_pcns := array[v_org];
      v_booking_pcns := v_pcns;
    when p_role in ('practice-manager', 'care-navigator') then
      v_pcns := array(select distinct m.pcn_id from public.membership m
        where m.practice_id = v_org and (m.valid_to is null or m.valid_to > v_today));
    when p_role in ('icb-viewer', 'icb-contract-manager', 'booking-partner') then
      -- every PCN commissioned by the ICB directly or through one of its sub-ICBs
      v_pcns := array(
        with recursive below(id) as (
          select case when v_kind in ('ICB', 'SUB_ICB') then v_org
            else (select c.commissioner_id from public.commissioning c where c.organisation_id = v_org
              and c.valid_from <= v_today and (c.valid_to is null or c.valid_to > v_today)) end
          union
          select c.organisation_id from public.commissioning c join below b on c.commissioner_id = b.id
          where c.valid_from <= v_today and (c.valid_to is null or c.valid_to > v_today)
        )
        select b.id from below b join public.organisation o on o.id = b.id where o.kind = 'PCN');
    else null;
  end case;

  perform set_config('app.role', p_role, true), set_config('app.actor', p_actor, true),
    set_config('app.request', coalesce(p_request, ''), true),
    set_config('app.pcns', array_to_string(v_pcns, ','), true),
    set_config('app.booking_pcns', array_to_string(v_booking_pcns, ','), true),
    set_config('app.organisations', coalesce(v_org::text, ''), true),
    set_config('app.clinicians', coalesce(v_clinician::text, ''), true);
  return query select v_org, v_kind, v_clinician, array_to_string(v_pcns, ','),
    array_to_string(v_booking_pcns, ','), v_today::text;
end $$;

revoke execute on function enter_own_scope from public;
