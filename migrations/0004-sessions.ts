import { type Kysely, sql } from 'kysely';
import { audited, grantToApp, inScope, type MigrationContext, tenantPolicy } from './migration-context.js';

/** Shared clinics, the sessions they make, who staffs them, and the places and slots in each. */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const clinicTables = [
    'shared_clinic',
    'clinic_host',
    'clinic_staffing_line',
    'clinic_release_wave',
    'clinic_fixed_share',
  ];
  const sessionTables = ['session', 'session_share', 'post', 'assignment', 'slot', 'place'];

  await sql
    .raw(
      `
create table shared_clinic (
  id uuid primary key default gen_random_uuid(),
  pcn_id uuid not null references organisation,
  service_id uuid not null references service,
  title text not null check (length(title) between 1 and 200),
  rrule text not null,
  start_time time not null,
  duration_minutes integer not null check (duration_minutes between 5 and 1440),
  starts_on date not null,
  ends_on date check (ends_on > starts_on),
  hosting text not null check (hosting in ('ONE', 'IN_TURN', 'CYCLE')),
  sharing_policy text not null check (sharing_policy in ('REGISTERED_LIST', 'WEIGHTED_LIST', 'EQUAL', 'FIXED')),
  bank_holiday_policy text not null check (bank_holiday_policy in ('SKIP', 'KEEP', 'MOVE')),
  slot_minutes integer not null check (slot_minutes between 5 and 240),
  delivery_modes text[] not null check (cardinality(delivery_modes) > 0),
  held_for_111 integer not null default 0 check (held_for_111 >= 0),
  pool_minutes_before integer not null check (pool_minutes_before between 0 and 60 * 24 * 28),
  bookable_unstaffed boolean not null default false,
  published_until date,
  created_at timestamptz not null
);
create index shared_clinic_pcn on shared_clinic (pcn_id, title);
comment on column shared_clinic.pool_minutes_before is 'how long before its start a session''s unused places are anyone''s';
comment on column shared_clinic.published_until is 'sessions before this day are published';

create table clinic_host (
  clinic_id uuid not null references shared_clinic,
  pcn_id uuid not null,
  position integer not null check (position >= 1),
  site_id uuid not null references site,
  room_id uuid references room,
  weight integer not null default 1 check (weight between 1 and 1000),
  primary key (clinic_id, position)
);

create table clinic_staffing_line (
  clinic_id uuid not null references shared_clinic,
  pcn_id uuid not null,
  position integer not null check (position >= 1),
  role_code text not null references staff_role,
  count integer not null check (count between 1 and 50),
  slots_per_post integer not null check (slots_per_post between 0 and 200),
  primary key (clinic_id, position)
);

create table clinic_release_wave (
  clinic_id uuid not null references shared_clinic,
  pcn_id uuid not null,
  position integer not null check (position >= 1),
  slots integer not null check (slots >= 1),
  days_before integer not null check (days_before between 0 and 400),
  release_time time not null,
  primary key (clinic_id, position)
);

create table clinic_fixed_share (
  clinic_id uuid not null references shared_clinic,
  pcn_id uuid not null,
  practice_id uuid not null references organisation,
  weight numeric(12, 4) not null check (weight >= 0),
  primary key (clinic_id, practice_id)
);

create table session (
  id uuid primary key default gen_random_uuid(),
  pcn_id uuid not null references organisation,
  clinic_id uuid not null references shared_clinic,
  service_id uuid not null references service,
  occurrence_on date not null,
  session_on date not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  site_id uuid not null references site,
  room_id uuid references room,
  state text not null check (state in ('PUBLISHED', 'CANCELLED')),
  cancelled_reason text,
  pool_at timestamptz not null,
  bookable_unstaffed boolean not null,
  published_at timestamptz not null,
  constraint session_time unique (id, starts_at, ends_at),
  constraint session_once_per_occurrence unique (clinic_id, occurrence_on),
  constraint session_room_free exclude using gist (room_id with =, tstzrange(starts_at, ends_at) with &&)
    where (state = 'PUBLISHED') deferrable initially deferred,
  check ((state = 'CANCELLED') = (cancelled_reason is not null))
);
create index session_published on session (pcn_id, starts_at, id) where state = 'PUBLISHED';
create index session_pcn_start on session (pcn_id, starts_at, id);
create index session_site_start on session (site_id, starts_at);
comment on column session.occurrence_on is 'the day the series gave it; session_on is the day it is held';

create table session_share (
  session_id uuid not null references session,
  pcn_id uuid not null,
  practice_id uuid not null references organisation,
  weight numeric(14, 4) not null,
  weight_source text not null,
  entitlement numeric(14, 6) not null,
  places integer not null check (places >= 0),
  primary key (session_id, practice_id)
);

create table post (
  session_id uuid not null references session,
  number integer not null check (number >= 1),
  pcn_id uuid not null,
  line integer not null,
  role_code text not null references staff_role,
  clinician_id uuid references clinician,
  primary key (session_id, number)
);
comment on column post.clinician_id is 'kept by a trigger on assignment: who fills it now';

create table assignment (
  id uuid primary key default gen_random_uuid(),
  pcn_id uuid not null,
  session_id uuid not null,
  post_number integer not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  clinician_id uuid not null references clinician,
  supervisor_id uuid references clinician,
  state text not null check (state in ('DRAFT', 'PUBLISHED', 'ENDED')),
  assigned_at timestamptz not null,
  assigned_by text not null,
  ended_at timestamptz,
  ended_reason text,
  foreign key (session_id, post_number) references post (session_id, number),
  constraint assignment_time_is_session_time foreign key (session_id, starts_at, ends_at)
    references session (id, starts_at, ends_at) on update cascade deferrable,
  constraint assignment_one_place_at_a_time exclude using gist
    (clinician_id with =, tstzrange(starts_at, ends_at) with &&) where (state = 'PUBLISHED') deferrable initially deferred
);
create unique index assignment_post_once on assignment (session_id, post_number) where (state = 'PUBLISHED');
create index assignment_clinician on assignment (clinician_id, starts_at);

create table slot (
  session_id uuid not null references session,
  number integer not null check (number >= 1),
  pcn_id uuid not null,
  post_number integer not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  delivery_modes text[] not null,
  released_at timestamptz not null,
  held_for_111 boolean not null default false,
  taken_until timestamptz,
  primary key (session_id, number),
  foreign key (session_id, post_number) references post (session_id, number)
) with (fillfactor = 80);
comment on column slot.taken_until is 'kept by a trigger on booking: infinity when booked, the expiry when held, else null';

create table place (
  session_id uuid not null references session,
  number integer not null check (number >= 1),
  pcn_id uuid not null,
  owner_id uuid references organisation,
  given_to_id uuid references organisation,
  taken_until timestamptz,
  primary key (session_id, number)
) with (fillfactor = 80);
comment on column place.owner_id is 'the practice whose right it is; null is the pool';
comment on column place.given_to_id is 'the practice whose share it was at publication';

create function post_follows_assignment() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if tg_op = 'UPDATE' and old.state = 'PUBLISHED' and
     (new.state <> 'PUBLISHED' or (old.session_id, old.post_number) <> (new.session_id, new.post_number)) then
    update public.post set clinician_id = null
      where session_id = old.session_id and number = old.post_number and clinician_id = old.clinician_id;
  end if;
  if new.state = 'PUBLISHED' then
    update public.post set clinician_id = new.clinician_id where session_id = new.session_id and number = new.post_number;
  end if;
  return null;
end $$;
create trigger post_follows_assignment after insert or update on assignment
  for each row execute function post_follows_assignment();

-- Who waits for a change of availability hears of it from the database, so any number of servers can serve them.
create sequence availability_version;
create function notify_availability() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  changed record;
begin
  for changed in
    select n.pcn_id, array_agg(distinct n.session_id) as sessions
    from (select to_jsonb(r)->>'pcn_id' as pcn_id, coalesce(to_jsonb(r)->>'session_id', to_jsonb(r)->>'id') as session_id
          from new_rows r) n
    group by n.pcn_id
  loop
    perform pg_notify('availability_changed', json_build_object('pcnId', changed.pcn_id,
      'sessionIds', case when cardinality(changed.sessions) <= 20 then to_json(changed.sessions) else '[]'::json end,
      'version', nextval('public.availability_version')::text)::text);
  end loop;
  return null;
end $$;
-- The same for what no trigger hears of, such as places that change hands.
create function notify_session(p_session uuid) returns void
  language sql security definer set search_path = pg_catalog, public, pg_temp
as $$
  select pg_notify('availability_changed', json_build_object('pcnId', s.pcn_id, 'sessionIds', json_build_array(s.id),
    'version', nextval('public.availability_version')::text)::text) from public.session s where s.id = p_session
$$;
revoke execute on function notify_session(uuid) from public;
grant execute on function notify_session(uuid) to "${context.appRole.replaceAll('"', '""')}";
create trigger session_notify_insert after insert on session referencing new table as new_rows
  for each statement execute function notify_availability();
create trigger session_notify_update after update on session referencing new table as new_rows
  for each statement execute function notify_availability();
create trigger assignment_notify_insert after insert on assignment referencing new table as new_rows
  for each statement execute function notify_availability();
create trigger assignment_notify_update after update on assignment referencing new table as new_rows
  for each statement execute function notify_availability();

-- When somebody cannot work, whoever asks: time ranges, never for whom. \`kind\` (ASSIGNMENT, LEAVE, COMMITMENT) is for
-- rules; it may be shown where \`own\` is true: the viewer's network's assignment, an employee's leave, a commitment that
-- the viewer's organisation declared, anything of the clinician who asks. Who may ask: the clinician, an employer whose
-- employment had not ended before the window or today, and a PCN with a release on a day of the window.
create function busy_times(p_clinician_ids uuid[], p_from timestamptz, p_to timestamptz)
  returns table (clinician_id uuid, starts_at timestamptz, ends_at timestamptz, kind text, own boolean)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  with asking as (
    select string_to_array(current_setting('app.pcns', true), ',')::uuid[] as pcns,
      string_to_array(current_setting('app.organisations', true), ',')::uuid[] as organisations,
      string_to_array(current_setting('app.clinicians', true), ',')::uuid[] as clinicians,
      (p_from at time zone 'Europe/London')::date as first_day, (p_to at time zone 'Europe/London')::date as last_day
  ), known as (
    select c.id as clinician_id, coalesce(c.id = any(q.clinicians), false) as myself,
      exists (select from public.employment e where e.clinician_id = c.id and e.employer_id = any(q.organisations)
        and (e.valid_to is null or e.valid_to > least(q.first_day, public.london_today()))) as employed,
      exists (select from public.pool_release r where r.clinician_id = c.id and r.pcn_id = any(q.pcns)
        and r.valid_from <= q.last_day and (r.valid_to is null or r.valid_to > q.first_day)) as released
    from public.clinician c cross join asking q where c.id = any(p_clinician_ids)
  ), visible as (
    select * from known where myself or employed or released
  )
  select a.clinician_id, a.starts_at, a.ends_at, 'ASSIGNMENT', v.myself or coalesce(a.pcn_id = any(q.pcns), false)
    from public.assignment a join visible v using (clinician_id) cross join asking q
    where a.state = 'PUBLISHED' and a.starts_at < p_to and a.ends_at > p_from
  union all
  select l.clinician_id, l.starts_at, l.ends_at, 'LEAVE', v.myself or v.employed
    from public.leave l join visible v using (clinician_id)
    where l.state = 'APPROVED' and l.starts_at < p_to and l.ends_at > p_from
  union all
  select c.clinician_id, c.starts_at, c.ends_at, 'COMMITMENT',
      v.myself or coalesce(c.declared_by_id = any(q.organisations), false)
    from public.commitment c join visible v using (clinician_id) cross join asking q
    where c.kind = 'RANGE' and c.starts_at < p_to and c.ends_at > p_from
  union all
  select c.clinician_id, w.starts_at, w.ends_at, 'COMMITMENT',
      v.myself or coalesce(c.declared_by_id = any(q.organisations), false)
  from public.commitment c join visible v using (clinician_id) cross join asking q
  cross join lateral generate_series(q.first_day - 1, q.last_day, interval '1 day') d
  cross join lateral (select (d::date + c.from_time) at time zone 'Europe/London' as starts_at,
                             (d::date + c.to_time) at time zone 'Europe/London' as ends_at) w
  where c.kind = 'WEEKLY' and extract(isodow from d) = c.weekday and d::date >= c.valid_from
    and (c.valid_to is null or d::date < c.valid_to) and w.starts_at < p_to and w.ends_at > p_from
    and w.starts_at < w.ends_at -- the spring change of clocks may swallow it whole
$$;
revoke execute on function busy_times(uuid[], timestamptz, timestamptz) from public;
grant execute on function busy_times(uuid[], timestamptz, timestamptz) to "${context.appRole.replaceAll('"', '""')}";

-- When a room that is offered to the viewer's network is in use: which session only within that network.
create function room_busy_times(p_room_ids uuid[], p_from timestamptz, p_to timestamptz)
  returns table (room_id uuid, starts_at timestamptz, ends_at timestamptz, session_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  with asking as (select string_to_array(current_setting('app.pcns', true), ',')::uuid[] as pcns)
  select s.room_id, s.starts_at, s.ends_at, case when s.pcn_id = any(q.pcns) then s.id end
  from public.session s cross join asking q
  where s.room_id = any(p_room_ids) and s.state = 'PUBLISHED'
    and tstzrange(s.starts_at, s.ends_at) && tstzrange(p_from, p_to)
    and exists (select from public.accommodation_offer a where a.room_id = s.room_id and a.pcn_id = any(q.pcns))
$$;
revoke execute on function room_busy_times(uuid[], timestamptz, timestamptz) from public;
grant execute on function room_busy_times(uuid[], timestamptz, timestamptz) to "${context.appRole.replaceAll('"', '""')}";

${grantToApp(context, 'select, insert, update', [...clinicTables, ...sessionTables])}
${grantToApp(context, 'delete', ['clinic_host', 'clinic_staffing_line', 'clinic_release_wave', 'clinic_fixed_share'])}
${[...clinicTables, ...sessionTables].map((table) => tenantPolicy(table, inScope('pcn_id', 'app.pcns'))).join('\n')}
${audited('shared_clinic', { derived: [] })}
${audited('session')}
${audited('assignment')}
${audited('session_share', { key: ['session_id', 'practice_id'] })}
${audited('place', { key: ['session_id', 'number'], derived: ['taken_until'] })}
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
drop function room_busy_times(uuid[], timestamptz, timestamptz);
drop function busy_times(uuid[], timestamptz, timestamptz);
drop table place, slot, assignment, post, session_share, session, clinic_fixed_share, clinic_release_wave,
  clinic_staffing_line, clinic_host, shared_clinic;
drop function notify_session(uuid);
drop function notify_availability();
drop sequence availability_version;
drop function post_follows_assignment();
`,
    )
    .execute(db);
}
