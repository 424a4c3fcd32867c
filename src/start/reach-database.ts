import type { Config } from '../config.js';
import { embeddedUrls, type Say, startEmbedded } from './embedded-data.js';
import { externalUrls, openExternal } from './external-data.js';
import type { MigrationContext } from '../../migrations/migration-context.js';
import { rememberedUrls } from '../platform/embedded-postgres/attach.js';
import { EmbeddedPostgresError } from '../platform/embedded-postgres/embedded-postgres-error.js';
import type { EmbeddedPostgres } from '../platform/embedded-postgres/embedded-postgres.js';
import { embeddedRoles } from '../platform/migrations/provision.js';
import { type DatabaseUrls } from '../platform/database-urls.js';
import { StartError } from './start-error.js';

export interface ReachedDatabase {
  readonly urls: DatabaseUrls;
  readonly context: MigrationContext;
  /** The embedded server, if this process started it. */
  readonly server?: EmbeddedPostgres;
  /** It is embedded, and another process runs it. */
  readonly served: boolean;
}

const embeddedContext: MigrationContext = { appRole: embeddedRoles.app, workerRole: embeddedRoles.worker };

/**
 * Lets a command work on the database, wherever it is: behind DATABASE_URL, or in the data folder, either through the
 * server running there or for as long as the command takes.
 */
export async function withDatabase<T>(
  config: Config,
  say: Say,
  work: (database: ReachedDatabase) => Promise<T>,
): Promise<T> {
  const external = externalUrls(config);
  if (external !== undefined) {
    const { urls, roles } = await openExternal(external);
    return work({ urls, context: { appRole: roles.app, workerRole: roles.worker }, served: false });
  }
  const server = await startEmbedded(config, say).catch((error: unknown) => {
    if (error instanceof EmbeddedPostgresError && error.code === 'ALREADY_RUNNING') return undefined;
    throw error;
  });
  if (server === undefined) {
    return work({ urls: servedUrls(config), context: embeddedContext, served: true });
  }
  try {
    return await work({ urls: embeddedUrls(server), context: embeddedContext, server, served: false });
  } finally {
    await server.stop();
  }
}

/** The database of a data folder on which a server is running. */
export function servedUrls({ PCN_DATA_DIR }: Config): DatabaseUrls {
  const urls = rememberedUrls(PCN_DATA_DIR);
  if (urls !== undefined) return urls;
  throw new StartError(
    `No database is ready yet in ${PCN_DATA_DIR}. Run "npm start", wait until it is ready, and try again.`,
  );
}
