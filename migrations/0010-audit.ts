import { type Kysely, sql } from 'kysely';
import { audited, inScope, type MigrationContext, quoted } from './migration-context.js';

/**
 * Whose business a row is where it has no column `pcn_id`, or where that is not all: `how:column`, tried for every row
 * as it is written. A table without rules is told to the network of its `pcn_id`.
 */
const tenantRules: Readonly<Record<string, readonly string[]>> = {
  organisation: ['organisation:id'],
  organisation_name: ['organisation:organisation_id'],
  commissioning: ['organisation:organisation_id'],
  contract: ['organisation:practice_id', 'organisation:holder_id'],
  population: ['organisation:organisation_id'],
  succession: ['organisation:predecessor_id', 'organisation:successor_id'],
  site: ['site:id'],
  site_operation: ['site:site_id', 'organisation:operator_id'],
  room: ['site:site_id'],
  travel_time: ['site:from_site_id', 'site:to_site_id'],
  clinician: ['clinician:id', 'network:registered_by_id'],
  registration: ['clinician:clinician_id'],
  employment: ['employment:id', 'network:employer_id'],
  pool_release: ['network:pcn_id', 'network:employer_id'],
  working_pattern: ['employment:employment_id'],
  commitment: ['network:declared_by_id'],
  leave: ['employer:clinician_id'],
};

const twoColumnKeys: Readonly<Record<string, readonly string[]>> = { travel_time: ['from_site_id', 'to_site_id'] };

const newlyAudited = [
  ['clinic_host', 'position'],
  ['clinic_staffing_line', 'position'],
  ['clinic_release_wave', 'position'],
  ['clinic_fixed_share', 'practice_id'],
] as const;

function withoutTriggers(table: string): string {
  return ['insert', 'update', 'delete'].map((verb) => `drop trigger ${table}_audit_${verb} on ${table};`).join(' ');
}

