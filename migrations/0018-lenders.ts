import { type Kysely, sql } from 'kysely';
import { type MigrationContext, quoted } from './migration-context.js';

const providers = `'HUB', 'TRUST', 'COMMUNITY_PROVIDER', 'VOLUNTARY'`;
const lent = ['accommodation_offer', 'pool_release'] as const;

/** A list of the scope, taken apart once a statement (0012). */
function listed(setting: string): string {
  return `((select string_to_array(current_setting('${setting}', true), ',')::uuid[]))::uuid[]`;
}
function inList(column: string, setting: string): string {
  return `${column} = any(${listed(setting)})`;
}
function mine(column: string): string {
  return inList(column, 'app.organisations');
}
const ofNetwork = inList('pcn_id', 'app.pcns');
/** Of a network that the viewer only lends to: what concerns the lender, as a function says. */
function ofLender(concerns: string): string {
  return `${ofNetwork} or (${inList('pcn_id', 'app.lent_pcns')} and ${concerns})`;
}

/** What a lender reads of a network's sessions. */
const openedToLenders: Readonly<Record<string, string>> = {
  session: 'serves_lender(id)',
  post: 'serves_lender(session_id)',
  slot: 'serves_lender(session_id)',
  assignment: `lent_by_viewer(clinician_id, pcn_id, (starts_at at time zone 'Europe/London')::date)`,
  shared_clinic: 'clinic_serves_lender(id)',
};

function releasedToMe(column: string, state: string): string {
  return `exists (select from pool_release r where ${column} and ${inList('r.pcn_id', 'app.pcns')}${state})`;
}
function employs(clinician: string): string {
  return `exists (select from employment e where e.clinician_id = ${clinician} and ${mine('e.employer_id')})`;
}

/** Policies that a release opens, with and without one that the network has declined. */
function releasePolicies(state: string): string {
  return `
alter policy clinician_read on clinician using (${mine('registered_by_id')}
  or ${releasedToMe('r.clinician_id = clinician.id', state)} or ${employs('clinician.id')}
  or ${inList('id', 'app.clinicians')});
alter policy employment_read on employment using (${mine('employer_id')}
  or ${releasedToMe('r.employment_id = employment.id', state)} or ${inList('clinician_id', 'app.clinicians')});`;
}

