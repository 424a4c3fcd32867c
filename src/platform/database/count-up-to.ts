import { type RawBuilder, sql } from 'kysely';
import type { Db } from './scope.js';

/**
 * A list is counted so far: a count of everything that a large network has kept for years would cost what reading it
 * does.
 */
export const mostCounted = 10_000;

/**
 * How many rows there are, up to `mostCounted`, which then stands for that many or more.
 * @param name of the statement, for logs and for tests that count statements.
 * @param rows `from ... where ...` for them.
 */
export async function countUpTo(db: Db, name: string, rows: RawBuilder<unknown>): Promise<number> {
  const { rows: found } = await sql<{ n: number }>`/* ${sql.raw(name)} */
    select count(*)::integer as n from (select 1 ${rows} limit ${mostCounted}) counted`.execute(db);
  return found[0]?.n ?? 0;
}
