import { jobs, openDatabase } from '../app.js';
import { type Config, readConfig } from '../config.js';
import {
  demandMigrated,
  demandReached,
  type ExternalData,
  externalUrls,
  openExternal,
} from '../start/external-data.js';
import { isDatabaseLost } from '../platform/database/database-error.js';
import { startWorker } from '../platform/jobs/worker.js';
import { createLogger } from '../platform/logging/logger.js';
import { servedUrls } from '../start/reach-database.js';
import { logLevel } from './serve.js';
import { StartError } from '../start/start-error.js';
import { untilStopped } from '../start/until-stopped.js';

/** Runs background jobs in a separate process, in addition to the worker inside every server. */
export function work(environment: NodeJS.ProcessEnv): Promise<void> {
  return untilStopped(async (lifecycle) => {
    const config = readConfig(environment);
    const external = await externalToWorkOn(config);
    const urls = external?.urls ?? servedUrls(config);
    const database = await openDatabase(urls.app, {
      poolSize: config.DATABASE_POOL_SIZE,
      statementTimeoutMs: config.STATEMENT_TIMEOUT_MS,
    });
    await lifecycle.own(() => database.close());
    if (external !== undefined) await demandReached(database, external);
    const log = createLogger(logLevel(config));
    const worker = await startWorker({ connectionString: urls.worker, database, jobs, log }).catch((error: unknown) => {
      throw isDatabaseLost(error)
        ? new StartError(`No server has started on ${config.PCN_DATA_DIR}. Start the server first: npm start`)
        : error;
    });
    await lifecycle.own(() => worker.stop());
    console.log('The worker is running. Stop it with Ctrl-C.');
  });
}

async function externalToWorkOn(config: Config): Promise<ExternalData | undefined> {
  const urls = externalUrls(config);
  if (urls === undefined) return undefined;
  const data = await openExternal(urls);
  await demandMigrated(data);
  return data;
}
