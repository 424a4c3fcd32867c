import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import type { StagedRow } from './official-file.js';

/** The outcome of a row; without one nothing had to be done. */
export type Outcome = 'new' | 'changed' | 'unchanged' | 'refused';

export interface RowOutcome {
  readonly line: number;
  readonly outcome: Outcome;
  /** What changed, why it is refused, or a remark on a row in which nothing had to be done. */
  readonly what: string | null;
}

export interface StagedLine extends StagedRow {
  readonly line: number;
}

/**
 * A line that cannot be read, with every code that it names, since it may be about any of them; without codes it may be
 * about anybody.
 */
export interface UnreadableLine {
  readonly line: number;
  readonly codes: readonly string[];
}

/** Where the lines that cannot be read wait, beside the rows of their file. */
function unreadableOf(table: string) {
  return sql.table(`${table}_unreadable`);
}

/**
 * Creates the temporary table in which a file's rows wait; it is dropped when the transaction ends. `what` says what
 * changed, or why the row is refused. The columns after it are for the comparison.
 */
export async function createStage(db: Db, table: string, columns: Readonly<Record<string, string>>): Promise<void> {
  const list = Object.entries(columns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`);
  await sql`/* createStage */ create temporary table ${sql.table(table)} (line integer not null, ${sql.join(list)},
    outcome text, what text, organisation_id uuid, found_id uuid, found_from date, found_to date) on commit drop`.execute(
    db,
  );
  await sql`/* createUnreadable */
    create temporary table ${unreadableOf(table)} (line integer not null, codes text[] not null) on commit drop`.execute(
    db,
  );
}

/** Adds rows in one statement; every row names every column. */
export async function stageRows(
  db: Db,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly StagedLine[],
): Promise<void> {
  const typed = Object.entries({ line: 'integer', ...columns });
  const names = sql.join(typed.map(([name]) => sql.ref(name)));
  const shape = sql.join(typed.map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`));
  await sql`/* stageRows */ insert into ${sql.table(table)} (${names})
    select ${names} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) x(${shape})`.execute(db);
}

export async function stageUnreadable(db: Db, table: string, lines: readonly UnreadableLine[]): Promise<void> {
  await sql`/* stageUnreadable */ insert into ${unreadableOf(table)} (line, codes)
    select x.line, array(select jsonb_array_elements_text(x.codes))
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) x(line integer, codes jsonb)`.execute(db);
}

/**
 * Refuses every row about an organisation that a line which cannot be read may be about: half of its rows would be
 * wrong.
 */
export async function refuseHalves(db: Db, table: string): Promise<void> {
  await sql`/* refuseHalves */
    update ${sql.table(table)} s set outcome = 'refused', what = format('Line %s of the same organisation cannot be read.', u.line)
    from (select code, min(line) as line from ${unreadableOf(table)}, unnest(codes) as code group by code) u
    where u.code = s.code and s.outcome is distinct from 'refused'`.execute(db);
}

/** The first line that cannot be read and does not say which organisation it is about, or undefined. */
export async function lineOfNobody(db: Db, table: string): Promise<number | undefined> {
  return (
    (
      await sql<{ line: number | null }>`/* lineOfNobody */
      select min(line) as line from ${unreadableOf(table)} where codes = '{}'`.execute(db)
    ).rows[0]?.line ?? undefined
  );
}

/**
 * Makes the rows findable by what every comparison asks for, once they are all there. Whatever the planner takes their
 * number for, it then never has to look through all of them for each of them.
 */
export async function indexStage(db: Db, table: string): Promise<void> {
  for (const column of ['line', 'code', 'organisation_id']) {
    await sql`/* indexStage */ create index on ${sql.table(table)} (${sql.ref(column)})`.execute(db);
  }
  await sql`/* analyseUnreadable */ analyze ${unreadableOf(table)}`.execute(db);
  await analyseStage(db, table);
}

/**
 * Lets the planner know how many rows there are of each outcome; nothing else would, before the transaction ends. To be
 * said again after a step that settles many: else it takes them for none, and compares each with each.
 */
export async function analyseStage(db: Db, table: string): Promise<void> {
  await sql`/* analyseStage */ analyze ${sql.table(table)}`.execute(db);
}

/**
 * Rows that speak of the same thing: a repetition counts as unchanged, and of rows that contradict each other all are
 * refused, since nobody can say which is right. Any number of them may be of one thing: they are sorted, not compared.
 */
export async function settleRepeats(
  db: Db,
  table: string,
  keys: readonly string[],
  values: readonly string[],
): Promise<void> {
  const key = sql.join(keys.map((name) => sql.ref(name)));
  const said = sql`(${sql.join(values.map((name) => sql`${sql.ref(name)}::text`))})::text`;
  await sql`/* settleRepeats */
    update ${sql.table(table)} s set outcome = case when r.agree then 'unchanged' else 'refused' end,
      what = case when not r.agree then format('Line %s says otherwise about the same thing.',
        case when s.line = r.first_line then r.last_line else r.first_line end) end
    from (select line, min(line) over same as first_line, max(line) over same as last_line,
        min(said) over same = max(said) over same as agree
      from (select line, ${key}, ${said} collate "C" as said from ${sql.table(table)}) x
      window same as (partition by ${key})) r
    where r.line = s.line and r.first_line < r.last_line and (not r.agree or s.line > r.first_line)`.execute(db);
}

/** Settles rows one by one, where the decision was not made in SQL. */
export async function settleRows(db: Db, table: string, settled: readonly RowOutcome[]): Promise<void> {
  if (settled.length === 0) return;
  await sql`/* settleRows */ update ${sql.table(table)} s set outcome = x.outcome, what = x.what
    from jsonb_to_recordset(${JSON.stringify(settled)}::jsonb) x(line integer, outcome text, what text)
    where s.line = x.line`.execute(db);
}

/** The newest day that the rows have in the columns, within a span. */
export async function newestDayIn(
  db: Db,
  table: string,
  columns: readonly string[],
  span: { readonly first: string; readonly last: string },
): Promise<string | null> {
  const days = sql.join(columns.map((column) => sql`(${sql.ref(column)})`));
  return (
    (
      await sql<{ day: string | null }>`/* newestDayIn */ select max(d)::text as day from ${sql.table(table)}
        cross join lateral (values ${days}) v(d) where d between ${span.first}::date and ${span.last}::date`.execute(db)
    ).rows[0]?.day ?? null
  );
}

export async function countOutcomes(db: Db, table: string): Promise<Readonly<Record<Outcome, number>>> {
  const { rows } = await sql<{ outcome: Outcome; n: number }>`/* countOutcomes */
    select coalesce(outcome, 'unchanged') as outcome, count(*)::integer as n from ${sql.table(table)} group by 1`.execute(
    db,
  );
  const counts = { new: 0, changed: 0, unchanged: 0, refused: 0 };
  for (const { outcome, n } of rows) counts[outcome] = n;
  return counts;
}

export interface TellingRow {
  readonly line: number;
  readonly code: string;
  readonly what: string;
}

/** The first rows of some outcomes that have something to report, in order of their lines. */
export async function rowsWithOutcome(
  db: Db,
  table: string,
  outcomes: readonly Outcome[],
  most: number,
): Promise<TellingRow[]> {
  return (
    await sql<TellingRow>`/* rowsWithOutcome */ select line, code, what from ${sql.table(table)}
      where coalesce(outcome, 'unchanged') = any(${[...outcomes]}::text[]) and what is not null
      order by line limit ${most}`.execute(db)
  ).rows;
}
