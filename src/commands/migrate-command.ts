import { readConfig } from '../config.js';
import { StartError } from '../start/start-error.js';
import { migrateDown, type MigrateOptions, migrateUp, migrationStatus } from '../platform/migrations/migrate.js';
import { type ReachedDatabase, withDatabase } from '../start/reach-database.js';
import { databaseExists } from '../platform/migrations/provision-whole.js';
import { embeddedDatabaseName } from '../start/embedded-data.js';

const actions = {
  async status(options: MigrateOptions) {
    const steps = await migrationStatus(options);
    return steps.map(
      ({ name, executedAt, overtaken }) =>
        `${overtaken ? 'older  ' : executedAt === undefined ? 'pending' : 'done   '} ${name}`,
    );
  },
  async up(options: MigrateOptions) {
    const steps = await migrateUp(options);
    return steps.length === 0
      ? ['Nothing to do: every step is done, and every function is up to date.']
      : steps.map((name) => `done    ${name}`);
  },
  async down(options: MigrateOptions) {
    const steps = await migrateDown(options);
    return steps.length === 0 ? ['Nothing to undo: no step is done.'] : steps.map((name) => `undone  ${name}`);
  },
};

type Action = keyof typeof actions;

function isAction(text: string): text is Action {
  return text in actions;
}

/**
 * `migrate status|up|down`: shows the numbered steps of the schema and its functions, runs and creates what is missing,
 * or undoes the newest step. A function is `older` if the database has a later text of it; `up` restores this one.
 */
export async function migrate(action: string, environment: NodeJS.ProcessEnv): Promise<void> {
  if (!isAction(action)) {
    throw new StartError(`There is no "migrate ${action}". Use one of: ${Object.keys(actions).join(', ')}.`);
  }
  const lines = await withDatabase(readConfig(environment), console.error, async (reached) => {
    await demandMade(reached);
    return actions[action]({ ownerUrl: reached.urls.owner, context: reached.context });
  });
  for (const line of lines) console.log(line);
}

/** An embedded database is created with its example at the first start, or not at all. */
async function demandMade({ server }: ReachedDatabase): Promise<void> {
  if (server === undefined || (await databaseExists(server, embeddedDatabaseName))) return;
  throw new StartError('There is no database in this data folder yet. "npm start" creates it, up to date.');
}
