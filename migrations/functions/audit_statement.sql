-- Writes the audit trail of one statement: one entry for each changed row or, inside a batch, one entry for each
-- network with its count. The app role makes batches only of what it publishes: whatever else it does is told row by
-- row, whatever its settings say. The trigger's arguments: key columns, columns that are never copied, columns that
-- triggers maintain, and how to find the row's networks (audit_tenants). The settings of the transaction say who did it
-- (enter_scope).
create or replace function audit_statement() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  keys text[] := string_to_array(tg_argv[0], ',');
  redacted text[] := string_to_array(tg_argv[1], ',');
  derived text[] := string_to_array(tg_argv[2], ',');
  rules text[] := string_to_array(tg_argv[3], ','); -- null: the network of the row's pcn_id
  v_at timestamptz := public.app_now();
  v_actor text := coalesce(nullif(current_setting('app.actor', true), ''), session_user::text);
  v_role text := coalesce(nullif(current_setting('app.role', true), ''), 'database');
  v_organisation uuid := nullif(split_part(current_setting('app.organisations', true), ',', 1), '')::uuid;
  v_request text := nullif(current_setting('app.request', true), '');
  v_batch text := nullif(current_setting('app.batch', true), '');
begin
  if v_batch is not null and not pg_has_role(session_user, current_user, 'MEMBER') and (tg_op <> 'INSERT'
     or tg_table_name not in ('session', 'session_share', 'post', 'slot', 'place', 'share_ledger', 'hosting_ledger')) then
    v_batch := null;
  end if;
  if v_batch is not null then
    -- One entry for each network with its count; if these do not cover the whole statement, also one without a network,
    -- with the whole count. Rows that are alike in what decides their networks are looked up once.
    execute format($batch$
      with alike as (
        select k.deciding, count(*) as n from %I r cross join lateral (select to_jsonb(r) as row) j
        cross join lateral (select jsonb_object_agg(c, j.row->c) as deciding from unnest($1) c) k group by k.deciding
      ), told as (
        select t.pcn_id, sum(a.n) as n from alike a cross join lateral unnest(case when $2 is null
          then array[(a.deciding->>'pcn_id')::uuid] else public.audit_tenants($2, a.deciding) end) t(pcn_id) group by 1
      ), counted as (select (select count(*) from told) = 1 as one_network, (select sum(n) from alike) as n)
      insert into public.audit_entry (at, actor, actor_role, actor_organisation_id, request_id, pcn_id, copy,
        table_name, operation, row_count, batch_id)
      select $3, $4, $5, $6, $7, e.pcn_id, e.copy, $8, $9, e.n, $10 from (
        select case when c.one_network then (select pcn_id from told) end as pcn_id, false as copy, c.n from counted c
        union all
        select t.pcn_id, true, t.n from told t cross join counted c where not c.one_network and t.pcn_id is not null
      ) e where e.n > 0$batch$, case tg_op when 'DELETE' then 'old_rows' else 'new_rows' end)
    using coalesce(array(select split_part(r, ':', 2) from unnest(rules) r), '{}') || array['pcn_id'], rules,
      v_at, v_actor, v_role, v_organisation, v_request, tg_table_name, tg_op, v_batch;
  elsif tg_op = 'INSERT' then
    insert into public.audit_entry (at, actor, actor_role, actor_organisation_id, request_id, pcn_id, copy, table_name,
      operation, row_key, after)
    select v_at, v_actor, v_role, v_organisation, v_request, t.pcn_id, t.nr > 1, tg_table_name, tg_op,
      (select jsonb_object_agg(k, n.row->k) from unnest(keys) k), n.row - redacted
    from (select to_jsonb(r) as row from new_rows r) n
    cross join lateral unnest(case when rules is null then array[(n.row->>'pcn_id')::uuid]
      else public.audit_tenants(rules, n.row) end) with ordinality t(pcn_id, nr);
  elsif tg_op = 'DELETE' then
    insert into public.audit_entry (at, actor, actor_role, actor_organisation_id, request_id, pcn_id, copy, table_name,
      operation, row_key, before)
    select v_at, v_actor, v_role, v_organisation, v_request, t.pcn_id, t.nr > 1, tg_table_name, tg_op,
      (select jsonb_object_agg(k, o.row->k) from unnest(keys) k), o.row - redacted
    from (select to_jsonb(r) as row from old_rows r) o
    cross join lateral unnest(case when rules is null then array[(o.row->>'pcn_id')::uuid]
      else public.audit_tenants(rules, o.row) end) with ordinality t(pcn_id, nr);
  else
    -- A row that moves from one network to another is shown to both.
    insert into public.audit_entry (at, actor, actor_role, actor_organisation_id, request_id, pcn_id, copy, table_name,
      operation, row_key, before, after)
    select v_at, v_actor, v_role, v_organisation, v_request, t.pcn_id, t.nr > 1, tg_table_name, tg_op,
      n.key, o.row - redacted, n.row - redacted
    from (select to_jsonb(r) as row, (select jsonb_object_agg(k, to_jsonb(r)->k) from unnest(keys) k) as key
          from new_rows r) n
    join (select to_jsonb(r) as row, (select jsonb_object_agg(k, to_jsonb(r)->k) from unnest(keys) k) as key
          from old_rows r) o on o.key = n.key
    cross join lateral unnest(case
      when rules is not null then coalesce(nullif(array_remove(array(select distinct u
        from unnest(public.audit_tenants(rules, n.row) || public.audit_tenants(rules, o.row)) u), null), '{}'),
        array[null::uuid])
      when n.row->'pcn_id' is not distinct from o.row->'pcn_id' then array[(n.row->>'pcn_id')::uuid]
      else array[(n.row->>'pcn_id')::uuid, (o.row->>'pcn_id')::uuid] end) with ordinality t(pcn_id, nr)
    where (o.row - derived) is distinct from (n.row - derived);
  end if;
  return null;
end $$;

revoke execute on function audit_statement from public;
