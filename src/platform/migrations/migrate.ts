import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Logger, runMigrations } from 'graphile-worker';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, type MigrationResult, Migrator } from 'kysely/migration';
import type pg from 'pg';
import type { MigrationContext } from '../../../migrations/migration-context.js';
import { createFunctions, forgetTexts, functionStates, hashOf, readFunctionTexts } from './function-texts.js';
import { plainPool } from '../database/plain-connections.js';

/** Next to src in the sources, and next to src in dist: the same relative path from here in both. */
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const folder = join(root, 'migrations');
/** SQL is not compiled: both read it from the sources. */
const functionsFolder = join(basename(root) === 'dist' ? dirname(root) : root, 'migrations/functions');

/** The name of a function among the steps. */
function nameOf(functionName: string): string {
  return `functions/${functionName}`;
}

interface Step {
  up(db: Kysely<unknown>, context: MigrationContext): Promise<void>;
  down(db: Kysely<unknown>, context: MigrationContext): Promise<void>;
}

/** The numbered steps, in order. */
export async function numberedSteps(context: MigrationContext): Promise<Record<string, Migration>> {
  const files = (await readdir(folder)).filter((name) => /^\d{4}-.*\.(ts|js)$/.test(name)).sort();
  const steps = await Promise.all(
    files.map(async (file) => {
      const step = (await import(pathToFileURL(join(folder, file)).href)) as Step;
      const migration: Migration = { up: (db) => step.up(db, context), down: (db) => step.down(db, context) };
      return [file.replace(/\.(ts|js)$/, ''), migration] as const;
    }),
  );
  return Object.fromEntries(steps);
}

/**
 * The numbered steps. The last one creates the functions in the same transaction, so that a running server never meets
 * new tables with old functions. Undoing a step leaves texts that are not known.
 * @param created is told the functions whose text is new.
 */
async function load(context: MigrationContext, created: string[]): Promise<Record<string, Migration>> {
  const steps = Object.entries(await numberedSteps(context));
  const wrapped = steps.map(([name, step], index): [string, Migration] => [
    name,
    {
      async up(db: Kysely<unknown>) {
        await step.up(db);
        if (index < steps.length - 1) return;
        created.push(...(await createFunctions(db, context, await readFunctionTexts(functionsFolder), 'all')));
      },
      async down(db: Kysely<unknown>) {
        await step.down?.(db);
        await forgetTexts(db);
      },
    },
  ]);
  return Object.fromEntries(wrapped);
}

export interface MigrationStatus {
  readonly name: string;
  readonly executedAt: Date | undefined;
  /** Whether the database has had this text of a function, and now has a later one. */
  readonly overtaken?: boolean;
}

export interface MigrateOptions {
  readonly ownerUrl: string;
  readonly context: MigrationContext;
}

/** A pool of the owner's, ended after the work. */
async function withPool<T>(options: MigrateOptions, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = plainPool(options.ownerUrl, 2, () => undefined); // the query in progress reports it
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

function withDb<T>(options: MigrateOptions, work: (db: Kysely<unknown>) => Promise<T>): Promise<T> {
  return withPool(options, (pool) => work(new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })));
}

function migratorOf(db: Kysely<unknown>, { context }: MigrateOptions, created: string[] = []): Migrator {
  return new Migrator({ db, provider: { getMigrations: () => load(context, created) } });
}

/** Creates the functions whose text has changed if there was no numbered step to run; one process at a time. */
async function createChanged(db: Kysely<unknown>, context: MigrationContext): Promise<string[]> {
  const texts = await readFunctionTexts(functionsFolder);
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(3853314791062309107)`.execute(tx); // the lock that the Migrator takes
    return createFunctions(tx, context, texts, 'changed');
  });
}

function settle(outcome: { error?: unknown; results?: MigrationResult[] }): readonly string[] {
  if (outcome.error !== undefined) throw outcome.error as Error;
  return (outcome.results ?? []).map((result) => result.migrationName);
}

/**
 * Brings the database up to date: the job queue's own tables, the numbered steps, then each function whose text has
 * changed. Safe to run twice and by two processes at once.
 * @returns the names of the steps that ran and of the functions whose text is new.
 */
export async function migrateUp(options: MigrateOptions): Promise<readonly string[]> {
  await withPool(options, (pool) => runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) }));
  return withDb(options, async (db) => {
    const created: string[] = [];
    const steps = settle(await migratorOf(db, options, created).migrateToLatest());
    if (steps.length === 0) created.push(...(await createChanged(db, options.context)));
    return [...steps, ...created.map(nameOf)];
  });
}

/** Undoes the newest numbered step. */
export function migrateDown(options: MigrateOptions): Promise<readonly string[]> {
  return withDb(options, async (db) => settle(await migratorOf(db, options).migrateDown()));
}

/** The numbered steps, then the functions by name. */
export function migrationStatus(options: MigrateOptions): Promise<readonly MigrationStatus[]> {
  return withDb(options, async (db) => {
    const steps = await migratorOf(db, options).getMigrations();
    const states = await functionStates(db);
    const functions = (await readFunctionTexts(functionsFolder)).map((text): MigrationStatus => {
      const state = states.get(text.name);
      const name = nameOf(text.name);
      if (state?.hash === hashOf(text)) return { name, executedAt: state.createdAt };
      const overtaken = state !== undefined && state.hash !== '' && state.former.includes(hashOf(text));
      return { name, executedAt: undefined, ...(overtaken ? { overtaken } : {}) };
    });
    return [...steps.map(({ name, executedAt }) => ({ name, executedAt })), ...functions];
  });
}
