import { sql } from 'kysely';
import { instantText } from '../instant-text.js';
import type { Db } from './scope.js';

/** Today in London by the database's clock, `YYYY-MM-DD`, for what runs outside a scope. */
export async function londonToday(db: Db): Promise<string> {
  const { rows } = await sql<{ today: string }>`/* london-today */ select london_today()::text as today`.execute(db);
  return rows[0]!.today;
}

/** Now, by the database's clock. */
export async function instantNow(db: Db): Promise<Date> {
  return new Date(
    instantText((await sql<{ now: string }>`/* instantNow */ select app_now() as now`.execute(db)).rows[0]?.now),
  );
}
