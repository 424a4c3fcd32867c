import { type Kysely, sql } from 'kysely';

/** What people are shown in order of its name. */
const names = {
  organisation_name: 'name',
  site: 'name',
  room: 'name',
  network_agreement: 'title',
  service: 'name',
  staff_role: 'name',
  clinician: 'name',
  shared_clinic: 'title',
};

async function eachName(db: Kysely<unknown>, collation: string): Promise<void> {
  for (const [table, column] of Object.entries(names))
    await sql.raw(`alter table ${table} alter column ${column} type text collate ${collation}`).execute(db);
  await sql.raw(`alter table site alter column town type text collate ${collation}`).execute(db);
}

/** Names sort as people read them: é beside e, capitals beside small letters, room 2 before room 10. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create collation by_name (provider = icu, locale = 'en-GB-u-kn-true')`.execute(db);
  await eachName(db, 'by_name');
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await eachName(db, '"default"');
  await sql`drop collation by_name`.execute(db);
}
