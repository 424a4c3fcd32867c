import type { Logger } from 'pino';
import type { Config } from '../config.js';
import { rememberUrls } from '../platform/embedded-postgres/attach.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../platform/embedded-postgres/embedded-postgres.js';
import { migrateUp } from '../platform/migrations/migrate.js';
import { migrationGap } from '../platform/migrations/pending-migrations.js';
import { dropDatabase, provisionWhole } from '../platform/migrations/provision-whole.js';
import { embeddedRoles, urlsOf } from '../platform/migrations/provision.js';
import { type DatabaseUrls } from '../platform/database-urls.js';
import { londonToday } from '../platform/database/today.queries.js';
import { StartError } from './start-error.js';

export const embeddedDatabaseName = 'pcn_rota';
const migrationContext = { appRole: embeddedRoles.app, workerRole: embeddedRoles.worker };

/** Tells the person at the terminal what takes a moment. */
export type Say = (line: string) => void;

/** Log lines about creating a database or cleaning up, kept apart from what the person at the terminal reads. */
export function startEmbedded(config: Config, say: Say): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDir: config.PCN_DATA_DIR, log: { info: say, warn: say } });
}

export function embeddedUrls(server: EmbeddedPostgres): DatabaseUrls {
  return urlsOf(server, embeddedDatabaseName);
}

export interface PrepareOptions {
  readonly server: EmbeddedPostgres;
  readonly config: Config;
  readonly say: Say;
  readonly log: Logger;
  /** The day to build the example around, if it is to be loaded into a new database; default today. */
  readonly around?: string;
}

/**
 * Creates the database of a data folder, with the example network in it, or brings an older one up to date. May be
 * killed at any moment and called again.
 * @returns whether it was newly created.
 */
export async function prepareEmbedded(options: PrepareOptions): Promise<boolean> {
  const { server, config, say } = options;
  let isNew = false;
  const urls = await provisionWhole(server, embeddedDatabaseName, async (unfinished) => {
    isNew = true;
    say('Creating its tables ...');
    await migrateUp({ ownerUrl: unfinished.owner, context: migrationContext });
    if (config.EXAMPLE === 'none') return;
    say('Loading the example network ...');
    await placeExample(unfinished, options);
  });
  if (!isNew) await bringUpToDate(urls, options);
  rememberUrls(config.PCN_DATA_DIR, urls);
  return isNew;
}

/** Deletes the database of a data folder, so that it can be created again. */
export function discardEmbedded(server: EmbeddedPostgres): Promise<void> {
  return dropDatabase(server, embeddedDatabaseName);
}

/** Loads the example network around a London day, default today, into an empty, migrated database. */
export async function placeExample(
  urls: DatabaseUrls,
  options: { readonly around?: string; readonly log: Logger },
): Promise<void> {
  // Loaded only here, because a start has better things to do while PostgreSQL starts.
  const [{ openDatabase }, { loadExample }] = await Promise.all([
    import('../app.js'),
    import('../example/load-example.js'),
  ]);
  const database = await openDatabase(urls.app, { poolSize: 1, statementTimeoutMs: 60_000 });
  try {
    const around = options.around ?? (await londonToday(database.pool()));
    await loadExample({ database, ownerUrl: urls.owner, around, log: options.log });
  } finally {
    await database.close();
  }
}

async function bringUpToDate(urls: DatabaseUrls, { config, say }: PrepareOptions): Promise<void> {
  const migration = { ownerUrl: urls.owner, context: migrationContext };
  const gap = await migrationGap(migration);
  if (gap.unknown.length > 0) throw ofNewerRelease(`The data in ${config.PCN_DATA_DIR}`, gap.unknown);
  if (gap.overtaken.length > 0) throw withLaterFunctions(`The database in ${config.PCN_DATA_DIR}`, gap.overtaken);
  if (gap.pending.length > 0) say(`Bringing its tables up to date (${gap.pending.join(', ')}) ...`);
  await migrateUp(migration); // besides our own steps, those of the job queue
}

export function ofNewerRelease(what: string, steps: readonly string[]): StartError {
  return new StartError(`${what} were created by a newer release (it knows ${steps.join(', ')}). Start that release.`);
}

export function withLaterFunctions(what: string, functions: readonly string[]): StartError {
  return new StartError(
    `${what} has later texts of ${functions.join(', ')} than this release. ` +
      'Start the release that brought them, or restore those of this one: npm run migrate -- up',
  );
}
