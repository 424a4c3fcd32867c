import { type Kysely, sql } from 'kysely';
import { audited, grantToApp, inScope, type MigrationContext, tenantPolicy } from './migration-context.js';

interface StaffRole {
  readonly code: string;
  readonly name: string;
  readonly body: 'GMC' | 'NMC' | 'GPHC' | 'HCPC' | null;
  readonly arrs: boolean;
  readonly supervision: 'NONE' | 'GP_ON_SITE' | 'NAMED_GP';
  readonly undifferentiated: boolean;
  readonly triage: boolean;
  readonly source: string;
}

const des = 'Network Contract DES specification 2025/26, annex B';
const notInDes = 'Not among the roles of the Network Contract DES 2025/26, annex B';

/** The catalogue. `arrs`: every person in the role is reimbursed. Where only some are, `source` says so. */
// prettier-ignore
const staffRoles: readonly StaffRole[] = [
  { code: 'GP', name: 'General practitioner', body: 'GMC', arrs: false, supervision: 'NONE', undifferentiated: true, triage: true,
    source: 'Medical Act 1983 (GP register). ARRS since October 2024 for recently qualified GPs only' },
  { code: 'ADVANCED_NURSE_PRACTITIONER', name: 'Advanced nurse practitioner', body: 'NMC', arrs: true, supervision: 'NONE',
    undifferentiated: true, triage: true, source: `${des} (advanced practitioner)` },
  { code: 'PRACTICE_NURSE', name: 'Practice nurse', body: 'NMC', arrs: false, supervision: 'NONE', undifferentiated: false,
    triage: false, source: 'NMC register. ARRS since April 2025 for newly employed practice nurses only' },
  { code: 'NURSING_ASSOCIATE', name: 'Nursing associate', body: 'NMC', arrs: true, supervision: 'GP_ON_SITE',
    undifferentiated: false, triage: false,
    source: `${des}: works under the direction of a registered clinician; a GP on site stands for that here` },
  { code: 'CLINICAL_PHARMACIST', name: 'Clinical pharmacist', body: 'GPHC', arrs: true, supervision: 'NONE',
    undifferentiated: false, triage: false, source: des },
  { code: 'PHARMACY_TECHNICIAN', name: 'Pharmacy technician', body: 'GPHC', arrs: true, supervision: 'NONE',
    undifferentiated: false, triage: false, source: des },
  { code: 'PARAMEDIC', name: 'Paramedic', body: 'HCPC', arrs: true, supervision: 'NONE', undifferentiated: true, triage: true,
    source: des },
  { code: 'FIRST_CONTACT_PHYSIOTHERAPIST', name: 'First contact physiotherapist', body: 'HCPC', arrs: true, supervision: 'NONE',
    undifferentiated: true, triage: true, source: `${des}: undiagnosed musculoskeletal conditions` },
  { code: 'PHYSICIAN_ASSOCIATE', name: 'Physician associate', body: 'GMC', arrs: true, supervision: 'NAMED_GP',
    undifferentiated: false, triage: false,
    source: 'NHS England after the Leng review, July 2025: a named GP supervisor, no undifferentiated patients, no triage' },
  { code: 'SOCIAL_PRESCRIBER', name: 'Social prescribing link worker', body: null, arrs: true, supervision: 'NONE',
    undifferentiated: false, triage: false, source: des },
  { code: 'MENTAL_HEALTH_PRACTITIONER', name: 'Mental health practitioner', body: null, arrs: true, supervision: 'NONE',
    undifferentiated: true, triage: true,
    source: `${des}: first contact for mental health; the register depends on the profession` },
  { code: 'CARE_COORDINATOR', name: 'Care coordinator', body: null, arrs: true, supervision: 'NONE', undifferentiated: false,
    triage: false, source: des },
  { code: 'DIETITIAN', name: 'Dietitian', body: 'HCPC', arrs: true, supervision: 'NONE', undifferentiated: false, triage: false,
    source: des },
  { code: 'DIABETES_SPECIALIST_NURSE', name: 'Diabetes specialist nurse', body: 'NMC', arrs: false, supervision: 'NONE',
    undifferentiated: false, triage: false, source: `NMC register. ${notInDes}` },
  { code: 'VISITING_SPECIALIST', name: 'Visiting specialist doctor', body: 'GMC', arrs: false, supervision: 'NONE',
    undifferentiated: false, triage: false, source: `Medical Act 1983. ${notInDes}` },
  { code: 'HEALTHCARE_ASSISTANT', name: 'Healthcare assistant', body: null, arrs: false, supervision: 'GP_ON_SITE',
    undifferentiated: false, triage: false, source: `Delegated tasks only, not a regulated profession. ${notInDes}` },
];

