import { type Kysely, sql } from 'kysely';
import { audited, grantToApp, type MigrationContext, quoted } from './migration-context.js';

/** Change by date: who succeeded whom, and the doors through which a command sees as much across areas as it must. */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const app = quoted(context.appRole);
  const callable = (signature: string) =>
    `revoke execute on function ${signature} from public; grant execute on function ${signature} to ${app};`;
  await sql
    .raw(
      `
-- From a day on, one organisation acts for another that has closed. Whatever the old one issued keeps its name.
create table succession (
  id uuid primary key default gen_random_uuid(),
  predecessor_id uuid not null references organisation,
  successor_id uuid not null references organisation,
  valid_from date not null,
  source text not null,
  constraint succession_once unique (predecessor_id),
  check (predecessor_id <> successor_id)
);
create index succession_successor on succession (successor_id);
${grantToApp(context, 'select, insert', ['succession'])}
${audited('succession')}

-- Whose rights stand for a practice's patients on which days: its own until it is succeeded, then its successor's.
create function heirs_of(p_practice uuid) returns table (holder_id uuid, days daterange)
  language sql stable rows 1
as $$
  with recursive line(id, since, depth) as (
    select p_practice, '-infinity'::date, 0
    union all
    select s.successor_id, greatest(s.valid_from, l.since), l.depth + 1
    from line l join succession s on s.predecessor_id = l.id where l.depth < 50
  )
  select l.id, daterange(l.since, coalesce(n.since, 'infinity')) from line l left join line n on n.depth = l.depth + 1
$$;
grant execute on function heirs_of(uuid) to ${app};

-- What may be booked for a practice's patients, on whose right: that of the practice, or of its successor.
create function booking_rights(p_practice uuid)
  returns table (holder_id uuid, pcn_id uuid, service_id uuid, days datemultirange)
  language sql stable rows 10
as $$
  select h.holder_id, r.pcn_id, r.service_id, r.days * datemultirange(h.days)
  from heirs_of(p_practice) h
  cross join lateral (select pcn_id, service_id, days from sharing_right where practice_id = h.holder_id offset 0) r
$$;

-- The viewer's scope as before, and for whoever succeeded others: theirs too. Of their networks those in which patients
-- of theirs are still booked, so that these can be seen, moved and cancelled.
alter function enter_scope(text, text, text, text) rename to enter_own_scope;
create function enter_scope(p_role text, p_code text, p_actor text, p_request text)
  returns table (organisation_id uuid, organisation_kind text, clinician_id uuid, pcn_ids text, booking_pcn_ids text,
    today text, organisation_ids text)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  v record;
  v_predecessors uuid[];
  v_pcns text;
  v_organisations text;
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
          and b.starts_at > public.app_now() and b.state in ('HELD', 'CONFIRMED')
        union
        select r.pcn_id from public.pool_release r where p_role = 'provider-manager'
          and r.employer_id = any(v_predecessors) and (r.valid_to is null or r.valid_to > v.today::date)), ',');
      perform set_config('app.organisations', v_organisations, true), set_config('app.pcns', v_pcns, true);
    end if;
  end if;
  return query select v.organisation_id, v.organisation_kind, v.clinician_id, v_pcns, v.booking_pcn_ids, v.today,
    v_organisations;
end $$;
${callable('enter_scope(text, text, text, text)')}

-- How much of an organisation's business lies ahead of a day. Numbers alone, for who decides about its network.
create function business_ahead(p_organisation uuid, p_from date)
  returns table (pcn_id uuid, bookings integer, waiting integer)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  with networks as (
    select unnest(string_to_array(current_setting('app.pcns', true), ',')::uuid[]) as id
  )
  select n.id, (select count(*)::integer from public.booking b
      where b.practice_id = p_organisation and b.pcn_id = n.id and b.state in ('HELD', 'CONFIRMED')
        and (b.state = 'CONFIRMED' or b.expires_at > public.app_now())
        and b.starts_at >= (p_from::timestamp at time zone 'Europe/London')),
    (select count(*)::integer from public.waiting_entry w
      where w.practice_id = p_organisation and w.pcn_id = n.id and w.state in ('WAITING', 'OFFERED') and w.to_on > p_from)
  from networks n
$$;
${callable('business_ahead(uuid, date)')}

create function staff_ahead(p_organisation uuid, p_from date) returns integer
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select count(*)::integer from public.employment e where e.employer_id = p_organisation
    and (e.valid_to is null or e.valid_to > p_from)
$$;
${callable('staff_ahead(uuid, date)')}

-- Patients who wait for days from \`p_day\` on follow their practice into another network, where its service is a common
-- one. Who asks must see both networks.
create function carry_waiting_list(p_practice uuid, p_from_pcn uuid, p_to_pcn uuid, p_day date) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  v_pcns uuid[] := string_to_array(current_setting('app.pcns', true), ',')::uuid[];
  v_count integer;
begin
  if not (p_from_pcn = any(v_pcns) and p_to_pcn = any(v_pcns)) then
    raise exception 'another network' using errcode = 'insufficient_privilege';
  end if;
  update public.waiting_entry w set pcn_id = p_to_pcn
    where w.practice_id = p_practice and w.pcn_id = p_from_pcn and w.state = 'WAITING' and w.from_on >= p_day
      and exists (select from public.service s where s.id = w.service_id and s.pcn_id is null);
  get diagnostics v_count = row_count;
  return v_count;
end $$;
${callable('carry_waiting_list(uuid, uuid, uuid, date)')}

-- Published sessions at a site from a day on, of whatever network: which one only where the viewer may know.
create function sessions_at_site(p_site uuid, p_from date)
  returns table (session_id uuid, pcn_id uuid, session_on date, starts_at timestamptz, ends_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select case when s.pcn_id = any(string_to_array(current_setting('app.pcns', true), ',')::uuid[]) then s.id end,
    s.pcn_id, s.session_on, s.starts_at, s.ends_at
  from public.session s where s.site_id = p_site and s.state = 'PUBLISHED' and s.session_on >= p_from
$$;
${callable('sessions_at_site(uuid, date)')}

-- Takes a clinician off every published session in a time, in any network, and says of which; for leave that is approved.
-- Who may: whoever employs the clinician. The sessions are locked for update first, as unassignClinician does.
create function open_assignments(p_clinician uuid, p_from timestamptz, p_to timestamptz, p_reason text)
  returns table (session_id uuid, pcn_id uuid, starts_at timestamptz, ends_at timestamptz, taken integer)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
#variable_conflict use_column
declare
  v_organisations uuid[] := string_to_array(current_setting('app.organisations', true), ',')::uuid[];
begin
  if not exists (select from public.employment e where e.clinician_id = p_clinician
      and e.employer_id = any(v_organisations)) then
    raise exception 'not the employer' using errcode = 'insufficient_privilege';
  end if;
  perform from public.session s where s.id in (select a.session_id from public.assignment a
    where a.clinician_id = p_clinician and a.state = 'PUBLISHED' and a.starts_at < p_to and a.ends_at > p_from
      and a.ends_at > public.app_now()) order by s.id for update;
  return query
  with opened as (
    update public.assignment a set state = 'ENDED', ended_at = public.app_now(), ended_reason = p_reason
    where a.clinician_id = p_clinician and a.state = 'PUBLISHED' and a.starts_at < p_to and a.ends_at > p_from
      and a.ends_at > public.app_now()
    returning a.session_id, a.post_number, a.pcn_id, a.starts_at, a.ends_at
  )
  select case when o.pcn_id = any(string_to_array(current_setting('app.pcns', true), ',')::uuid[]) then o.session_id end,
    o.pcn_id, o.starts_at, o.ends_at, (select count(*)::integer from public.slot l where l.session_id = o.session_id
      and l.post_number = o.post_number and l.taken_until > public.app_now())
  from opened o order by o.starts_at;
end $$;
${callable('open_assignments(uuid, timestamptz, timestamptz, text)')}

-- A session that was called off because its series changed leaves its occurrence to the one that takes its place.
alter table session add column replaced boolean not null default false check (not replaced or state = 'CANCELLED');
alter table session drop constraint session_once_per_occurrence;
create unique index session_once_per_occurrence on session (clinic_id, occurrence_on) where (not replaced);

create or replace function practice_may_share(p_practice uuid, p_pcn uuid, p_service uuid, p_day date) returns boolean
  language sql stable
  as $$ select exists (select from booking_rights(p_practice) r where r.pcn_id = p_pcn and r.service_id = p_service
    and r.days @> p_day) $$;
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create or replace function practice_may_share(p_practice uuid, p_pcn uuid, p_service uuid, p_day date) returns boolean
  language sql stable
  as $$ select exists (select from sharing_right r where r.practice_id = p_practice and r.pcn_id = p_pcn
    and r.service_id = p_service and r.days @> p_day) $$;
drop function enter_scope(text, text, text, text);
alter function enter_own_scope(text, text, text, text) rename to enter_scope;
drop index session_once_per_occurrence;
alter table session drop column replaced;
alter table session add constraint session_once_per_occurrence unique (clinic_id, occurrence_on);
drop function open_assignments(uuid, timestamptz, timestamptz, text),
  sessions_at_site(uuid, date), carry_waiting_list(uuid, uuid, uuid, date), staff_ahead(uuid, date),
  business_ahead(uuid, date), booking_rights(uuid), heirs_of(uuid);
drop table succession;
`,
    )
    .execute(db);
}
