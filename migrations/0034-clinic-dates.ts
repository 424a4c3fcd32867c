import { type Kysely, sql } from 'kysely';
import { audited, grantToApp, inScope, type MigrationContext, tenantPolicy } from './migration-context.js';

/**
 * A series differs from its rule on single days: one is skipped, another is added (RFC 5545, EXDATE and RDATE). And it
 * says two things that a plan of the rota needs: the rest inside a session, and which clinic is staffed first.
 */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql
    .raw(
      `
create table clinic_date (
  clinic_id uuid not null,
  pcn_id uuid not null,
  on_day date not null,
  kind text not null check (kind in ('SKIPPED', 'ADDED')),
  reason text check (length(reason) between 1 and 200),
  primary key (clinic_id, on_day),
  foreign key (clinic_id, pcn_id) references shared_clinic (id, pcn_id)
);
comment on table clinic_date is 'days on which a series differs from its rule';
${grantToApp(context, 'select, insert, delete', ['clinic_date'])}
${tenantPolicy('clinic_date', inScope('pcn_id', 'app.pcns'))}
${audited('clinic_date', { key: ['clinic_id', 'on_day'] })}

alter table shared_clinic
  add column break_minutes integer not null default 0 constraint shared_clinic_break_minutes_check
    check (break_minutes between 0 and 240),
  add column priority integer not null default 1 constraint shared_clinic_priority_check check (priority between 1 and 9);
comment on column shared_clinic.break_minutes is 'minutes of rest inside a session, which are not working time';
comment on column shared_clinic.priority is 'which clinic is staffed first where people are short: 1 before 2';
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
alter table shared_clinic drop column break_minutes, drop column priority;
drop table clinic_date;
`,
    )
    .execute(db);
}
