import { type Kysely, sql } from 'kysely';
import { audited, grantToApp, inScope, type MigrationContext, tenantPolicy } from './migration-context.js';

/**
 * A network says, from a day on, at what time of day unused slots go to NHS 111. A clinic follows it, has a time of its
 * own, or never opens. A clinic that was there before keeps what it said: its own time or, without one, never.
 */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql
    .raw(
      `
create table unused_to_111_default (
  id uuid primary key default gen_random_uuid(),
  pcn_id uuid not null references organisation,
  unused_to_111_from time,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  constraint unused_to_111_default_one_a_day exclude using gist
    (pcn_id with =, daterange(valid_from, valid_to) with &&)
);
comment on table unused_to_111_default is 'the days are those on which sessions are held';
comment on column unused_to_111_default.unused_to_111_from is 'null for no default on these days';
${grantToApp(context, 'select, insert, update', ['unused_to_111_default'])}
${tenantPolicy('unused_to_111_default', inScope('pcn_id', 'app.pcns'))}
${audited('unused_to_111_default')}

alter table shared_clinic add column unused_to_111_policy text not null default 'NEVER';
-- Written anew as a whole and not updated: that nothing changes for a clinic is no entry of the audit trail.
alter table shared_clinic alter column unused_to_111_policy type text
  using case when unused_to_111_from is null then 'NEVER' else 'CLINIC_TIME' end;
alter table shared_clinic alter column unused_to_111_policy set default 'NETWORK_DEFAULT',
  add constraint shared_clinic_unused_to_111_policy
    check (unused_to_111_policy in ('CLINIC_TIME', 'NETWORK_DEFAULT', 'NEVER')),
  add constraint shared_clinic_unused_to_111_own_time
    check ((unused_to_111_policy = 'CLINIC_TIME') = (unused_to_111_from is not null));
comment on column shared_clinic.unused_to_111_from is
  'the clinic''s own time: from when, on a session''s day, its free slots are also for NHS 111';
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
alter table shared_clinic drop column unused_to_111_policy;
comment on column shared_clinic.unused_to_111_from is
  'from when, on a session''s day, its free slots are also for NHS 111; null for never';
drop table unused_to_111_default;
`,
    )
    .execute(db);
}
