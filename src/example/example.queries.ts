import { sql } from 'kysely';
import type { Db } from '../platform/database/scope.js';
import type { Rows } from './rows.js';

export interface ExampleLoad {
  /** The London day around which the example is placed. */
  readonly around: string;
}

/** Where the example is placed, or undefined when there is none. */
export async function readExampleLoad(db: Db): Promise<ExampleLoad | undefined> {
  return (await sql<ExampleLoad>`/* readExampleLoad */ select around::text from example_load`.execute(db)).rows[0];
}

/** Records that the example is here. Another load waits for this row, and then finds the example complete. */
export async function insertExampleLoad(db: Db, around: string): Promise<boolean> {
  return (
    (
      await sql`/* insertExampleLoad */ insert into example_load (around, completed_at) values (${around}, app_now())
      on conflict do nothing returning around`.execute(db)
    ).rows.length === 1
  );
}

/** Whether somebody else's organisations are in the database: then the example must not be loaded. */
export async function hasOrganisations(db: Db): Promise<boolean> {
  return (await sql`/* hasOrganisations */ select from organisation limit 1`.execute(db)).rows.length > 0;
}

/** One batch for the audit trail, which then counts rows instead of copying them. */
export async function beginBatch(db: Db): Promise<void> {
  await sql`/* beginBatch */ select set_config('app.batch', 'example', true), set_config('app.actor', 'example', true),
    set_config('app.role', 'system', true)`.execute(db);
}

/**
 * Moves the database's clock for this transaction; nobody else sees it before the commit.
 * @returns how it was shifted before, for `restoreClock`.
 */
export async function moveClock(db: Db, instant: string): Promise<string> {
  const { rows } = await sql<{ shift: string }>`/* moveClock */
    update app_clock c set shift = ${instant}::timestamptz - clock_timestamp()
    from app_clock was returning was.shift::text as shift`.execute(db);
  return rows[0]?.shift ?? '0';
}

export async function restoreClock(db: Db, shift: string): Promise<void> {
  await sql`/* restoreClock */ update app_clock set shift = ${shift}::interval`.execute(db);
}

/** Inserts all rows in one statement; columns that the rows leave out take their default. */
export async function insertRows(db: Db, { table, rows }: Rows): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  if (columns.length === 0) return;
  const list = sql.join(columns.map((column) => sql.ref(column)));
  await sql`/* insertRows */ insert into ${sql.table(table)} (${list})
    select ${list} from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(
    db,
  );
}

/** A post of a published session that nobody fills; `turn` counts the sessions of the clinic from 0. */
export interface OpenPost {
  readonly clinicId: string;
  readonly sessionId: string;
  readonly pcnId: string;
  readonly sessionOn: string;
  readonly start: number;
  readonly end: number;
  readonly postNumber: number;
  readonly line: number;
  readonly turn: number;
}

/** The open posts of sessions before the day, in the order of their start. */
export async function openPostsBefore(db: Db, day: string): Promise<OpenPost[]> {
  return (
    await sql<OpenPost>`/* openPostsBefore */
      select s.clinic_id as "clinicId", s.id as "sessionId", s.pcn_id as "pcnId", s.session_on::text as "sessionOn",
        extract(epoch from s.starts_at)::float8 * 1000 as start, extract(epoch from s.ends_at)::float8 * 1000 as "end",
        o.number as "postNumber", o.line, s.turn::integer
      from (select *, row_number() over (partition by clinic_id order by starts_at) - 1 as turn from session) s
      join post o on o.session_id = s.id and o.clinician_id is null
      where s.state = 'PUBLISHED' and s.session_on < ${day}::date order by s.starts_at, s.id, o.number`.execute(db)
  ).rows;
}
