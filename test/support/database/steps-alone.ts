import { Logger, runMigrations } from 'graphile-worker';
import { Kysely, PostgresDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { numberedSteps } from '../../../src/platform/migrations/migrate.js';
import { embeddedRoles } from '../../../src/platform/migrations/provision.js';
import { cloneDatabase, type TestDatabase } from './test-database.js';

/**
 * A database that has the numbered steps alone, with functions as these leave them, as databases were before functions
 * had files of their own.
 * @param options.before the first step that it has not had; default none.
 */
export async function databaseOfStepsAlone({ before = 'all' } = {}): Promise<TestDatabase> {
  const database = await cloneDatabase('template0');
  await runMigrations({ connectionString: database.urls.owner, logger: new Logger(() => () => undefined) });
  const pool = new pg.Pool({ connectionString: database.urls.owner, max: 2 });
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const steps = await numberedSteps({ appRole: embeddedRoles.app, workerRole: embeddedRoles.worker });
  const had = Object.fromEntries(Object.entries(steps).filter(([name]) => name < before));
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => had } }).migrateToLatest();
  await db.destroy();
  if (error !== undefined) throw error as Error;
  return database;
}
