import { type Kysely, sql } from 'kysely';
import { inScope, type MigrationContext, quoted } from './migration-context.js';

/** Children that must be of the network of what they belong to: table, its columns, the parent. */
const ofOneNetwork: readonly (readonly [child: string, column: string, parent: string])[] = [
  ['clinic_host', 'clinic_id', 'shared_clinic'],
  ['clinic_staffing_line', 'clinic_id', 'shared_clinic'],
  ['clinic_release_wave', 'clinic_id', 'shared_clinic'],
  ['clinic_fixed_share', 'clinic_id', 'shared_clinic'],
  ['session', 'clinic_id', 'shared_clinic'],
  ['hosting_ledger', 'clinic_id', 'shared_clinic'],
  ['session_share', 'session_id', 'session'],
  ['post', 'session_id', 'session'],
  ['slot', 'session_id', 'session'],
  ['place', 'session_id', 'session'],
  ['share_ledger', 'session_id', 'session'],
  ['hosting_ledger', 'session_id', 'session'],
  ['share_ledger', 'account_id', 'share_account'],
  ['agreement_signature', 'agreement_id', 'network_agreement'],
];
const parents = ['shared_clinic', 'session', 'share_account', 'network_agreement'];
const withService = ['shared_clinic', 'session', 'participation', 'waiting_entry', 'share_account'];

