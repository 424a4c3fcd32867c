import { sql } from 'kysely';
import type { Db } from '../platform/database/scope.js';
import type { Rows } from './rows.js';

/** Inserts all rows in one statement; columns that the rows do not name take their default. */
export const insertRows = async (db: Db, { table, rows }: Rows): Promise<void> => {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const list = sql.join(columns.map((column) => sql.ref(column)));
  await sql`/* insertRows */ insert into ${sql.table(table)} (${list})
    select ${list} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    db,
  );
};

/** One batch for the audit trail, which then counts rows instead of copying them. */
export const beginBatch = async (db: Db): Promise<void> => {
  await sql`/* beginBatch */ select set_config('app.batch', 'example', true), set_config('app.actor', 'example', true),
    set_config('app.role', 'system', true)`.execute(db);
};