/**
 * The audit trail becomes readable and mortal: each entry knows the networks whose business it is, decided when it is
 * written, since practices and staff change hands; entries lie in months of London time, which the owner drops when the
 * retention policy has run out. docs/decisions/0060 argues both.
 */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const app = quoted(context.appRole);
  await sql
    .raw(
      `
alter table audit_entry add column actor_organisation_id uuid, add column copy boolean not null default false;
comment on column audit_entry.pcn_id is 'the network that is told; null when the row was nobody''s in particular';
comment on column audit_entry.copy is 'the same change told to another network: count changes where this is false';

-- Networks a row concerns today or will: \`[null]\` when there are none.
create function audit_tenants(p_rules text[], p_row jsonb) returns uuid[]
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
        where r.employment_id = v_id and (r.valid_to is null or r.valid_to > v_today))
      when 'employer' then array(
        select o.id from public.employment e join public.organisation o on o.id = e.employer_id
        where e.clinician_id = v_id and o.kind = 'PCN' and (e.valid_to is null or e.valid_to > v_today))
      when 'clinician' then array(
        select r.pcn_id from public.pool_release r
          where r.clinician_id = v_id and (r.valid_to is null or r.valid_to > v_today)
        union select o.id from public.employment e join public.organisation o on o.id = e.employer_id
          where e.clinician_id = v_id and o.kind = 'PCN' and (e.valid_to is null or e.valid_to > v_today))
    end;
  end loop;
  v_found := array(select distinct unnest(v_found));
  return case when v_found = '{}' then array[null::uuid] else v_found end;
end $$;
revoke execute on function audit_tenants(text[], jsonb) from public;

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
  if v_batch is not null then
    -- One entry a network with its count; where that is not the whole statement, one of nobody's with the whole count.
    -- Rows that are alike in what decides their networks are looked up once.
    execute format($batch$
      with alike as (
        select k.deciding, count(*) as n from %I r cross join lateral (select to_jsonb(r) as row) j
        cross join lateral (select jsonb_object_agg(c, j.row->c) as deciding from unnest($1) c) k group by k.deciding
      ), told as (
        select t.pcn_id, sum(a.n) as n from alike a cross join lateral unnest(case when $2 is null
          then array[(a.deciding->>'pcn_id')::uuid] else public.audit_tenants($2, a.deciding) end) t(pcn_id) group by 1
      ), counted as (select (select count(*) from told) = 1 as one_network, (select sum(n) from alike) as n)
      insert into public.audit_entry (at, actor, actor_role, actor_organisation_id, request_id, pcn_id, copy, table_name,
        operation, row_count, batch_id)
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
    -- What leaves one network for another is told to both.
    insert into public.audit_entry (at, actor, actor_role, actor_organisation_id, request_id, pcn_id, copy, table_name,
      operation, row_key, before, after)
    select v_at, v_actor, v_role, v_organisation, v_request, t.pcn_id, t.nr > 1, tg_table_name, tg_op,
      n.key, o.row - redacted, n.row - redacted
    from (select to_jsonb(r) as row, (select jsonb_object_agg(k, to_jsonb(r)->k) from unnest(keys) k) as key
          from new_rows r) n
    join (select to_jsonb(r) as row, (select jsonb_object_agg(k, to_jsonb(r)->k) from unnest(keys) k) as key
          from old_rows r) o on o.key = n.key
    cross join lateral unnest(case
      when rules is not null then coalesce(nullif(array_remove(array(select distinct u from
        unnest(public.audit_tenants(rules, n.row) || public.audit_tenants(rules, o.row)) u), null), '{}'), array[null::uuid])
      when n.row->'pcn_id' is not distinct from o.row->'pcn_id' then array[(n.row->>'pcn_id')::uuid]
      else array[(n.row->>'pcn_id')::uuid, (o.row->>'pcn_id')::uuid] end) with ordinality t(pcn_id, nr)
    where (o.row - derived) is distinct from (n.row - derived);
  end if;
  return null;
end $$;

${Object.entries(tenantRules)
  .map(
    ([table, tenants]) =>
      `${withoutTriggers(table)}${audited(table, { key: twoColumnKeys[table] ?? ['id'], tenants })}`,
  )
  .join('\n')}
${newlyAudited.map(([table, second]) => audited(table, { key: ['clinic_id', second] })).join('\n')}

-- Who sees all bookings of a network may be shown its trail; which of their roles are shown it says the permission table.
drop policy audit_entry_read on audit_entry;
create policy audit_entry_read on audit_entry for select using (${inScope('pcn_id', 'app.booking_pcns')});

-- A month of London time lies in a partition of its own, made ahead. What was written where none was yet is moved there.
create function audit_make_months(p_ahead integer) returns integer
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  v_today date := public.london_today();
  v_month date;
  v_name text;
  v_from timestamptz;
  v_to timestamptz;
  v_made integer := 0;
begin
  for v_month in
    select date_trunc('month', v_today + make_interval(months => m))::date from generate_series(0, p_ahead) m
    union
    select distinct date_trunc('month', at at time zone 'Europe/London')::date from public.audit_entry_other
    order by 1
  loop
    v_name := 'audit_entry_' || to_char(v_month, 'YYYY_MM');
    continue when to_regclass('public.' || v_name) is not null;
    v_from := v_month::timestamp at time zone 'Europe/London';
    v_to := (v_month + interval '1 month') at time zone 'Europe/London';
    -- Who writes waits at the door: one who had chosen the default already would be refused once the month has its own.
    lock table public.audit_entry in share row exclusive mode;
    execute format('create table public.%I (like public.audit_entry including defaults including constraints)', v_name);
    execute format('with moved as (delete from public.audit_entry_other where at >= %L and at < %L returning *)
      insert into public.%I select * from moved', v_from, v_to, v_name);
    execute format('alter table public.audit_entry attach partition public.%I for values from (%L) to (%L)',
      v_name, v_from, v_to);
    v_made := v_made + 1;
  end loop;
  return v_made;
end $$;
revoke execute on function audit_make_months(integer) from public;

-- How long is too short, and whether anything may go at all, is the owner's to say: not the server's.
create table audit_retention (
  only_row boolean primary key default true check (only_row),
  years_at_least integer not null default 6 check (years_at_least >= 6),
  held boolean not null default false
);
comment on column audit_retention.held is 'set by the owner while an inquiry or a court wants everything kept';
insert into audit_retention default values;

-- The nightly care of the trail, for the server to call: it may do neither of the two things by itself.
create function maintain_audit_trail(p_years integer) returns table (made integer, dropped integer)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp set lock_timeout = '3s'
as $$
declare
  v_kept public.audit_retention;
  v_today date := public.london_today();
  v_cut date;
  v_name text;
begin
  perform pg_advisory_xact_lock(hashtext('maintain_audit_trail'));
  select * into v_kept from public.audit_retention;
  if p_years is null or p_years < v_kept.years_at_least then
    raise exception 'the audit trail is kept for at least % years', v_kept.years_at_least using errcode = 'insufficient_privilege';
  end if;
  made := public.audit_make_months(3);
  dropped := 0;
  -- Years are counted from the end of the financial year, 31 March.
  v_cut := make_date(extract(year from v_today - interval '3 months')::integer - p_years, 4, 1);
  if not v_kept.held then
    for v_name in
      select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'public.audit_entry'::regclass and c.relname ~ '^audit_entry_[0-9]{4,}_[0-9]{2}$'
        and to_date(substr(c.relname, 13), 'YYYY_MM') < v_cut
      order by 1
    loop
      execute format('drop table public.%I', v_name);
      dropped := dropped + 1;
    end loop;
  end if;
  return next;
end $$;
revoke execute on function maintain_audit_trail(integer) from public;
grant execute on function maintain_audit_trail(integer) to ${app};
insert into job_task values ('maintain-audit-trail');

select audit_make_months(3);

-- Keys are kept as hashes from now on; a repeat of one that was kept before must still be known.
update idempotency_key set key = encode(sha256(convert_to(key, 'UTF8')), 'base64');
`,
    )
    .execute(db);
}

