import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { databaseText } from '../../src/platform/migrations/database-text.js';
import { createFunctions, type FunctionText, readFunctionTexts } from '../../src/platform/migrations/function-texts.js';
import { migrateDown, migrateUp, migrationStatus, numberedSteps } from '../../src/platform/migrations/migrate.js';
import { migrationGap } from '../../src/platform/migrations/pending-migrations.js';
import { databaseOfStepsAlone } from '../support/database/steps-alone.js';
import { cloneDatabase, type TestDatabase } from '../support/database/test-database.js';

const context = { appRole: 'pcn_app', workerRole: 'pcn_worker' };
const folder = 'migrations/functions';

/** A database and the owner's way to it, as a migration has it. */
interface Home extends TestDatabase {
  readonly db: Kysely<unknown>;
  readonly migration: { readonly ownerUrl: string; readonly context: typeof context };
}
const homes: Home[] = [];
function homeOf(database: TestDatabase): Home {
  const pool = new pg.Pool({ connectionString: database.urls.owner, max: 2 });
  pool.on('error', () => undefined);
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  homes.push({ ...database, db, migration: { ownerUrl: database.urls.owner, context } });
  return homes.at(-1)!;
}
async function home(): Promise<Home> {
  return homeOf(await cloneDatabase());
}
function put({ db }: Home, texts: readonly FunctionText[]): Promise<string[]> {
  return db.transaction().execute((tx) => createFunctions(tx, context, texts, 'changed'));
}

let texts: readonly FunctionText[];
function textOf(name: string): string {
  return texts.find((text) => text.name === name)!.text;
}
/** All texts, one of them another. */
function withText(name: string, text: string): FunctionText[] {
  return texts.map((each) => (each.name === name ? { name, text } : each));
}

beforeAll(async () => {
  texts = await readFunctionTexts(folder);
});
afterAll(async () => {
  for (const each of homes) {
    await each.db.destroy();
    await each.drop();
  }
});

test('every function of the database has a file, and every file a function', async () => {
  const scene = await home();
  const made = await scene.sql<{ name: string }>(
    `select distinct proname as name from pg_proc p where pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by 1`,
  );
  expect(made.map(({ name }) => name)).toEqual(texts.map(({ name }) => name));
});

test('an old database, brought up, and a new one end alike, whatever texts and rights the functions of the old one had', async () => {
  const old = homeOf(await databaseOfStepsAlone({ before: '0027' }));
  await old.sql(`
    create or replace function london_today() returns date language sql stable security definer
      as $$ select date '2000-01-01' $$;
    grant execute on function enter_own_scope to pcn_app, pcn_worker;
    revoke execute on function busy_times from pcn_app;
    grant execute on function staff_ahead to public;
    comment on function staff_ahead is 'of another time';
  `);
  const steps = await migrateUp(old.migration);
  expect(steps.slice(0, 1)).toEqual(['0027-function-texts']);
  expect(steps.filter((name) => name.startsWith('functions/'))).toEqual(texts.map(({ name }) => `functions/${name}`));

  const fresh = await home();
  const [one, other] = await Promise.all(
    [old, fresh].map(({ urls }) => databaseText({ ownerUrl: urls.owner, bodies: true })),
  );
  expect(one).toBe(other);
});

test('status, up and down tell of functions as of steps', async () => {
  const scene = await home();
  const { migration } = scene;
  const named = (kind: string) => async () =>
    (await migrationStatus(migration)).flatMap(({ name, executedAt, overtaken }) =>
      kind === (overtaken ? 'older' : executedAt === undefined ? 'pending' : 'done') ? [name] : [],
    );
  const [pending, older] = [named('pending'), named('older')];
  const functions = texts.map(({ name }) => `functions/${name}`);
  expect(await migrateUp(migration)).toEqual([]);
  expect([await pending(), await older()]).toEqual([[], []]);

  // A newer release changes one, and brings another along.
  await put(scene, [
    ...withText('app_now', `-- newer\n${textOf('app_now')}`),
    { name: 'of_tomorrow', text: `create or replace function of_tomorrow() returns int language sql as 'select 1';` },
  ]);
  expect([await pending(), await older()]).toEqual([[], ['functions/app_now']]);
  expect(await migrationGap(migration)).toEqual({
    pending: [],
    unknown: ['functions/of_tomorrow'],
    overtaken: ['functions/app_now'],
  });

  // To go back is possible; then the database waits for the newer text again.
  await scene.sql('drop function of_tomorrow()');
  expect(await migrateUp(migration)).toEqual(['functions/app_now']);
  expect(await migrationGap(migration)).toEqual({ pending: [], unknown: [], overtaken: [] });
  expect(await scene.sql(`select former from function_text where file = 'app_now'`)).toEqual([{ former: [] }]);

  // What texts a step leaves that is taken back, nobody knows.
  const newest = Object.keys(await numberedSteps(context)).at(-1)!;
  expect(await migrateDown(migration)).toEqual([newest]);
  expect(await pending()).toEqual([newest, ...functions]);
  expect(await migrateUp(migration)).toEqual([newest, ...functions]);
  expect(await pending()).toEqual([]);
});

