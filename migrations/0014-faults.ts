import { type Kysely, sql } from 'kysely';
import { type MigrationContext, quoted } from './migration-context.js';

/** Subscribers who may have missed notices are told so with the newest version. */
export async function up(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql.raw(`grant select on sequence availability_version to ${quoted(context.appRole)}`).execute(db);
}

export async function down(db: Kysely<unknown>, context: MigrationContext): Promise<void> {
  await sql.raw(`revoke select on sequence availability_version from ${quoted(context.appRole)}`).execute(db);
}
