import { type Kysely, sql } from 'kysely';
import { inScope, type MigrationContext, quoted } from './migration-context.js';

function mine(column: string): string {
  return inScope(column, 'app.organisations');
}
function myself(column: string): string {
  return inScope(column, 'app.clinicians');
}
const organisations = `string_to_array(current_setting('app.organisations', true), ',')::uuid[]`;

/** Functions that ask who employs somebody, whatever else a migration has made of them: text, and what it becomes. */
const edits: readonly (readonly [name: string, was: string, is: string])[] = [
  [
    'busy_times(uuid[], timestamptz, timestamptz)',
    'e.clinician_id = c.id and e.employer_id = any(q.organisations)',
    `e.clinician_id = c.id and e.state = 'ACCEPTED' and e.employer_id = any(q.organisations)`,
  ],
  [
    'open_assignments(uuid, timestamptz, timestamptz, text)',
    'where e.clinician_id = p_clinician',
    `where e.clinician_id = p_clinician and e.state = 'ACCEPTED'`,
  ],
  [
    'audit_tenants(text[], jsonb)',
    `where e.clinician_id = v_id and o.kind = 'PCN'`,
    `where e.clinician_id = v_id and e.state = 'ACCEPTED' and o.kind = 'PCN'`,
  ],
  [
    'staff_ahead(uuid, date)',
    'where e.employer_id = p_organisation',
    `where e.employer_id = p_organisation and e.state in ('OFFERED', 'ACCEPTED')`,
  ],
];
function edit([name, was, is]: readonly [string, string, string]): string {
  return `
do $edit$
declare v_text text := pg_get_functiondef($q$${name}$q$::regprocedure);
begin
  if position($q$${was}$q$ in v_text) = 0 then raise exception 'another text of %', $q$${name}$q$; end if;
  execute replace(v_text, $q$${was}$q$, $q$${is}$q$);
end $edit$;`;
}

/** Policies that ask whether the viewer employs somebody, all of them alike: `e` is the job there. */
const askWhoEmploys = [
  ['clinician', 'read'],
  ['clinician', 'update'],
  ['clinician', 'delete'],
  ['registration', 'insert'],
  ['registration', 'update'],
  ['commitment', 'insert'],
  ['commitment', 'update'],
  ['leave', 'read'],
  ['leave', 'insert'],
  ['leave', 'update'],
  ['leave', 'delete'],
  ['working_pattern', 'insert'],
  ['working_pattern', 'update'],
  ['working_pattern', 'delete'],
] as const;
const asked = '(e.employer_id = ANY (';
const ofAccepted = `(e.state = 'ACCEPTED'::text) AND ${asked}`;
/** Replaces part of a policy's text, wherever it occurs. */
function inPolicy([table, verb]: (typeof askWhoEmploys)[number], was: string, is: string): string {
  return `
do $policy$
declare v record;
begin
  select replace(qual, $q$${was}$q$, $q$${is}$q$) as qual, replace(with_check, $q$${was}$q$, $q$${is}$q$) as with_check,
    position($q$${was}$q$ in coalesce(qual, '') || coalesce(with_check, '')) > 0 as found
    into v from pg_policies where schemaname = 'public' and policyname = '${table}_${verb}';
  if v.found is not true then raise exception 'another text of the policy %', '${table}_${verb}'; end if;
  execute 'alter policy ${table}_${verb} on ${table}' || coalesce(' using (' || v.qual || ')', '')
    || coalesce(' with check (' || v.with_check || ')', '');
end $policy$;`;
}

