import { type Kysely, sql } from 'kysely';
import { audited, grantToApp, inScope, type MigrationContext, tenantPolicy } from './migration-context.js';

/** Clinicians, who employs them, what of their time is released to a pool, and when they cannot work. */
export const up = async (db: Kysely<unknown>, context: MigrationContext): Promise<void> => {
  const releasedToMe = (clinician: string) =>
    `exists (select from pool_release r where r.clinician_id = ${clinician} and ${inScope('r.pcn_id', 'app.pcns')})`;
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
  declared_by_id uuid not null references organisation,
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

${grantToApp(context, 'select', ['staff_role'])}
${grantToApp(context, 'select, insert, update', tables)}
grant delete on working_pattern, commitment to "${context.appRole.replaceAll('"', '""')}";
${tenantPolicy('clinician', `${inScope('registered_by_id', 'app.organisations')} or ${releasedToMe('clinician.id')} or ${employedByMe('clinician.id')} or ${myself('clinician.id')}`)}
${tenantPolicy('registration', `exists (select from clinician c where c.id = registration.clinician_id)`)}
${tenantPolicy('employment', `${inScope('employer_id', 'app.organisations')} or ${releasedToMe('employment.clinician_id')} or ${myself('clinician_id')}`, inScope('employer_id', 'app.organisations'))}
${tenantPolicy('pool_release', `${inScope('pcn_id', 'app.pcns')} or ${inScope('employer_id', 'app.organisations')} or ${myself('clinician_id')}`)}
${tenantPolicy('working_pattern', `exists (select from employment e where e.id = working_pattern.employment_id)`)}
${tenantPolicy('commitment', `${inScope('declared_by_id', 'app.organisations')} or ${myself('clinician_id')}`)}
${tenantPolicy('leave', `exists (select from clinician c where c.id = leave.clinician_id)`)}
${tables.map((table) => audited(table)).join('\n')}
`,
    )
    .execute(db);
};

export const down = async (db: Kysely<unknown>): Promise<void> => {
  await sql
    .raw(
      `drop table leave, commitment, working_pattern, pool_release, registration, employment, clinician, staff_role cascade;`,
    )
    .execute(db);
};