/**
 * What row-level security alone leaves open. A foreign key is checked past every policy, so a row of one network could
 * point at another's session and a trigger then write there: now a child is of its parent's network by constraint. A
 * function that runs as the owner can be fired from anybody's temporary table: now only the owner's triggers may name
 * it. And who may read a clinician's records may no longer write all of them.
 */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const app = quoted(context.appRole);
  const employs = (clinician: string, days: string) => `exists (select from employment e
    where e.clinician_id = ${clinician} and ${inScope('e.employer_id', 'app.organisations')} and ${days})`;
  const everyDay = 'true';
  const daysOf = (table: string) => `daterange(e.valid_from, e.valid_to) && daterange(
    (${table}.starts_at at time zone 'Europe/London')::date, (${table}.ends_at at time zone 'Europe/London')::date, '[]')`;
  const myself = (clinician: string) => inScope(clinician, 'app.clinicians');
  const leaveOfMine = `${employs('leave.clinician_id', daysOf('leave'))} or ${myself('clinician_id')}`;
  const patternOfMine = `exists (select from employment e where e.id = working_pattern.employment_id
    and e.clinician_id = working_pattern.clinician_id
    and (${inScope('e.employer_id', 'app.organisations')} or ${myself('e.clinician_id')}))`;

  const bookings = `${inScope('pcn_id', 'app.booking_pcns')} or ${inScope('practice_id', 'app.organisations')}
    or ${inScope('booked_by_id', 'app.organisations')}`;
  const waits = `${inScope('pcn_id', 'app.booking_pcns')} or ${inScope('practice_id', 'app.organisations')}`;

  await sql
    .raw(
      `
-- A trigger function is called by its trigger, whoever writes; nobody else has business with it.
do $$
declare f regprocedure;
begin
  for f in select p.oid from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prorettype = 'trigger'::regtype
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  loop execute format('revoke execute on function %s from public', f); end loop;
end $$;
-- \`enter_scope\` calls it as the owner; as a door of its own it forgets whom an organisation has succeeded.
revoke execute on function enter_own_scope(text, text, text, text) from ${app};

${parents.map((table) => `alter table ${table} add constraint ${table}_of_network unique (id, pcn_id);`).join('\n')}
${ofOneNetwork
  .map(
    ([child, column, parent]) => `alter table ${child} drop constraint ${child}_${column}_fkey,
  add constraint ${child}_${column}_fkey foreign key (${column}, pcn_id) references ${parent} (id, pcn_id);`,
  )
  .join('\n')}
alter table assignment add constraint assignment_session_id_fkey
  foreign key (session_id, pcn_id) references session (id, pcn_id);
-- Instead of the key to the organisation, which the session has already: a booking is checked no more often than before.
alter table booking drop constraint booking_pcn_id_fkey,
  add constraint booking_session_id_fkey foreign key (session_id, pcn_id) references session (id, pcn_id);

-- A service is of the common catalogue or of one network, which no foreign key can say.
create function service_is_of_network() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if exists (select from public.service s where s.id = new.service_id and s.pcn_id <> new.pcn_id) then
    raise exception 'a service of another network' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
revoke execute on function service_is_of_network() from public;
${withService
  .map(
    (table) => `create trigger ${table}_service_is_of_network before insert or update of service_id, pcn_id on ${table}
  for each row execute function service_is_of_network();`,
  )
  .join('\n')}

-- What is offered to a patient who waits is a booking of the same practice.
create function offer_is_of_practice() returns trigger
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
begin
  if new.offered_booking_id is not null and not exists (select from public.booking b
    where b.id = new.offered_booking_id and b.practice_id = new.practice_id) then
    raise exception 'a booking of another practice' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
revoke execute on function offer_is_of_practice() from public;
create trigger waiting_entry_offer_is_of_practice
  before insert or update of offered_booking_id, practice_id on waiting_entry
  for each row execute function offer_is_of_practice();

-- Nobody is put on a post, or named as a supervisor, by one who cannot see them. It runs as whoever writes, so that
-- their policies apply; an assignment that ends may be of somebody who is not released any more.
create function people_are_seen() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
declare
  v_row jsonb := to_jsonb(new);
  v_column text;
begin
  foreach v_column in array tg_argv loop
    if v_row->>v_column is not null
       and not exists (select from public.clinician c where c.id = (v_row->>v_column)::uuid) then
      raise exception 'a clinician of others' using errcode = 'insufficient_privilege';
    end if;
  end loop;
  return new;
end $$;
revoke execute on function people_are_seen() from public;
create trigger assignment_people_are_seen before insert or update of clinician_id, supervisor_id on assignment
  for each row execute function people_are_seen('clinician_id', 'supervisor_id');
create trigger clinician_supervisor_is_seen before insert or update of supervisor_id on clinician
  for each row execute function people_are_seen('supervisor_id');

-- Kept by triggers alone: who fills a post, until when a slot and a place are taken. What is left may be locked.
revoke insert, update on post, slot, place from ${app};
grant insert (session_id, number, pcn_id, line, role_code), update (line) on post to ${app};
grant insert (session_id, number, pcn_id, post_number, starts_at, ends_at, delivery_modes, released_at, held_for_111),
  update (released_at) on slot to ${app};
grant insert (session_id, number, pcn_id, owner_id, given_to_id), update (owner_id) on place to ${app};
-- Neither does who registered a person change, nor in whose queue a patient waits, but by the door for moves.
revoke update on clinician, waiting_entry from ${app};
grant update (name, skills, languages, supervisor_id, working_time_opt_out) on clinician to ${app};
grant update (state, offered_booking_id) on waiting_entry to ${app};

-- A practice books and waits in networks that are in its scope. What it has in others it keeps, and may give up.
alter policy booking_insert on booking with check (${inScope('pcn_id', 'app.pcns')} and (${bookings}));
alter policy waiting_entry_insert on waiting_entry with check (${inScope('pcn_id', 'app.pcns')} and (${waits}));
create function session_is_seen() returns trigger
  language plpgsql set search_path = pg_catalog, public, pg_temp
as $$
begin
  if not exists (select from public.session s where s.id = new.session_id) then
    raise exception 'a session of another network' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
revoke execute on function session_is_seen() from public;
create trigger booking_session_is_seen before update of session_id on booking
  for each row execute function session_is_seen();

-- A clinician's records are written by who employs or registered them, and by themselves; a network that they are
-- released to reads them, and locks the person's row while it assigns.
alter policy clinician_insert on clinician with check (${inScope('registered_by_id', 'app.organisations')});
alter policy clinician_update on clinician with check (${inScope('registered_by_id', 'app.organisations')}
  or ${employs('clinician.id', everyDay)} or ${myself('clinician.id')});
alter policy registration_insert on registration with check (exists (select from clinician c
  where c.id = registration.clinician_id and ${inScope('c.registered_by_id', 'app.organisations')})
  or ${employs('registration.clinician_id', everyDay)});
alter policy registration_update on registration using (${employs('registration.clinician_id', everyDay)})
  with check (${employs('registration.clinician_id', everyDay)});
alter policy working_pattern_insert on working_pattern with check (${patternOfMine});
alter policy working_pattern_update on working_pattern using (${patternOfMine}) with check (${patternOfMine});
alter policy working_pattern_delete on working_pattern using (${patternOfMine});
alter policy commitment_insert on commitment with check (${myself('clinician_id')}
  or (${inScope('declared_by_id', 'app.organisations')} and ${employs('commitment.clinician_id', everyDay)}));
alter policy commitment_update on commitment with check (${myself('clinician_id')}
  or (${inScope('declared_by_id', 'app.organisations')} and ${employs('commitment.clinician_id', everyDay)}));
-- Leave is an employer's to know while the job lasts, and not after it.
alter policy leave_read on leave using (${leaveOfMine});
alter policy leave_insert on leave with check (${leaveOfMine});
alter policy leave_update on leave using (${leaveOfMine}) with check (${leaveOfMine});

-- Whether the viewer runs an organisation or, as an ICB, commissions it directly or through a sub-ICB, now or ever.
create or replace function organisation_is_mine(p_organisation uuid) returns boolean
  language sql stable set search_path = pg_catalog, public, pg_temp
as $$
  select p_organisation = any(m.ids) or exists (select from public.commissioning c
    where c.organisation_id = p_organisation and (c.commissioner_id = any(m.ids) or exists (
      select from public.commissioning a where a.organisation_id = c.commissioner_id and a.commissioner_id = any(m.ids))))
  from (select string_to_array(current_setting('app.organisations', true), ',')::uuid[] as ids) m
$$;
revoke execute on function organisation_is_mine(uuid) from public;

create or replace function staff_ahead(p_organisation uuid, p_from date) returns integer
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select count(*)::integer from public.employment e where e.employer_id = p_organisation
    and (e.valid_to is null or e.valid_to > p_from) and public.organisation_is_mine(p_organisation)
$$;

-- As before, for who sees both networks and has a say about the practice.
create or replace function carry_waiting_list(p_practice uuid, p_from_pcn uuid, p_to_pcn uuid, p_day date) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
  v_pcns uuid[] := string_to_array(current_setting('app.pcns', true), ',')::uuid[];
  v_count integer;
begin
  if not (p_from_pcn = any(v_pcns) and p_to_pcn = any(v_pcns) and public.organisation_is_mine(p_practice)) then
    raise exception 'another network' using errcode = 'insufficient_privilege';
  end if;
  update public.waiting_entry w set pcn_id = p_to_pcn
    where w.practice_id = p_practice and w.pcn_id = p_from_pcn and w.state = 'WAITING' and w.from_on >= p_day
      and exists (select from public.service s where s.id = w.service_id and s.pcn_id is null);
  get diagnostics v_count = row_count;
  return v_count;
end $$;

create or replace function sessions_at_site(p_site uuid, p_from date)
  returns table (session_id uuid, pcn_id uuid, session_on date, starts_at timestamptz, ends_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select case when s.pcn_id = any(string_to_array(current_setting('app.pcns', true), ',')::uuid[]) then s.id end,
    s.pcn_id, s.session_on, s.starts_at, s.ends_at
  from public.session s where s.site_id = p_site and s.state = 'PUBLISHED' and s.session_on >= p_from
    and exists (select from public.site_operation x where x.site_id = p_site and public.organisation_is_mine(x.operator_id))
$$;

-- As before, for whoever employs the clinician at that time; a former employer has no say.
create or replace function open_assignments(p_clinician uuid, p_from timestamptz, p_to timestamptz, p_reason text)
  returns table (session_id uuid, pcn_id uuid, starts_at timestamptz, ends_at timestamptz, taken integer)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
#variable_conflict use_column
declare
  v_organisations uuid[] := string_to_array(current_setting('app.organisations', true), ',')::uuid[];
begin
  if not exists (select from public.employment e where e.clinician_id = p_clinician
      and e.employer_id = any(v_organisations) and daterange(e.valid_from, e.valid_to) && daterange(
        (p_from at time zone 'Europe/London')::date, (p_to at time zone 'Europe/London')::date, '[]')) then
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

-- Which sessions somebody waits for is the server's own to know, before it acts for anybody.
create or replace function sessions_waited_for() returns table (pcn_code text, session_id uuid)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
as $$
  select distinct o.ods_code, s.id from public.waiting_entry w
  join public.session s on s.pcn_id = w.pcn_id and s.service_id = w.service_id and s.session_on >= w.from_on
    and s.session_on < w.to_on and s.state = 'PUBLISHED' and s.ends_at > public.app_now()
  join public.organisation o on o.id = s.pcn_id
  where w.state in ('WAITING', 'OFFERED') and coalesce(current_setting('app.actor', true), '') = ''
$$;
`,
    )
    .execute(db);
}

