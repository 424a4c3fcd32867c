import { type Kysely, sql } from 'kysely';
import { grantToApp, type MigrationContext, quoted } from './migration-context.js';

const employedByViewer = `exists (select from employment e where e.clinician_id = registration.clinician_id
  and e.state = 'ACCEPTED' and e.employer_id = any(string_to_array(current_setting('app.organisations', true), ',')::uuid[]))`;

/**
 * A registration ends, and its holder may have the number again; nobody else ever may. One that was entered by mistake
 * is deleted, by whoever employs the person, so that the number is free for the one whose it is. A release to a pool
 * keeps why it was changed or ended.
 */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql
    .raw(
      `
alter table registration drop constraint registration_number_once,
  add constraint registration_number_once exclude using gist (body with =, number with =, clinician_id with <>),
  add constraint registration_days_once exclude using gist
    (clinician_id with =, body with =, number with =, daterange(valid_from, valid_to) with &&),
  add column end_reason text check (length(end_reason) between 1 and 200);
drop policy registration_delete on registration;
create policy registration_delete on registration for delete using (${employedByViewer});
${grantToApp(context, 'delete', ['registration'])}
alter table pool_release add column change_reason text check (length(change_reason) between 1 and 200);
${grantToApp(context, 'update (change_reason)', ['pool_release'])}
comment on column pool_release.change_reason is 'why it was changed or ended, last';
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql
    .raw(
      `
drop function if exists work_of_clinician(uuid, date);
drop function if exists open_work(uuid, timestamptz[], text);
alter table pool_release drop column change_reason;
revoke delete on registration from ${quoted(context.appRole)};
drop policy registration_delete on registration;
create policy registration_delete on registration for delete
  using (exists (select from clinician c where c.id = registration.clinician_id));
-- An older version knows one row of a number: the last one, from the first day on.
alter table registration drop column end_reason, drop constraint registration_days_once,
  drop constraint registration_number_once;
update registration g set valid_from = (select min(o.valid_from) from registration o
  where o.body = g.body and o.number = g.number) where not exists (select from registration n
  where n.body = g.body and n.number = g.number and n.valid_from > g.valid_from);
delete from registration g using registration n
  where n.body = g.body and n.number = g.number and n.id <> g.id
    and coalesce(n.valid_to, 'infinity') > coalesce(g.valid_to, 'infinity');
alter table registration add constraint registration_number_once unique (body, number);
`,
    )
    .execute(db);
}
