import type { Config } from '../config.js';
import { ofNewerRelease, withLaterFunctions } from './embedded-data.js';
import { checkDatabase, checkGrants, checkPool, type RoleNames } from '../platform/database/check-database.js';
import type { Database, PoolSurroundings } from '../platform/database/database.js';
import { migrationGap } from '../platform/migrations/pending-migrations.js';
import type { DatabaseUrls } from '../platform/database-urls.js';
import { StartError } from './start-error.js';

export interface ExternalData {
  readonly urls: DatabaseUrls;
  readonly roles: RoleNames;
  /** What a connection as the app role found. */
  readonly app: PoolSurroundings;
}

/** The addresses of someone else's PostgreSQL, or undefined if the embedded one is wanted. */
export function externalUrls(config: Config): DatabaseUrls | undefined {
  const { DATABASE_URL: app, DATABASE_OWNER_URL: owner, DATABASE_WORKER_URL: worker } = config;
  return app === undefined || owner === undefined || worker === undefined ? undefined : { app, owner, worker };
}

/** @throws StartError with a line for everything that makes the database unusable, migrated or not. */
export async function openExternal(urls: DatabaseUrls): Promise<ExternalData> {
  const checked = await checkDatabase(urls);
  if (!checked.ok) throw new StartError(...checked.troubles);
  return { urls, roles: checked.roles, app: checked.app };
}

/** A database run by others is migrated when they say so, because two servers of two releases may share it. */
export async function demandMigrated({ urls, roles }: ExternalData): Promise<void> {
  const { pending, unknown, overtaken } = await migrationGap({
    ownerUrl: urls.owner,
    context: { appRole: roles.app, workerRole: roles.worker },
  });
  if (unknown.length > 0) throw ofNewerRelease('The tables behind DATABASE_URL', unknown);
  if (overtaken.length > 0) throw withLaterFunctions('The database behind DATABASE_URL', overtaken);
  if (pending.length > 0) {
    throw new StartError(`The database behind DATABASE_URL needs ${pending.join(', ')}. Run: npm run migrate -- up`);
  }
  const leftOut = await checkGrants(urls);
  if (leftOut.length > 0) throw new StartError(...leftOut);
}

/** @throws StartError if the pool that is to serve requests does not reach what was checked. */
export async function demandReached(database: Database, { urls, app }: ExternalData): Promise<void> {
  const troubles = await checkPool(database, urls.app, app);
  if (troubles.length > 0) throw new StartError(...troubles);
}
