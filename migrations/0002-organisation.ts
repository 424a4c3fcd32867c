import { type Kysely, sql } from 'kysely';
import { audited, grantToApp, inScope, type MigrationContext, quoted, tenantPolicy } from './migration-context.js';

const referenceTables = [
  'organisation',
  'organisation_name',
  'site',
  'site_operation',
  'room',
  'membership',
  'commissioning',
  'contract',
  'population',
  'travel_time',
] as const;

const networkTables = [
  'network_agreement',
  'agreement_signature',
  'service',
  'participation',
  'accommodation_offer',
] as const;

/** Who is who and since when. Every dated fact is a half-open range of London days, `[valid_from, valid_to)`. */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql
    .raw(
      `
create table organisation (
  id uuid primary key default gen_random_uuid(),
  ods_code text unique check (ods_code ~ '^[A-Z0-9]{3,10}$'),
  kind text not null check (kind in ('ICB', 'SUB_ICB', 'PCN', 'PRACTICE', 'HUB', 'TRUST', 'COMMUNITY_PROVIDER',
    'VOLUNTARY', 'CONTRACT_HOLDER')),
  opened_on date,
  closed_on date check (closed_on is null or opened_on is null or closed_on >= opened_on),
  unknown boolean not null default false,
  source text not null
);
comment on column organisation.unknown is 'a placeholder: our sources say that it exists and not who it is';
create index organisation_kind on organisation (kind, ods_code);

create table organisation_name (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation,
  name text not null check (length(name) between 1 and 200),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  constraint organisation_name_once exclude using gist
    (organisation_id with =, daterange(valid_from, valid_to) with &&)
);

create table site (
  id uuid primary key default gen_random_uuid(),
  code text unique check (code ~ '^[A-Z0-9-]{3,20}$'),
  name text not null check (length(name) between 1 and 200),
  address text,
  town text,
  postcode text,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  coordinate_precision text check (coordinate_precision in ('EXACT', 'POSTCODE', 'TOWN')),
  opened_on date not null,
  closed_on date check (closed_on >= opened_on),
  check ((latitude is null) = (longitude is null) and (latitude is null) = (coordinate_precision is null))
);
create index site_postcode on site (postcode);

create table site_operation (
  id uuid primary key default gen_random_uuid(),
  site_id uuid not null references site,
  operator_id uuid not null references organisation,
  kind text not null check (kind in ('MAIN', 'BRANCH', 'HUB')),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  certainty text not null default 'STATED' check (certainty in ('STATED', 'INFERRED')),
  source text not null,
  constraint site_operation_one_operator exclude using gist (site_id with =, daterange(valid_from, valid_to) with &&)
);
create index site_operation_operator on site_operation (operator_id);

create table room (
  id uuid primary key default gen_random_uuid(),
  site_id uuid not null references site,
  name text not null check (length(name) between 1 and 100),
  kind text not null check (kind in ('CONSULTING', 'TREATMENT', 'GROUP', 'TELEPHONE')),
  equipment text[] not null default '{}',
  step_free boolean not null,
  unique (site_id, name)
);

create table membership (
  id uuid primary key default gen_random_uuid(),
  practice_id uuid not null references organisation,
  pcn_id uuid not null references organisation,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  source text not null,
  constraint membership_one_pcn exclude using gist (practice_id with =, daterange(valid_from, valid_to) with &&)
);
create index membership_pcn on membership (pcn_id);

create table commissioning (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation,
  commissioner_id uuid not null references organisation,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  source text not null,
  check (organisation_id <> commissioner_id),
  constraint commissioning_one_commissioner exclude using gist
    (organisation_id with =, daterange(valid_from, valid_to) with &&)
);
create index commissioning_commissioner on commissioning (commissioner_id);

create table contract (
  id uuid primary key default gen_random_uuid(),
  practice_id uuid not null references organisation,
  type text not null check (type in ('GMS', 'PMS', 'APMS')),
  holder_id uuid not null references organisation,
  caretaker boolean not null default false,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  notice_given_on date,
  notice_ends_on date check (notice_ends_on > notice_given_on),
  certainty text not null default 'STATED' check (certainty in ('STATED', 'INFERRED')),
  source text not null,
  check ((notice_given_on is null) = (notice_ends_on is null)),
  constraint contract_one_holder exclude using gist (practice_id with =, daterange(valid_from, valid_to) with &&)
);
create index contract_holder on contract (holder_id);

create table population (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references organisation,
  basis text not null check (basis in ('REGISTERED', 'WEIGHTED', 'PCN_ADJUSTED')),
  counted_on date not null,
  value numeric(12, 2) not null check (value >= 0),
  source text not null,
  constraint population_once unique (organisation_id, basis, counted_on)
);

create table travel_time (
  from_site_id uuid not null references site,
  to_site_id uuid not null references site,
  minutes integer not null check (minutes between 0 and 600),
  assumed boolean not null,
  source text not null,
  primary key (from_site_id, to_site_id),
  check (from_site_id <> to_site_id)
);

create table network_agreement (
  id uuid primary key default gen_random_uuid(),
  pcn_id uuid not null references organisation,
  title text not null check (length(title) between 1 and 200),
  drafted_on date not null,
  starts_on date not null,
  in_force_from date check (in_force_from >= starts_on),
  ended_on date check (ended_on >= drafted_on),
  constraint network_agreement_one_in_force exclude using gist
    (pcn_id with =, daterange(in_force_from, ended_on) with &&) where (in_force_from is not null)
);
comment on column network_agreement.in_force_from is 'the first day on which every member had signed';

create table agreement_signature (
  id uuid primary key default gen_random_uuid(),
  agreement_id uuid not null references network_agreement,
  pcn_id uuid not null references organisation,
  practice_id uuid not null references organisation,
  signed_on date not null,
  constraint agreement_signature_once unique (agreement_id, practice_id)
);
create index agreement_signature_practice on agreement_signature (practice_id);

create table service (
  id uuid primary key default gen_random_uuid(),
  pcn_id uuid references organisation,
  code text not null check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(code) <= 60),
  name text not null check (length(name) between 1 and 120),
  roles text[] not null check (cardinality(roles) > 0),
  skills text[] not null default '{}',
  slot_minutes integer not null check (slot_minutes between 5 and 240),
  delivery_modes text[] not null check (cardinality(delivery_modes) > 0
    and delivery_modes <@ array['FACE_TO_FACE', 'TELEPHONE', 'VIDEO', 'HOME_VISIT']),
  appointment_category text not null,
  room_kind text check (room_kind in ('CONSULTING', 'TREATMENT', 'GROUP', 'TELEPHONE')),
  equipment text[] not null default '{}',
  undifferentiated boolean not null default false,
  triage boolean not null default false,
  gp_on_site boolean not null default false,
  constraint service_code_once unique nulls not distinct (pcn_id, code)
);
comment on table service is 'without a PCN: the common catalogue; with one: that network''s own';

create table participation (
  id uuid primary key default gen_random_uuid(),
  pcn_id uuid not null references organisation,
  practice_id uuid not null references organisation,
  service_id uuid not null references service,
  state text not null check (state in ('IN', 'OUT', 'PILOT')),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  constraint participation_one_state exclude using gist
    (practice_id with =, pcn_id with =, service_id with =, daterange(valid_from, valid_to) with &&)
);

create table accommodation_offer (
  id uuid primary key default gen_random_uuid(),
  pcn_id uuid not null references organisation,
  offered_by_id uuid not null references organisation,
  room_id uuid not null references room,
  weekdays integer[] not null check (cardinality(weekdays) > 0 and weekdays <@ array[1, 2, 3, 4, 5, 6, 7]),
  from_time time not null,
  to_time time not null check (to_time > from_time),
  valid_from date not null,
  valid_to date check (valid_to > valid_from)
);
comment on column accommodation_offer.weekdays is 'ISO weekdays, 1 is Monday';
create index accommodation_offer_room on accommodation_offer (room_id);
create index accommodation_offer_pcn on accommodation_offer (pcn_id);

-- Which practice may share which service of its network on which days: the one rule of eligibility.
-- A day counts when the practice is a member, has signed by then an agreement that has not ended, and either the
-- agreement is in force and the practice does not stand out of the service, or the practice takes part as a pilot.
-- Queries over many sessions join the view (\`r.days @> the session's day\`); for one question there is the function.
create view sharing_right with (security_invoker = true) as
select m.practice_id, m.pcn_id, s.id as service_id,
  m.days * (coalesce(a.in_force, '{}') - coalesce(p.out, '{}') + coalesce(a.signed, '{}') * coalesce(p.pilot, '{}'))
    as days
from (select practice_id, pcn_id, range_agg(daterange(valid_from, valid_to)) as days
      from membership group by practice_id, pcn_id) m
join service s on s.pcn_id is null or s.pcn_id = m.pcn_id
cross join lateral (
  select range_agg(daterange(g.signed_on, n.ended_on)) filter (where n.ended_on is null or n.ended_on > g.signed_on)
      as signed,
    range_agg(case when n.ended_on is null or n.ended_on > greatest(n.in_force_from, g.signed_on)
      then daterange(greatest(n.in_force_from, g.signed_on), n.ended_on) end)
      filter (where n.in_force_from is not null) as in_force
  from agreement_signature g join network_agreement n on n.id = g.agreement_id
  where g.practice_id = m.practice_id and n.pcn_id = m.pcn_id
) a
cross join lateral (
  select range_agg(daterange(t.valid_from, t.valid_to)) filter (where t.state = 'OUT') as out,
    range_agg(daterange(t.valid_from, t.valid_to)) filter (where t.state = 'PILOT') as pilot
  from participation t
  where t.practice_id = m.practice_id and t.pcn_id = m.pcn_id and t.service_id = s.id
) p;

create function practice_may_share(p_practice uuid, p_pcn uuid, p_service uuid, p_day date) returns boolean
  language sql stable
  as $$ select exists (select from sharing_right r where r.practice_id = p_practice and r.pcn_id = p_pcn
    and r.service_id = p_service and r.days @> p_day) $$;

-- Public reference data: read by whoever has a token. Who may write is the permission table's business.
${grantToApp(context, 'select, insert, update', referenceTables)}
${referenceTables.map((table) => audited(table, table === 'travel_time' ? { key: ['from_site_id', 'to_site_id'] } : {})).join('\n')}

${grantToApp(context, 'select, insert, update', networkTables)}
${tenantPolicy('network_agreement', inScope('pcn_id', 'app.pcns'))}
${tenantPolicy('agreement_signature', inScope('pcn_id', 'app.pcns'))}
${tenantPolicy('participation', inScope('pcn_id', 'app.pcns'))}
${tenantPolicy('accommodation_offer', `${inScope('pcn_id', 'app.pcns')} or ${inScope('offered_by_id', 'app.organisations')}`)}
${tenantPolicy('service', `pcn_id is null or ${inScope('pcn_id', 'app.pcns')}`, inScope('pcn_id', 'app.pcns'))}
${networkTables.map((table) => audited(table)).join('\n')}
${grantToApp(context, 'select', ['sharing_right'])}
grant select on app_clock to ${quoted(context.appRole)};
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `drop function practice_may_share(uuid, uuid, uuid, date);
drop view sharing_right;
drop table accommodation_offer, participation, service, agreement_signature, network_agreement, travel_time,
  population, contract, commissioning, membership, room, site_operation, site, organisation_name, organisation;`,
    )
    .execute(db);
}
