import { type Kysely, sql } from 'kysely';
import { grantToApp, type MigrationContext } from './migration-context.js';

/**
 * Says that the example network is here and around which day it lies. The row is written by the transaction that loads
 * the example, so it is here with all of it or not at all.
 */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql
    .raw(
      `
create table example_load (
  only_row boolean primary key default true check (only_row),
  around date not null,
  completed_at timestamptz not null
);
${grantToApp(context, 'select', ['example_load'])}
`,
    )
    .execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw('drop table example_load').execute(db);
}