test('two that migrate at once do it once', async () => {
  const scene = await home();
  const { migration } = scene;
  await scene.sql(`update function_text set hash = 'another' where file in ('is_free', 'app_now')`);
  const both = await Promise.all([migrateUp(migration), migrateUp(migration)]);
  expect(both.flat().sort()).toEqual(['functions/app_now', 'functions/is_free']);
});

test('servers at work go on answering while functions change under them', async () => {
  const scene = await home();
  const { urls } = scene;
  const questions = [
    [`select enter_scope('icb-viewer', 'QHG', 'test', '')`, []],
    ['select app_now(), london_today()', []],
    [`select * from shared_availability($1, $2, $3)`, [null, '2026-11-23', '2026-12-23']],
    [`select practice_may_share($1, $1, $1, '2026-11-23')`, [null]],
  ] as const;
  let over = false;
  let answers = 0;
  const server = async (): Promise<void> => {
    const client = new pg.Client({ connectionString: urls.app });
    await client.connect();
    while (!over) {
      for (const [number, [text, values]] of questions.entries()) {
        await client.query({ name: `q${number}`, text, values: [...values] });
        answers += 1;
      }
    }
    await client.end();
  };
  const servers = Promise.all([server(), server(), server()]);
  servers.catch(() => undefined);
  for (let round = 0; round < 12; round += 1) {
    const newer = texts.map(({ name, text }) => ({ name, text: `${text}\n-- round ${round}` }));
    // The body itself is another each time, and not just the file.
    const body = newer.map(({ name, text }) => ({ name, text: text.replace('$$', () => `$$ /* ${round} */`) }));
    expect(await put(scene, body)).toEqual(texts.map(({ name }) => name));
  }
  over = true;
  await servers;
  expect(answers).toBeGreaterThan(100);
});

test('a right is there as long as its line stands in the text', async () => {
  const scene = await home();
  const may = async () =>
    (await scene.sql(`select has_function_privilege('pcn_app', 'staff_ahead(uuid, date)', 'execute') as may`))[0];
  expect(await may()).toEqual({ may: true });
  await put(scene, withText('staff_ahead', textOf('staff_ahead').replace(/^grant.*$/m, '')));
  expect(await may()).toEqual({ may: false });
  await put(scene, texts);
  expect(await may()).toEqual({ may: true });
});

const head = 'create or replace function';
test.each([
  [
    'another return type',
    `${head} london_today() returns text language sql as 'select 1::text';`,
    'migrations/functions/london_today.sql: cannot change return type of existing function. ' +
      'A numbered step drops the function as it was; then it is created again.',
  ],
  [
    'other parameters',
    `${head} london_today(p_shift integer) returns date language sql as 'select current_date';`,
    'migrations/functions/london_today.sql: it creates 1 of that name, and the database has 2. ' +
      'Where parameters change, a numbered step drops the function as it was.',
  ],
  [
    'another function',
    `${head} tomorrow() returns date language sql as 'select current_date';`,
    'migrations/functions/london_today.sql: it must create london_today by "create or replace function london_today(", ' +
      'and nothing else.',
  ],
  [
    'a plain create',
    `create function london_today() returns date language sql as 'select current_date';`,
    'migrations/functions/london_today.sql: it must create london_today by "create or replace function london_today(", ' +
      'and nothing else.',
  ],
  [
    'a role that nobody has',
    `${head} london_today() returns date language sql as 'select current_date';
      grant execute on function london_today to :"everybody";`,
    'migrations/functions/london_today.sql: there is no role :"everybody". Say :"app" or :"worker".',
  ],
  [
    'a body in SQL that calls what is not there',
    `${head} london_today() returns date language sql as 'select nobody_knows()';`,
    'migrations/functions/london_today.sql: function nobody_knows() does not exist.',
  ],
  [
    'a body in PL/pgSQL that cannot be read',
    `${head} london_today() returns date language plpgsql as 'begin retrun 1; end';`,
    'migrations/functions/london_today.sql: syntax error at or near "retrun".',
  ],
])('%s is refused with the name of the file, and nothing is done', async (_what, text, message) => {
  const scene = homes[0]!;
  const before = await databaseText({ ownerUrl: scene.urls.owner, bodies: true });
  const changes = withText('london_today', text).map((each) =>
    each.name === 'app_now' ? { ...each, text: `${each.text}\n-- newer` } : each,
  );
  const refusal = await put(scene, changes).then(String, (error: Error) => error.message);
  expect(refusal).toBe(message);
  expect(await databaseText({ ownerUrl: scene.urls.owner, bodies: true })).toBe(before);
  expect((await migrationGap(scene.migration)).pending).toEqual([]);
});
