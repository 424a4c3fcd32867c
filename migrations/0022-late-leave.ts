import { type Kysely, sql } from 'kysely';

/** Leave may be recorded after its first day, and then says why. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table leave add column late_reason text check (length(late_reason) between 1 and 200)`.execute(db);
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await sql`alter table leave drop column late_reason`.execute(db);
}