function triggersAsBefore(table: string): string {
  return `${withoutTriggers(table)}${audited(table, twoColumnKeys[table] === undefined ? {} : { key: twoColumnKeys[table] })}`;
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
-- The keys of the last day stay hashes, which nobody's repeat will match.
delete from job_task where name = 'maintain-audit-trail';
${newlyAudited.map(([table]) => withoutTriggers(table)).join('\n')}
${Object.keys(tenantRules).map(triggersAsBefore).join('\n')}
drop function maintain_audit_trail(integer);
drop table audit_retention;
drop function audit_make_months(integer);
do $$
declare
  v_name text;
begin
  for v_name in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'public.audit_entry'::regclass and c.relname <> 'audit_entry_other'
  loop
    execute format('alter table public.audit_entry detach partition public.%I', v_name);
    execute format('insert into public.audit_entry_other overriding system value select * from public.%I', v_name);
    execute format('drop table public.%I', v_name);
  end loop;
end $$;
drop policy audit_entry_read on audit_entry;
create policy audit_entry_read on audit_entry for select using (${inScope('pcn_id', 'app.pcns')});
create or replace function audit_statement() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  keys text[] := string_to_array(tg_argv[0], ',');
  redacted text[] := string_to_array(tg_argv[1], ',');
  derived text[] := string_to_array(tg_argv[2], ',');
  v_at timestamptz := public.app_now();
  v_actor text := coalesce(nullif(current_setting('app.actor', true), ''), session_user::text);
  v_role text := coalesce(nullif(current_setting('app.role', true), ''), 'database');
  v_request text := nullif(current_setting('app.request', true), '');
  v_batch text := nullif(current_setting('app.batch', true), '');
  v_count integer;
  v_pcn uuid;
begin
  if v_batch is not null then
    if tg_op = 'DELETE' then
      select count(*), min(to_jsonb(r)->>'pcn_id')::uuid into v_count, v_pcn from old_rows r;
    else
      select count(*), min(to_jsonb(r)->>'pcn_id')::uuid into v_count, v_pcn from new_rows r;
    end if;
    if v_count > 0 then
      insert into public.audit_entry (at, actor, actor_role, request_id, pcn_id, table_name, operation, row_count, batch_id)
      values (v_at, v_actor, v_role, v_request, v_pcn, tg_table_name, tg_op, v_count, v_batch);
    end if;
  elsif tg_op = 'INSERT' then
    insert into public.audit_entry (at, actor, actor_role, request_id, pcn_id, table_name, operation, row_key, after)
    select v_at, v_actor, v_role, v_request, (n.row->>'pcn_id')::uuid, tg_table_name, tg_op,
      (select jsonb_object_agg(k, n.row->k) from unnest(keys) k), n.row - redacted
    from (select to_jsonb(r) as row from new_rows r) n;
  elsif tg_op = 'DELETE' then
    insert into public.audit_entry (at, actor, actor_role, request_id, pcn_id, table_name, operation, row_key, before)
    select v_at, v_actor, v_role, v_request, (o.row->>'pcn_id')::uuid, tg_table_name, tg_op,
      (select jsonb_object_agg(k, o.row->k) from unnest(keys) k), o.row - redacted
    from (select to_jsonb(r) as row from old_rows r) o;
  else
    insert into public.audit_entry
      (at, actor, actor_role, request_id, pcn_id, table_name, operation, row_key, before, after)
    select v_at, v_actor, v_role, v_request, (n.row->>'pcn_id')::uuid, tg_table_name, tg_op,
      n.key, o.row - redacted, n.row - redacted
    from (select to_jsonb(r) as row, (select jsonb_object_agg(k, to_jsonb(r)->k) from unnest(keys) k) as key
          from new_rows r) n
    join (select to_jsonb(r) as row, (select jsonb_object_agg(k, to_jsonb(r)->k) from unnest(keys) k) as key
          from old_rows r) o on o.key = n.key
    where (o.row - derived) is distinct from (n.row - derived);
  end if;
  return null;
end $$;
drop function audit_tenants(text[], jsonb);
delete from audit_entry where copy;
alter table audit_entry drop column actor_organisation_id, drop column copy;
`,
    )
    .execute(db);
}
