import { type Kysely, sql } from 'kysely';

/**
 * Which text of each function of the database was created last. From here on the present texts are in
 * migrations/functions/, and are created again after the numbered steps whenever they have changed (decision 133).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `
create table function_text (
  file text primary key,
  hash text not null,
  former text[] not null default '{}',
  created_at timestamptz not null default clock_timestamp()
);
comment on table function_text is 'the texts of migrations/functions/<file>.sql that were created last; kept by migrate';
comment on column function_text.hash is 'of the file, by SHA-256; empty when a step was taken back and nobody knows';
comment on column function_text.former is 'hashes that it had before: a release with one of them is an older one';
`,
    )
    .execute(db);
}

/** The functions keep their texts: what an older release had of them, nobody knows here. */
export async function down(db: Kysely<unknown>): Promise<void> {
  await sql.raw('drop table function_text').execute(db);
}
