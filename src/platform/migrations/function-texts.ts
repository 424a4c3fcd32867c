import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kysely, sql } from 'kysely';
import { type MigrationContext, quoted } from '../../../migrations/migration-context.js';

/** The present text of a function of the database, overloads included: migrations/functions/<name>.sql. */
export interface FunctionText {
  readonly name: string;
  /** SQL in which `:"app"` and `:"worker"` stand for the roles, as in psql. */
  readonly text: string;
}

export interface FunctionState {
  readonly name: string;
  readonly hash: string;
  readonly former: readonly string[];
  readonly createdAt: Date;
}

type Db = Kysely<unknown>;

export async function readFunctionTexts(folder: string): Promise<FunctionText[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  return Promise.all(
    files.map(async (file) => ({ name: file.slice(0, -4), text: await readFile(join(folder, file), 'utf8') })),
  );
}

export function hashOf({ text }: FunctionText): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What was created last, by name; nothing if the table does not exist yet. */
export async function functionStates(db: Db): Promise<ReadonlyMap<string, FunctionState>> {
  const { rows: tables } = await sql<{ there: boolean }>`
    select to_regclass('public.function_text') is not null as there`.execute(db);
  if (tables[0]?.there !== true) return new Map();
  const { rows } = await sql<FunctionState>`
    select file as name, hash, former, created_at as "createdAt" from public.function_text`.execute(db);
  return new Map(rows.map((row) => [row.name, row]));
}

/**
 * Creates functions by `create or replace`, so that policies, triggers and running servers keep theirs, and sets rights
 * and comment to what the text says. Precondition: a transaction; all of it is done or nothing.
 * @param which `changed`, or `all` after a numbered step, which may have replaced one with an older text.
 * @returns the names of those whose text has changed.
 */
export async function createFunctions(
  db: Db,
  context: MigrationContext,
  texts: readonly FunctionText[],
  which: 'changed' | 'all',
): Promise<string[]> {
  const states = await functionStates(db);
  const changed = texts.filter((text) => states.get(text.name)?.hash !== hashOf(text));
  const created = which === 'all' ? texts : changed;
  if (created.length > 0) {
    // They call each other in any order, so bodies are checked once all exist.
    await sql`set local check_function_bodies = off`.execute(db);
    for (const text of created) await create(db, context, text);
    await sql`set local check_function_bodies = on`.execute(db);
    for (const { name } of created) await told(name, () => checkBodies(db, name));
  }
  for (const text of changed) await remember(db, text);
  await forgetDropped(db, texts);
  return changed.map(({ name }) => name);
}

/** After a step is undone, it is not known which texts it left: the next `up` creates all of them again. */
export async function forgetTexts(db: Db): Promise<void> {
  if ((await functionStates(db)).size > 0) await sql`update public.function_text set hash = ''`.execute(db);
}

async function create(db: Db, context: MigrationContext, { name, text }: FunctionText): Promise<void> {
  const made = [...text.matchAll(/^create or replace function (\w+)\s*\(/gim)].map(([, which]) => which);
  if (made.length === 0 || made.some((which) => which !== name)) {
    throw wrong(name, `it must create ${name} by "create or replace function ${name}(", and nothing else`);
  }
  const statements = sql.raw(withRoles(name, text, context));
  await told(name, async () => {
    await resetRights(db, context, name);
    await statements.execute(db);
  });
  const there = (await signaturesOf(db, name)).length;
  if (there !== made.length) {
    throw wrong(
      name,
      `it creates ${made.length} of that name, and the database has ${there}. ` +
        'Where parameters change, a numbered step drops the function as it was',
    );
  }
}

function withRoles(name: string, text: string, context: MigrationContext): string {
  return text.replaceAll(/:"(\w+)"/g, (_, role: string) => {
    if (role === 'app') return quoted(context.appRole);
    if (role === 'worker') return quoted(context.workerRole);
    throw wrong(name, `there is no role :"${role}". Say :"app" or :"worker"`);
  });
}

/** As if it were new: then the text gives all of the rights, and deleting a line takes its right away. */
async function resetRights(db: Db, { appRole, workerRole }: MigrationContext, name: string): Promise<void> {
  const roles = [appRole, workerRole].map(quoted).join(', ');
  for (const { signature } of await signaturesOf(db, name)) {
    await sql
      .raw(
        `revoke all on function ${signature} from public, ${roles}; grant execute on function ${signature} to public;
         comment on function ${signature} is null`,
      )
      .execute(db);
  }
}

async function signaturesOf(db: Db, name: string): Promise<readonly { signature: string }[]> {
  return (
    await sql<{ signature: string }>`
      select oid::regprocedure::text as signature from pg_proc
      where pronamespace = 'public'::regnamespace and proname = ${name}`.execute(db)
  ).rows;
}

/** What PostgreSQL checks when a function is created, now that the functions it calls exist as well. */
async function checkBodies(db: Db, name: string): Promise<void> {
  await sql`select case l.lanname when 'sql' then fmgr_sql_validator(p.oid)::text
      when 'plpgsql' then plpgsql_validator(p.oid)::text end
    from pg_proc p join pg_language l on l.oid = p.prolang
    where p.pronamespace = 'public'::regnamespace and p.proname = ${name}`.execute(db);
}

/** After going back to an earlier text, those that came after it are forgotten. */
async function remember(db: Db, text: FunctionText): Promise<void> {
  await sql`
    insert into public.function_text as t (file, hash) values (${text.name}, ${hashOf(text)})
    on conflict (file) do update set hash = excluded.hash, created_at = excluded.created_at,
      former = case when excluded.hash = any(t.former) then t.former[:array_position(t.former, excluded.hash) - 1]
        when t.hash = '' then t.former else t.former || t.hash end`.execute(db);
}

/** A function that a numbered step has dropped, and that no longer has a text. */
async function forgetDropped(db: Db, texts: readonly FunctionText[]): Promise<void> {
  await sql`
    delete from public.function_text t where t.file <> all(${texts.map(({ name }) => name)}::text[])
      and not exists (select from pg_proc p
        where p.pronamespace = 'public'::regnamespace and p.proname = t.file)`.execute(db);
}

function wrong(name: string, what: string): Error {
  return new Error(`migrations/functions/${name}.sql: ${what}.`);
}

/** Names the file in PostgreSQL's message. */
async function told<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { message, code } = error as { message: string; code?: string };
    // 42P13: another return type, or other names or defaults of parameters
    const advice = code === '42P13' ? '. A numbered step drops the function as it was; then it is created again' : '';
    throw new Error(`migrations/functions/${name}.sql: ${message}${advice}.`, { cause: error });
  }
}
