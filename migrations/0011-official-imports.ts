import { type Kysely, sql } from 'kysely';
import { grantToApp, type MigrationContext } from './migration-context.js';

/**
 * Which official files changed something here, and how much: what the trail's batch ids lead to, and how an older
 * edition of a file is told from a newer one. Written by the command that loads them, as the owner.
 */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql
    .raw(
      `
create table official_import (
  id uuid primary key default gen_random_uuid(),
  batch_id text not null,
  kind text not null,
  file_name text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  edition_on date,
  rows_read bigint not null,
  rows_new bigint not null,
  rows_changed bigint not null,
  rows_unchanged bigint not null,
  rows_left_out bigint not null,
  rows_refused bigint not null,
  imported_at timestamptz not null
);
comment on column official_import.edition_on is 'the day up to which the file tells the facts; null where each row has a day of its own';
create index official_import_edition on official_import (kind, edition_on desc);
${grantToApp(context, 'select', ['official_import'])}
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw('drop table official_import').execute(db);
}