/** Clinicians, who employs them, how much of their time is released to a pool, and when they cannot work. */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  const releasedToMe = (clinician: string) =>
    `exists (select from pool_release r where r.clinician_id = ${clinician} and ${inScope('r.pcn_id', 'app.pcns')})`;
  // a second job, with its hours and pattern, does not concern a network that it is not released to
  const releasedFrom = (employment: string) =>
    `exists (select from pool_release r where r.employment_id = ${employment} and ${inScope('r.pcn_id', 'app.pcns')})`;
  const employedByMe = (clinician: string) =>
    `exists (select from employment e where e.clinician_id = ${clinician} and ${inScope('e.employer_id', 'app.organisations')})`;
  const myself = (clinician: string) => inScope(clinician, 'app.clinicians');
  const tables = ['clinician', 'registration', 'employment', 'pool_release', 'working_pattern', 'commitment', 'leave'];

  await sql
    .raw(
      `
create table staff_role (
  code text primary key check (code ~ '^[A-Z]+(_[A-Z]+)*$'),
  name text not null,
  registration_body text check (registration_body in ('GMC', 'NMC', 'GPHC', 'HCPC')),
  reimbursable boolean not null,
  supervision text not null check (supervision in ('NONE', 'GP_ON_SITE', 'NAMED_GP')),
  may_see_undifferentiated boolean not null,
  may_triage boolean not null,
  source text not null
);
comment on column staff_role.reimbursable is 'paid through the Additional Roles Reimbursement Scheme (ARRS)';

create table clinician (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[A-Z0-9-]{3,20}$'),
  registered_by_id uuid not null references organisation,
  name text not null check (length(name) between 1 and 200),
  synthetic boolean not null default false,
  role_code text not null references staff_role,
  skills text[] not null default '{}',
  languages text[] not null default '{en}',
  supervisor_id uuid references clinician check (supervisor_id <> id),
  working_time_opt_out boolean not null default false
);
comment on column clinician.languages is 'ISO 639-1 codes';
comment on column clinician.supervisor_id is 'the named GP supervisor of a role that needs one';

create table registration (
  id uuid primary key default gen_random_uuid(),
  clinician_id uuid not null references clinician,
  body text not null check (body in ('GMC', 'NMC', 'GPHC', 'HCPC')),
  number text not null,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  constraint registration_number_once unique (body, number)
);
create index registration_clinician on registration (clinician_id);

create table employment (
  id uuid primary key default gen_random_uuid(),
  clinician_id uuid not null references clinician,
  employer_id uuid not null references organisation,
  contracted_minutes_per_week integer not null check (contracted_minutes_per_week between 0 and 10080),
  session_minutes integer not null check (session_minutes between 30 and 720),
  working_time_status text not null check (working_time_status in ('WORKER', 'PARTNER', 'SELF_EMPLOYED')),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  unique (id, clinician_id, employer_id),
  constraint employment_once exclude using gist
    (clinician_id with =, employer_id with =, daterange(valid_from, valid_to) with &&)
);
create index employment_employer on employment (employer_id);

create table pool_release (
  id uuid primary key default gen_random_uuid(),
  employment_id uuid not null,
  clinician_id uuid not null,
  employer_id uuid not null,
  pcn_id uuid not null references organisation,
  minutes_per_week integer not null check (minutes_per_week > 0),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  foreign key (employment_id, clinician_id, employer_id) references employment (id, clinician_id, employer_id),
  constraint pool_release_once exclude using gist
    (employment_id with =, pcn_id with =, daterange(valid_from, valid_to) with &&)
);
create index pool_release_pcn on pool_release (pcn_id, clinician_id);
create index pool_release_clinician on pool_release (clinician_id, pcn_id);

create table working_pattern (
  id uuid primary key default gen_random_uuid(),
  employment_id uuid not null references employment,
  clinician_id uuid not null references clinician,
  weekday integer not null check (weekday between 1 and 7),
  from_time time not null,
  to_time time not null check (to_time > from_time),
  valid_from date not null,
  valid_to date check (valid_to > valid_from)
);
create index working_pattern_clinician on working_pattern (clinician_id);

create table commitment (
  id uuid primary key default gen_random_uuid(),
  clinician_id uuid not null references clinician,
  declared_by_id uuid references organisation,
  kind text not null check (kind in ('RANGE', 'WEEKLY')),
  starts_at timestamptz,
  ends_at timestamptz check (ends_at > starts_at),
  weekday integer check (weekday between 1 and 7),
  from_time time,
  to_time time check (to_time > from_time),
  valid_from date,
  valid_to date check (valid_to > valid_from),
  working_minutes integer not null check (working_minutes >= 0),
  check (case kind
    when 'RANGE' then starts_at is not null and ends_at is not null and weekday is null
    else weekday is not null and from_time is not null and to_time is not null and valid_from is not null
      and starts_at is null end)
);
create index commitment_clinician on commitment (clinician_id);
comment on table commitment is 'work elsewhere: when and how long, never what';
comment on column commitment.declared_by_id is 'null when the clinician said so in person';

create table leave (
  id uuid primary key default gen_random_uuid(),
  clinician_id uuid not null references clinician,
  kind text not null check (kind in ('ANNUAL', 'STUDY', 'SICK', 'PARENTAL', 'OTHER')),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  state text not null check (state in ('REQUESTED', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
  decided_by text,
  decided_at timestamptz,
  constraint leave_once exclude using gist (clinician_id with =, tstzrange(starts_at, ends_at) with &&)
    where (state in ('REQUESTED', 'APPROVED'))
);
comment on table leave is 'for employers and the clinician; networks see approved leave as busy time, without its kind';

-- Who is shared by two employers is known to the second by code and registration number, before any row is visible.
create function find_clinician(p_code text, p_registration text) returns table (id uuid, role_code text)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  as $$ select c.id, c.role_code from public.clinician c
    where c.code = p_code and exists (select from public.registration g where g.clinician_id = c.id
      and g.number = p_registration) $$;
revoke execute on function find_clinician(text, text) from public;
grant execute on function find_clinician(text, text) to "${context.appRole.replaceAll('"', '""')}";

${grantToApp(context, 'select', ['staff_role'])}
${grantToApp(context, 'select, insert, update', tables)}
grant delete on pool_release, working_pattern, commitment to "${context.appRole.replaceAll('"', '""')}";
${tenantPolicy('clinician', `${inScope('registered_by_id', 'app.organisations')} or ${releasedToMe('clinician.id')} or ${employedByMe('clinician.id')} or ${myself('clinician.id')}`)}
${tenantPolicy('registration', `exists (select from clinician c where c.id = registration.clinician_id)`)}
${tenantPolicy('employment', `${inScope('employer_id', 'app.organisations')} or ${releasedFrom('employment.id')} or ${myself('clinician_id')}`, inScope('employer_id', 'app.organisations'))}
${tenantPolicy('pool_release', `${inScope('pcn_id', 'app.pcns')} or ${inScope('employer_id', 'app.organisations')} or ${myself('clinician_id')}`, inScope('employer_id', 'app.organisations'))}
${tenantPolicy('working_pattern', `exists (select from employment e where e.id = working_pattern.employment_id)`)}
${tenantPolicy('commitment', `${inScope('declared_by_id', 'app.organisations')} or ${myself('clinician_id')}`)}
${tenantPolicy('leave', `${employedByMe('leave.clinician_id')} or ${myself('clinician_id')}`)}
${tables.map((table) => audited(table)).join('\n')}
`,
    )
    .execute(db);
  for (const role of staffRoles) {
    await sql`insert into staff_role
      (code, name, registration_body, reimbursable, supervision, may_see_undifferentiated, may_triage, source)
      values (${role.code}, ${role.name}, ${role.body}, ${role.arrs}, ${role.supervision}, ${role.undifferentiated},
        ${role.triage}, ${role.source})`.execute(db);
  }
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `drop function find_clinician(text, text);
      drop table leave, commitment, working_pattern, pool_release, registration, employment, clinician, staff_role cascade;`,
    )
    .execute(db);
}
