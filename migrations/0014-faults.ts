import { type Kysely, sql } from 'kysely';
import { type MigrationContext, quoted } from './migration-context.js';

/** Whoever may have missed notices is told so with the newest version there is. */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql.raw(`grant select on sequence availability_version to ${quoted(context.appRole)}`).execute(db);
}

export async function down(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql.raw(`revoke select on sequence availability_version from ${quoted(context.appRole)}`).execute(db);
}