/** Other functions that ask what is lent, whatever else a migration has made of them: text, and what it becomes. */
const edits: readonly (readonly [name: string, was: string, is: string])[] = [
  [
    'busy_times(uuid[], timestamptz, timestamptz)',
    'r.clinician_id = c.id and r.pcn_id = any(q.pcns)',
    `r.clinician_id = c.id and r.state = 'ACCEPTED' and r.pcn_id = any(q.pcns)`,
  ],
  [
    'busy_times(uuid[], timestamptz, timestamptz)',
    `'ASSIGNMENT', v.myself or coalesce(a.pcn_id = any(q.pcns), false)`,
    `'ASSIGNMENT', v.myself or coalesce(a.pcn_id = any(q.pcns), false) or public.lent_by_viewer(a.clinician_id, a.pcn_id, (a.starts_at at time zone 'Europe/London')::date)`,
  ],
  [
    'room_busy_times(uuid[], timestamptz, timestamptz)',
    'where a.room_id = s.room_id and a.pcn_id = any(q.pcns)',
    `where a.room_id = s.room_id and a.state = 'ACCEPTED' and a.pcn_id = any(q.pcns)`,
  ],
  [
    'audit_tenants(text[], jsonb)',
    'where r.employment_id = v_id and (',
    `where r.employment_id = v_id and r.state <> 'DECLINED' and (`,
  ],
  [
    'audit_tenants(text[], jsonb)',
    'where r.clinician_id = v_id and (',
    `where r.clinician_id = v_id and r.state <> 'DECLINED' and (`,
  ],
  [
    'sessions_at_site(uuid, date)',
    `case when s.pcn_id = any(string_to_array(current_setting('app.pcns', true), ',')::uuid[]) then s.id end`,
    `case when s.pcn_id = any(string_to_array(current_setting('app.pcns', true), ',')::uuid[]) or public.serves_lender(s.id) then s.id end`,
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

const lendersAreMembers = `    when p_role = 'provider-manager' then
      v_pcns := array(
        select r.pcn_id from public.pool_release r where r.employer_id = v_org
          and (r.valid_to is null or r.valid_to > v_today)
        union
        select a.pcn_id from public.accommodation_offer a where a.offered_by_id = v_org
          and (a.valid_to is null or a.valid_to > v_today));
`;

/** Who asks, by role and code: the organisation, and the networks that this role of it works with. */
function ownScope(after: boolean): string {
  return `
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
      where r.clinician_id = v_clinician${after ? ` and r.state = 'ACCEPTED'` : ''} and (r.valid_to is null or r.valid_to > v_today));
  else
    select o.id, o.kind into v_org, v_kind from public.organisation o where o.ods_code = p_code${
      after
        ? `
      and public.role_fits_kind(p_role, o.kind)`
        : ''
    };
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
      -- every PCN commissioned by the ICB itself or through one of its sub-ICBs
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
${after ? '' : lendersAreMembers}    else null;
  end case;

  perform set_config('app.role', p_role, true), set_config('app.actor', p_actor, true),
    set_config('app.request', coalesce(p_request, ''), true),
    set_config('app.pcns', array_to_string(v_pcns, ','), true),
    set_config('app.booking_pcns', array_to_string(v_booking_pcns, ','), true),
    set_config('app.organisations', coalesce(v_org::text, ''), true),
    set_config('app.clinicians', coalesce(v_clinician::text, ''), true);
  return query select v_org, v_kind, v_clinician, array_to_string(v_pcns, ','),
    array_to_string(v_booking_pcns, ','), v_today::text;
end $$;`;
}

const scopeColumns = `organisation_id uuid, organisation_kind text, clinician_id uuid, pcn_ids text,
  booking_pcn_ids text, today text, organisation_ids text`;

/** The viewer's scope with what they have succeeded to, and the networks that they lend to without being members. */
function wholeScope(after: boolean): string {
  return `
create function enter_scope(p_role text, p_code text, p_actor text, p_request text)
  returns table (${scopeColumns}${after ? ', lent_pcn_ids text' : ''})
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  v record;
  v_predecessors uuid[];
  v_pcns text;
  v_organisations text;${after ? `\n  v_mine uuid[];\n  v_lent text := '';` : ''}
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
          and b.starts_at > public.app_now() and b.state in ('HELD', 'CONFIRMED')${after ? '' : lentByPredecessors}), ',');
      perform set_config('app.organisations', v_organisations, true), set_config('app.pcns', v_pcns, true);
    end if;
  end if;
${after ? lending : ''}  return query select v.organisation_id, v.organisation_kind, v.clinician_id, v_pcns, v.booking_pcn_ids, v.today,
    v_organisations${after ? ', v_lent' : ''};
end $$;`;
}

const lentByPredecessors = `
        union
        select r.pcn_id from public.pool_release r where p_role = 'provider-manager'
          and r.employer_id = any(v_predecessors) and (r.valid_to is null or r.valid_to > v.today::date)`;

const lending = `  if v.organisation_id is not null
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
`;

/** What a network decides about a row that was lent to it, and when and by whom. */
function decisionOf(table: string): string {
  return `
alter table ${table}
  add column state text not null default 'ACCEPTED' check (state in ('OFFERED', 'ACCEPTED', 'DECLINED')),
  add column decided_at timestamptz,
  add column decided_by text,
  add column decline_reason text,
  add constraint ${table}_decided check ((decided_at is null) = (decided_by is null)
    and case state when 'OFFERED' then decided_at is null when 'DECLINED' then decided_at is not null else true end
    and (state = 'DECLINED') = (decline_reason is not null));
comment on column ${table}.decided_by is 'null where nobody had to decide: a member lends to its own network';
create trigger ${table}_is_decided_by_network before update of state, decided_at, decided_by, decline_reason on ${table}
  for each row execute function decided_by_network();`;
}

/**
 * A lender of a room or of somebody's time to a network of which it is not a member needs that network's agreement, and
 * can then read what concerns it: its rooms, its people, and the sessions that they serve. And a role only applies to
 * the kinds of organisation that it fits.
 */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const app = quoted(context.appRole);
  const callable = (signature: string) =>
    `revoke execute on function ${signature} from public; grant execute on function ${signature} to ${app};`;
  const inNetworks = `string_to_array(current_setting('app.lent_pcns', true), ',')::uuid[]`;
  const organisations = `string_to_array(current_setting('app.organisations', true), ',')::uuid[]`;
  const served = `s.pcn_id = any(${inNetworks}) and (
    exists (select from public.accommodation_offer a where a.room_id = s.room_id and a.pcn_id = s.pcn_id
      and a.offered_by_id = any(${organisations}) and a.state = 'ACCEPTED'
      and daterange(a.valid_from, a.valid_to) @> s.session_on
      and extract(isodow from s.session_on)::integer = any(a.weekdays))
    or exists (select from public.assignment x join public.pool_release r on r.clinician_id = x.clinician_id
      and r.pcn_id = x.pcn_id where x.session_id = s.id and x.state = 'PUBLISHED'
      and r.employer_id = any(${organisations}) and r.state = 'ACCEPTED'
      and daterange(r.valid_from, r.valid_to) @> s.session_on))`;
  const asked = (signature: string, text: string) => `
create function ${signature} returns boolean
  language sql stable security definer cost 1 set search_path = pg_catalog, public, pg_temp
as $$
  ${text}
$$;
${callable(signature.replace(/p_\w+ /g, ''))}`;
  await sql
    .raw(
      `
-- For which kinds of organisation a role can speak at all; src/identity/role-kinds.ts says the same.
create function role_fits_kind(p_role text, p_kind text) returns boolean
  language sql immutable set search_path = pg_catalog, pg_temp
as $$
  select case
    when p_role in ('icb-viewer', 'icb-contract-manager') then p_kind in ('ICB', 'SUB_ICB')
    when p_role in ('clinical-director', 'rota-manager', 'system') then p_kind = 'PCN'
    when p_role in ('practice-manager', 'care-navigator') then p_kind = 'PRACTICE'
    when p_role in ('provider-manager', 'booking-partner') then p_kind in (${providers})
    else false
  end
$$;
revoke execute on function role_fits_kind(text, text) from public;

-- A decision is the network's own, about what waits for it, and is made once.
create function decided_by_network() returns trigger
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
revoke execute on function decided_by_network() from public;
${lent.map(decisionOf).join('\n')}
create index accommodation_offer_lender on accommodation_offer (offered_by_id);
create index pool_release_lender on pool_release (employer_id);
alter table pool_release drop constraint pool_release_once, add constraint pool_release_once exclude using gist
  (employment_id with =, pcn_id with =, daterange(valid_from, valid_to) with &&) where (state <> 'DECLINED');

-- What is lent is not lent to somebody else afterwards, nor is it another room or job.
revoke update on ${lent.join(', ')} from ${app};
grant update (offered_by_id, valid_to, state, decided_at, decided_by, decline_reason) on accommodation_offer to ${app};
grant update (valid_to, state, decided_at, decided_by, decline_reason) on pool_release to ${app};
alter policy accommodation_offer_insert on accommodation_offer
  with check (${ofNetwork} or (${mine('offered_by_id')} and state = 'OFFERED'));
alter policy pool_release_insert on pool_release
  with check (${mine('employer_id')} and (state = 'OFFERED' or ${ofNetwork}));
alter policy pool_release_update on pool_release
  using (${mine('employer_id')} or ${inList('pcn_id', 'app.booking_pcns')})
  with check (${mine('employer_id')} or ${inList('pcn_id', 'app.booking_pcns')});
${releasePolicies(` and r.state <> 'DECLINED'`)}

${asked(
  'lent_by_viewer(p_clinician uuid, p_pcn uuid, p_day date)',
  `select p_pcn = any(${inNetworks}) and exists (select from public.pool_release r where r.clinician_id = p_clinician
    and r.pcn_id = p_pcn and r.employer_id = any(${organisations}) and r.state = 'ACCEPTED'
    and daterange(r.valid_from, r.valid_to) @> p_day)`,
)}
${asked('serves_lender(p_session uuid)', `select exists (select from public.session s where s.id = p_session and ${served})`)}
${asked('clinic_serves_lender(p_clinic uuid)', `select exists (select from public.session s where s.clinic_id = p_clinic and ${served})`)}
${asked('service_serves_lender(p_service uuid)', `select exists (select from public.session s where s.service_id = p_service and ${served})`)}
${Object.entries(openedToLenders)
  .map(([table, concerns]) => `alter policy ${table}_read on ${table} using (${ofLender(concerns)});`)
  .join('\n')}
alter policy service_read on service using (pcn_id is null or ${ofLender('service_serves_lender(id)')});
${edits.map(edit).join('\n')}
${ownScope(true)}
drop function enter_scope(text, text, text, text);
${wholeScope(true)}
${callable('enter_scope(text, text, text, text)')}
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const app = quoted(context.appRole);
  await sql
    .raw(
      `
${ownScope(false)}
drop function enter_scope(text, text, text, text);
${wholeScope(false)}
revoke execute on function enter_scope(text, text, text, text) from public;
grant execute on function enter_scope(text, text, text, text) to ${app};
${[...edits]
  .reverse()
  .map(([name, was, is]) => edit([name, is, was]))
  .join('\n')}
${Object.keys(openedToLenders)
  .map((table) => `alter policy ${table}_read on ${table} using (${ofNetwork});`)
  .join('\n')}
alter policy service_read on service using (pcn_id is null or ${ofNetwork});
drop function service_serves_lender(uuid), clinic_serves_lender(uuid), serves_lender(uuid),
  lent_by_viewer(uuid, uuid, date);
${releasePolicies('')}
alter policy pool_release_update on pool_release using (${mine('employer_id')}) with check (${mine('employer_id')});
alter policy pool_release_insert on pool_release with check (${mine('employer_id')});
alter policy accommodation_offer_insert on accommodation_offer with check (${ofNetwork} or ${mine('offered_by_id')});
grant update on ${lent.join(', ')} to ${app};
-- What waits or was declined stood for nothing, and nothing older can say so.
${lent.map((table) => `delete from ${table} where state <> 'ACCEPTED';`).join('\n')}
alter table pool_release drop constraint pool_release_once, add constraint pool_release_once exclude using gist
  (employment_id with =, pcn_id with =, daterange(valid_from, valid_to) with &&);
drop index pool_release_lender;
drop index accommodation_offer_lender;
${lent
  .map(
    (table) => `drop trigger ${table}_is_decided_by_network on ${table};
alter table ${table} drop constraint ${table}_decided, drop column state, drop column decided_at,
  drop column decided_by, drop column decline_reason;`,
  )
  .join('\n')}
drop function decided_by_network();
drop function role_fits_kind(text, text);
`,
    )
    .execute(db);
}
