// Plain JavaScript over the built sources, in a process of its own; why: docs/decisions/0093.
import fastify from 'fastify';
import pg from 'pg';
import { pino } from 'pino';
import { createApp, openDatabase } from '../../../dist/src/app.js';
import { limitsOf, readConfig } from '../../../dist/src/config.js';
import { loadExample } from '../../../dist/src/example/load-example.js';
import { demoProvider } from '../../../dist/src/identity/demo-provider.js';
import { createLogger } from '../../../dist/src/platform/logging/logger.js';

const host = fastify({ bodyLimit: 10_000_000 });
/** By their address. */
const apps = new Map();

/**
 * Serves a database: `{ databaseUrl, poolSize, connectionsPerPayer?, statementTimeoutMs?, key, corsOrigins, limits,
 * logLevel? }` to `{ url }`.
 */
host.post('/apps', async ({ body }) => {
  const { poolSize, connectionsPerPayer } = body;
  const lines = [];
  const log =
    body.logLevel === undefined
      ? createLogger(process.env.TEST_LOG_LEVEL ?? 'error')
      : pino({ level: body.logLevel }, { write: (line) => void lines.push(line) });
  const database = await openDatabase(body.databaseUrl, {
    poolSize,
    connectionsPerPayer,
    statementTimeoutMs: body.statementTimeoutMs ?? 20_000,
    tell: (fields, message) => log.info(fields, message),
  });
  const app = await createApp({
    database,
    identity: demoProvider(body.key, 'pcn-rota'),
    log,
    corsOrigins: body.corsOrigins,
    limits: { ...limitsOf(readConfig({})), ...body.limits },
    firstQuery: '{ __typename }',
    notReady: async () => [],
    compileAtOnce: true,
  });
  const url = await app.listen('127.0.0.1', 0);
  apps.set(url, { app, database, lines });
  return { url };
});

/** `{ url }` to the lines of that app's log so far. */
host.post('/logs', async ({ body }) => apps.get(body.url).lines);

/** By the name of the database to which they are sent, where somebody counts. */
const statements = new Map();
const scopeOwn = /^\s*(begin|start transaction|commit|rollback|savepoint|release|\/\* enterScope|set constraints)/i;
const send = pg.Client.prototype.query;
pg.Client.prototype.query = function (...parameters) {
  const [first] = parameters;
  const text = typeof first === 'string' ? first : (first?.text ?? '');
  if (!scopeOwn.test(text)) statements.get(this.database)?.push(/\/\* (\w+) \*\//.exec(text)?.[1] ?? text);
  return send.apply(this, parameters);
};

/** `{ database }`: from now on the statements sent there are kept. */
host.post('/statements', async ({ body }) => {
  statements.set(body.database, []);
  return {};
});

/** `{ database }` to the statements since, by name where they have one, and without those of the scope itself. */
host.delete('/statements', async ({ body }) => {
  const sent = statements.get(body.database);
  statements.delete(body.database);
  return sent;
});

host.delete('/apps', async ({ body }) => {
  const { app, database } = apps.get(body.url);
  apps.delete(body.url);
  await app.close();
  await database.close();
  return {};
});

/** By the day around which they lie. */
const examples = new Map();

const query = async (connectionString, text) => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query(text).finally(() => client.end());
};

const loadTemplate = async (around) => {
  const template = `example_${around.replaceAll('-', '_')}`;
  await query(process.env.TEST_SUPERUSER_URL, `create database ${template} template pcn_template owner pcn_owner`);
  const { app, owner } = JSON.parse(process.env.TEST_TEMPLATE_URLS.replaceAll('/pcn_template', `/${template}`));
  await query(owner, `update app_clock set shift = '${around}T07:30:00Z'::timestamptz - clock_timestamp()`);
  const database = await openDatabase(app, { poolSize: 2, statementTimeoutMs: 20_000 });
  await loadExample({ database, ownerUrl: owner, around, log: { info: () => undefined } });
  await database.close();
  return { template };
};

/**
 * `{ around }` to `{ template }`: a database with the example network around a day, to be cloned; loaded once a run.
 */
host.post('/examples', async ({ body: { around } }) => {
  if (!examples.has(around)) examples.set(around, loadTemplate(around));
  return examples.get(around);
});

process.stdout.write(`${await host.listen({ host: '127.0.0.1', port: 0 })}\n`);
// The end of the run, however it comes.
process.stdin.on('end', () => process.exit()).resume();
