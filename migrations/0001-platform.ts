import { type Kysely, sql } from 'kysely';
import { grantToApp, type MigrationContext, quoted } from './migration-context.js';

/** The clock, the audit trail, idempotency keys and the door to the job queue. */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql
    .raw(
      `
create extension if not exists btree_gist;
revoke create on schema public from public;
grant usage on schema public to ${quoted(context.appRole)};

-- One clock. Only tests and examples set the offset; nothing else asks the time for a rule.
create table app_clock (
  only_row boolean primary key default true check (only_row),
  shift interval not null default '0'
);
insert into app_clock default values;

create function app_now() returns timestamptz
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select clock_timestamp() + shift from public.app_clock $$;

create function london_today() returns date
  language sql stable set search_path = pg_catalog, public, pg_temp
  as $$ select (public.app_now() at time zone 'Europe/London')::date $$;

-- Who did what. Append-only: the app role may read what its scope allows and write nothing.
create table audit_entry (
  id bigint generated always as identity,
  at timestamptz not null,
  actor text not null,
  actor_role text not null,
  request_id text,
  pcn_id uuid,
  table_name text not null,
  operation text not null check (operation in ('INSERT', 'UPDATE', 'DELETE')),
  row_key jsonb,
  before jsonb,
  after jsonb,
  row_count integer not null default 1,
  batch_id text,
  primary key (at, id)
) partition by range (at);
create table audit_entry_other partition of audit_entry default;
create index audit_entry_pcn on audit_entry (pcn_id, at desc, id desc);
alter table audit_entry enable row level security;
create policy audit_entry_read on audit_entry for select
  using (pcn_id = any(string_to_array((select current_setting('app.pcns', true)), ',')::uuid[]));
${grantToApp(context, 'select', ['audit_entry'])}

create function audit_statement() returns trigger
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

-- A retried mutation finds its first outcome here, for 24 hours. What is stored is the outcome, never the reply.
create table idempotency_key (
  subject text not null,
  organisation_code text not null,
  mutation text not null,
  key text not null,
  input_hash text not null,
  outcome jsonb,
  created_at timestamptz not null,
  primary key (subject, organisation_code, mutation, key)
);
create index idempotency_key_age on idempotency_key (created_at);
alter table idempotency_key enable row level security;
create policy idempotency_key_own on idempotency_key
  using (subject = (select current_setting('app.actor', true)))
  with check (subject = (select current_setting('app.actor', true)));
${grantToApp(context, 'select, insert, update, delete', ['idempotency_key'])}

-- Keys that have served their 24 hours go, whoever's they were; their rows are otherwise seen by their subject alone.
create function purge_idempotency_keys() returns bigint
  language sql security definer set search_path = pg_catalog, public, pg_temp
as $$
  with gone as (delete from public.idempotency_key where created_at < public.app_now() - interval '24 hours' returning 1)
  select count(*) from gone
$$;
revoke execute on function purge_idempotency_keys() from public;
grant execute on function purge_idempotency_keys() to ${quoted(context.appRole)};

-- The one way into the job queue: it takes part in the caller's transaction, and knows its tasks by name.
create table job_task (name text primary key);
insert into job_task values ('purge-idempotency-keys');
create function enqueue(task text, payload json, job_key text default null, run_at timestamptz default null) returns void
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not exists (select from public.job_task t where t.name = task) then
    raise exception 'unknown task %', task using errcode = 'invalid_parameter_value';
  end if;
  perform graphile_worker.add_job(identifier => task, payload => enqueue.payload, job_key => enqueue.job_key,
    run_at => enqueue.run_at);
end $$;
revoke execute on function enqueue(text, json, text, timestamptz) from public;
grant execute on function enqueue(text, json, text, timestamptz) to ${quoted(context.appRole)};

-- The worker role sees the queue and nothing else. graphile-worker puts row security on its own tables,
-- so without these policies a worker that does not own them silently gets no jobs.
grant usage on schema graphile_worker to ${quoted(context.workerRole)};
grant select, insert, update, delete on all tables in schema graphile_worker to ${quoted(context.workerRole)};
grant usage, select on all sequences in schema graphile_worker to ${quoted(context.workerRole)};
grant execute on all functions in schema graphile_worker to ${quoted(context.workerRole)};
do $$
declare t text;
begin
  for t in select relname from pg_class where relnamespace = 'graphile_worker'::regnamespace and relkind = 'r' and relrowsecurity
  loop
    execute format('create policy worker_all on graphile_worker.%I to ${quoted(context.workerRole)} using (true) with check (true)', t);
  end loop;
end $$;
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
drop function enqueue(text, json, text, timestamptz);
drop function purge_idempotency_keys();
drop table job_task, idempotency_key, audit_entry;
drop function audit_statement();
drop function london_today();
drop function app_now();
drop table app_clock;
do $$
declare t text;
begin
  for t in select tablename from pg_policies where schemaname = 'graphile_worker' and policyname = 'worker_all'
  loop execute format('drop policy worker_all on graphile_worker.%I', t); end loop;
end $$;
`,
    )
    .execute(db);
}