/**
 * Taking on somebody whom others employ needs that person's agreement. Until then there is only the proposal, and
 * nothing that asks who employs whom counts it. Existing rows stay.
 */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const app = quoted(context.appRole);
  const callable = (signature: string) =>
    `revoke execute on function ${signature} from public; grant execute on function ${signature} to ${app};`;
  await sql
    .raw(
      `
alter table employment
  add column state text not null default 'ACCEPTED' check (state in ('OFFERED', 'ACCEPTED', 'DECLINED', 'WITHDRAWN')),
  add column decided_at timestamptz,
  add column decided_by text,
  add column decline_reason text,
  add constraint employment_decided check ((decided_at is null) = (decided_by is null)
    and case state when 'OFFERED' then decided_at is null when 'ACCEPTED' then true else decided_at is not null end
    and (state = 'DECLINED') = (decline_reason is not null));
comment on column employment.decided_by is 'null where nobody had to decide: the person is the employer''s own already';
alter table employment drop constraint employment_once, add constraint employment_once exclude using gist
  (clinician_id with =, employer_id with =, daterange(valid_from, valid_to) with &&)
  where (state in ('OFFERED', 'ACCEPTED'));

-- The one rule of what needs nobody's word: the job follows one of the viewer's own that is not over, or the viewer has
-- put the person on record and nobody else has ever employed them. Whoever acts on the answer holds the person's row.
create function job_stands_at_once(p_clinician uuid, p_from date) returns boolean
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select exists (select from public.employment e where e.clinician_id = p_clinician and e.state = 'ACCEPTED'
      and e.employer_id = any(${organisations}) and e.valid_from <= p_from
      and (e.valid_to is null or e.valid_to > public.london_today()))
    or (exists (select from public.clinician c where c.id = p_clinician and c.registered_by_id = any(${organisations}))
      and not exists (select from public.employment e where e.clinician_id = p_clinician and e.state = 'ACCEPTED'
        and e.employer_id <> all(${organisations})))
$$;
${callable('job_stands_at_once(uuid, date)')}

-- By which code an employer knows the person to whom it proposed a job: it has given that code itself.
create function code_proposed_to(p_employment uuid) returns text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select c.code from public.employment e join public.clinician c on c.id = e.clinician_id
  where e.id = p_employment and e.employer_id = any(${organisations})
$$;
${callable('code_proposed_to(uuid)')}

-- The person accepts or declines, and the employer takes back, what waits, once; the days are the employer's.
create function decided_by_clinician() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  v_employer boolean := coalesce(new.employer_id = any(${organisations}), false);
  v_myself boolean := coalesce(
    new.clinician_id = any(string_to_array(current_setting('app.clinicians', true), ',')::uuid[]), false);
begin
  if coalesce(current_setting('app.role', true), '') = '' then return new; end if;
  if (old.state, old.decided_at, old.decided_by, old.decline_reason)
       is distinct from (new.state, new.decided_at, new.decided_by, new.decline_reason)
     and not (old.state = 'OFFERED' and case new.state when 'WITHDRAWN' then v_employer else v_myself end) then
    raise exception 'not the clinician''s decision' using errcode = 'insufficient_privilege';
  end if;
  if old.valid_to is distinct from new.valid_to and not v_employer then
    raise exception 'not the employer' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
revoke execute on function decided_by_clinician() from public;
create trigger employment_is_decided_by_clinician before update on employment
  for each row execute function decided_by_clinician();

-- Nothing is released of a job that does not stand. Such a job never stops standing, so one look is enough.
create function released_job_stands() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not exists (select from public.employment e where e.id = new.employment_id and e.state = 'ACCEPTED') then
    raise exception 'a job that does not stand' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
revoke execute on function released_job_stands() from public;
create trigger pool_release_job_stands before insert on pool_release
  for each row execute function released_job_stands();

revoke update on employment from ${app};
grant update (valid_to, state, decided_at, decided_by, decline_reason) on employment to ${app};
alter policy employment_insert on employment with check (${mine('employer_id')}
  and (state = 'OFFERED' or (state = 'ACCEPTED' and job_stands_at_once(clinician_id, valid_from))));
alter policy employment_update on employment using (${mine('employer_id')} or ${myself('clinician_id')})
  with check (${mine('employer_id')} or ${myself('clinician_id')});
${askWhoEmploys.map((policy) => inPolicy(policy, asked, ofAccepted)).join('\n')}
${edits.map(edit).join('\n')}
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const app = quoted(context.appRole);
  await sql
    .raw(
      `
${[...edits]
  .reverse()
  .map(([name, was, is]) => edit([name, is, was]))
  .join('\n')}
${askWhoEmploys.map((policy) => inPolicy(policy, `(e.state = 'ACCEPTED'::text) AND `, '')).join('\n')}
alter policy employment_insert on employment with check (${mine('employer_id')});
alter policy employment_update on employment using (${mine('employer_id')}) with check (${mine('employer_id')});
grant update on employment to ${app};
drop trigger pool_release_job_stands on pool_release;
drop trigger employment_is_decided_by_clinician on employment;
drop function released_job_stands(), decided_by_clinician();
drop function job_stands_at_once(uuid, date), code_proposed_to(uuid);
-- What waits, was declined or taken back stood for nothing, and nothing older can say so.
delete from employment where state <> 'ACCEPTED';
alter table employment drop constraint employment_once, add constraint employment_once exclude using gist
  (clinician_id with =, employer_id with =, daterange(valid_from, valid_to) with &&);
alter table employment drop constraint employment_decided, drop column state, drop column decided_at,
  drop column decided_by, drop column decline_reason;
`,
    )
    .execute(db);
}
