import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Logger, runMigrations } from 'graphile-worker';
import { Kysely, PostgresDialect } from 'kysely';
import { type Migration, type MigrationResult, Migrator } from 'kysely/migration';
import type pg from 'pg';
import type { MigrationContext } from '../../../migrations/migration-context.js';
import { plainPool } from './plain-connections.js';

/** Beside src in the sources, and beside src in dist: the same way up from here in both. */
const folder = join(dirname(fileURLToPath(import.meta.url)), '../../../migrations');

interface Step {
  up(db: Kysely<unknown>, context: MigrationContext): Promise<void>;
  down(db: Kysely<unknown>, context: MigrationContext): Promise<void>;
}

const load = async (context: MigrationContext): Promise<Record<string, Migration>> => {
  const files = (await readdir(folder)).filter((name) => /^\d{4}-.*\.(ts|js)$/.test(name)).sort();
  const steps = await Promise.all(
    files.map(async (file) => {
      const step = (await import(pathToFileURL(join(folder, file)).href)) as Step;
      const migration: Migration = { up: (db) => step.up(db, context), down: (db) => step.down(db, context) };
      return [file.replace(/\.(ts|js)$/, ''), migration] as const;
    }),
  );
  return Object.fromEntries(steps);
};

export interface MigrationStatus {
  readonly name: string;
  readonly executedAt: Date | undefined;
}

export interface MigrateOptions {
  readonly ownerUrl: string;
  readonly context: MigrationContext;
}

/** A pool of the owner's, ended after the work. */
const withPool = async <T>(options: MigrateOptions, work: (pool: pg.Pool) => Promise<T>): Promise<T> => {
  const pool = plainPool(options.ownerUrl, 2, () => undefined); // the query in flight reports it
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
};

const withMigrator = <T>(options: MigrateOptions, work: (migrator: Migrator) => Promise<T>): Promise<T> =>
  withPool(options, (pool) => {
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
    return work(new Migrator({ db, provider: { getMigrations: () => load(options.context) } }));
  });

const settle = (outcome: { error?: unknown; results?: MigrationResult[] }): readonly string[] => {
  if (outcome.error !== undefined) throw outcome.error as Error;
  return (outcome.results ?? []).map((result) => result.migrationName);
};

/** Brings the database up to date, the job queue's own tables first. Safe to run twice and by two processes at once. */
export const migrateUp = async (options: MigrateOptions): Promise<readonly string[]> => {
  await withPool(options, (pool) => runMigrations({ pgPool: pool, logger: new Logger(() => () => undefined) }));
  return withMigrator(options, async (migrator) => settle(await migrator.migrateToLatest()));
};

/** Takes the newest step back. */
export const migrateDown = (options: MigrateOptions): Promise<readonly string[]> =>
  withMigrator(options, async (migrator) => settle(await migrator.migrateDown()));

export const migrationStatus = (options: MigrateOptions): Promise<readonly MigrationStatus[]> =>
  withMigrator(options, async (migrator) =>
    (await migrator.getMigrations()).map(({ name, executedAt }) => ({ name, executedAt })),
  );
