import { openDatabase } from '../app.js';
import { readConfig } from '../config.js';
import { discardEmbedded, placeExample, prepareEmbedded } from '../start/embedded-data.js';
import { earliestAround, exampleState } from '../example/load-example.js';
import { hasOrganisations } from '../example/example.queries.js';
import { isCalendarDay } from '../time/london.js';
import { migrationGap } from '../platform/migrations/pending-migrations.js';
import { createLogger } from '../platform/logging/logger.js';
import { type ReachedDatabase, withDatabase } from '../start/reach-database.js';
import { logLevel } from './serve.js';
import { StartError } from '../start/start-error.js';

export interface ExampleCommand {
  /** `YYYY-MM-DD`, default today in London. */
  readonly around: string | undefined;
  /** Deletes what is in the embedded database first. */
  readonly replace: boolean;
}

/** `example --around DATE`: loads the example network around a day. */
export async function example({ around, replace }: ExampleCommand, environment: NodeJS.ProcessEnv): Promise<void> {
  if (around !== undefined && (!isCalendarDay(around) || around < earliestAround)) {
    throw new StartError(`--around takes a day from ${earliestAround} on, such as 2026-11-23, not "${around}".`);
  }
  const config = readConfig({ ...environment, EXAMPLE: 'load' });
  const say = (line: string) => console.log(line);
  const log = createLogger(logLevel(config));
  const place = around === undefined ? {} : { around };
  await withDatabase(config, say, async (reached) => {
    const { server, urls } = reached;
    if (replace) {
      if (server === undefined) throw new StartError(whyNoReplace(reached));
      await discardEmbedded(server);
    }
    if (server !== undefined && (await prepareEmbedded({ server, config, say, log, ...place }))) return;
    await demandLoadable(reached);
    say('Loading the example network ...');
    await placeExample(urls, { log, ...place });
  });
  say('The example network is there.');
}

function whyNoReplace({ served }: ReachedDatabase): string {
  return served
    ? 'A server is running on this data folder. Stop it before its database is replaced.'
    : '--replace is for the embedded database. With DATABASE_URL, create an empty database and migrate it.';
}

async function demandLoadable({ urls, context }: ReachedDatabase): Promise<void> {
  const { pending } = await migrationGap({ ownerUrl: urls.owner, context });
  if (pending.length > 0) throw new StartError('The database is not migrated. Run: npm run migrate -- up');
  const database = await openDatabase(urls.app, { poolSize: 1, statementTimeoutMs: 10_000 });
  try {
    if ((await exampleState(database)) === 'complete') {
      throw new StartError(
        'The example network is there already. To build it around another day, stop the server and add --replace, ' +
          'which deletes everything in the embedded database; or set PCN_DATA_DIR to a new folder.',
      );
    }
    if (await hasOrganisations(database.pool())) {
      throw new StartError(
        'The database already holds organisations, and the example needs an empty one. Set PCN_DATA_DIR to a new folder.',
      );
    }
  } finally {
    await database.close();
  }
}