/** The doors keep their guards: they reveal less than before to nobody who had a right, and 0009 drops them. */
export async function down(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const app = quoted(context.appRole);
  const employs = (clinician: string) => `exists (select from employment e where e.clinician_id = ${clinician}
    and ${inScope('e.employer_id', 'app.organisations')})`;
  const released = `exists (select from pool_release r where r.clinician_id = clinician.id and ${inScope('r.pcn_id', 'app.pcns')})`;
  const myself = inScope('clinician_id', 'app.clinicians');
  const clinician = `${inScope('registered_by_id', 'app.organisations')} or ${released} or ${employs('clinician.id')}
    or ${inScope('clinician.id', 'app.clinicians')}`;
  const registration = `exists (select from clinician c where c.id = registration.clinician_id)`;
  const pattern = `exists (select from employment e where e.id = working_pattern.employment_id)`;
  const commitment = `${inScope('declared_by_id', 'app.organisations')} or ${myself}`;
  const leave = `${employs('leave.clinician_id')} or ${myself}`;
  const bookings = `${inScope('pcn_id', 'app.booking_pcns')} or ${inScope('practice_id', 'app.organisations')}
    or ${inScope('booked_by_id', 'app.organisations')}`;
  const waits = `${inScope('pcn_id', 'app.booking_pcns')} or ${inScope('practice_id', 'app.organisations')}`;
  const foreignKeyOf = ([child, column, parent]: (typeof ofOneNetwork)[number]) =>
    `alter table ${child} drop constraint ${child}_${column}_fkey,
  add constraint ${child}_${column}_fkey foreign key (${column}) references ${parent};`;
  await sql
    .raw(
      `
alter policy leave_read on leave using (${leave});
alter policy leave_insert on leave with check (${leave});
alter policy leave_update on leave using (${leave}) with check (${leave});
alter policy commitment_insert on commitment with check (${commitment});
alter policy commitment_update on commitment with check (${commitment});
alter policy working_pattern_insert on working_pattern with check (${pattern});
alter policy working_pattern_update on working_pattern using (${pattern}) with check (${pattern});
alter policy working_pattern_delete on working_pattern using (${pattern});
alter policy registration_insert on registration with check (${registration});
alter policy registration_update on registration using (${registration}) with check (${registration});
alter policy clinician_insert on clinician with check (${clinician});
alter policy clinician_update on clinician with check (${clinician});
drop trigger booking_session_is_seen on booking;
drop function session_is_seen();
alter policy booking_insert on booking with check (${bookings});
alter policy waiting_entry_insert on waiting_entry with check (${waits});
grant insert, update on post, slot, place to ${app};
grant update on clinician, waiting_entry to ${app};
drop trigger clinician_supervisor_is_seen on clinician;
drop trigger assignment_people_are_seen on assignment;
drop function people_are_seen();
drop trigger waiting_entry_offer_is_of_practice on waiting_entry;
drop function offer_is_of_practice();
${withService.map((table) => `drop trigger ${table}_service_is_of_network on ${table};`).join('\n')}
drop function service_is_of_network();
alter table booking drop constraint booking_session_id_fkey,
  add constraint booking_pcn_id_fkey foreign key (pcn_id) references organisation;
alter table assignment drop constraint assignment_session_id_fkey;
${ofOneNetwork.map(foreignKeyOf).join('\n')}
${parents.map((table) => `alter table ${table} drop constraint ${table}_of_network;`).join('\n')}
grant execute on function enter_own_scope(text, text, text, text) to ${app};
`,
    )
    .execute(db);
}
