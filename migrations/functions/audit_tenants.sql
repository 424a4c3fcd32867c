-- The networks that a row concerns today or later; [null] if there are none. Each rule is `how:column`.
create or replace function audit_tenants(p_rules text[], p_row jsonb) returns uuid[]
  language plpgsql stable set search_path = pg_catalog, public, pg_temp
as $$
declare
  v_rule text;
  v_id uuid;
  v_found uuid[] := '{}';
  v_today date := public.london_today();
begin
  foreach v_rule in array p_rules loop
    v_id := (p_row->>split_part(v_rule, ':', 2))::uuid;
    continue when v_id is null;
    v_found := v_found || case split_part(v_rule, ':', 1)
      when 'network' then array(select o.id from public.organisation o where o.id = v_id and o.kind = 'PCN')
      when 'organisation' then array(
        select o.id from public.organisation o where o.id = v_id and o.kind = 'PCN'
        union select m.pcn_id from public.membership m
          where m.practice_id = v_id and (m.valid_to is null or m.valid_to > v_today))
      when 'site' then array(
        select x.operator_id from public.site_operation x join public.organisation o on o.id = x.operator_id
          where x.site_id = v_id and o.kind = 'PCN' and (x.valid_to is null or x.valid_to > v_today)
        union select m.pcn_id from public.site_operation x join public.membership m on m.practice_id = x.operator_id
          where x.site_id = v_id and (x.valid_to is null or x.valid_to > v_today)
            and (m.valid_to is null or m.valid_to > v_today))
      when 'employment' then array(select r.pcn_id from public.pool_release r
        where r.employment_id = v_id and r.state <> 'DECLINED' and (r.valid_to is null or r.valid_to > v_today))
      when 'employer' then array(
        select o.id from public.employment e join public.organisation o on o.id = e.employer_id
        where e.clinician_id = v_id and e.state = 'ACCEPTED' and o.kind = 'PCN'
          and (e.valid_to is null or e.valid_to > v_today))
      when 'clinician' then array(
        select r.pcn_id from public.pool_release r
          where r.clinician_id = v_id and r.state <> 'DECLINED' and (r.valid_to is null or r.valid_to > v_today)
        union select o.id from public.employment e join public.organisation o on o.id = e.employer_id
          where e.clinician_id = v_id and e.state = 'ACCEPTED' and o.kind = 'PCN'
          and (e.valid_to is null or e.valid_to > v_today))
    end;
  end loop;
  v_found := array(select distinct unnest(v_found));
  return case when v_found = '{}' then array[null::uuid] else v_found end;
end $$;

revoke execute on function audit_tenants from public;
