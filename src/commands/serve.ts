import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { type Config, demandIdentityProvider, limitsOf, readConfig } from '../config.js';
import { embeddedUrls, prepareEmbedded, startEmbedded } from '../start/embedded-data.js';
import { demandMigrated, demandReached, externalUrls, openExternal } from '../start/external-data.js';
import type { IdentityProvider } from '../identity/authenticate.js';
import { keptDemoKey } from '../identity/demo-key.js';
import { demoProvider } from '../identity/demo-provider.js';
import { remoteProvider } from '../identity/remote-keys.js';
import { type Lifecycle, Stopped } from '../start/lifecycle.js';
import { demandFreePort, listenError } from '../start/listen.js';
import { demandUnserved } from '../platform/embedded-postgres/attach.js';
import type { Database } from '../platform/database/database.js';
import type { DatabaseUrls } from '../platform/database-urls.js';
import { startWorker, type Worker } from '../platform/jobs/worker.js';
import { createLogger } from '../platform/logging/logger.js';
import { untilStopped } from '../start/until-stopped.js';
import { firstQuery, welcome } from '../start/welcome.js';

/** Serves until the process is told to stop, or cannot continue. */
export function serve(environment: NodeJS.ProcessEnv): Promise<void> {
  return untilStopped((lifecycle, fail) => {
    const config = readConfig(environment);
    demandIdentityProvider(config);
    return start({ config, lifecycle, fail, log: createLogger(logLevel(config)) });
  });
}

/** At a terminal a newcomer sees the start's messages, and only problems from the log. */
export function logLevel(config: Config): string {
  return config.LOG_LEVEL ?? (process.stderr.isTTY ? 'warn' : 'info');
}

interface Start {
  readonly config: Config;
  readonly lifecycle: Lifecycle;
  /** Ends the process, because what has been started cannot continue. */
  readonly fail: (error: unknown) => void;
  readonly log: Logger;
}

/** Where the data are, and who may ask. */
interface Foundation {
  readonly urls: DatabaseUrls;
  readonly identity: IdentityProvider;
  /** Proves, before any request is served, that the pool reaches the data. */
  readonly prove?: (database: Database) => Promise<void>;
  /** What is done once the server is listening, and what it is waiting for in the meantime. */
  readonly prepare?: { readonly what: string; readonly run: () => Promise<unknown> };
  /** What the person at the terminal reads at the end. */
  readonly greet: (address: string) => Promise<string>;
}

async function start(options: Start): Promise<void> {
  const { config, lifecycle, log } = options;
  // The server's code is loaded while PostgreSQL starts: both take time, and neither needs the other.
  const [foundation, { createApp, jobs, openDatabase }] = await Promise.all([lay(options), import('../app.js')]);
  const { urls, identity } = foundation;
  const database = await openDatabase(urls.app, {
    poolSize: config.DATABASE_POOL_SIZE,
    connectionsPerPayer: config.CONNECTIONS_PER_PAYER,
    statementTimeoutMs: config.STATEMENT_TIMEOUT_MS,
    warn: (message) => log.warn(message),
    tell: (fields, message) => log.info(fields, message),
  });
  await lifecycle.own(() => database.close());
  await foundation.prove?.(database);

  let preparing = foundation.prepare?.what;
  let worker: Worker | undefined;
  const waitingFor = () => [
    ...(lifecycle.closing ? ['no more requests: the server is stopping'] : []),
    ...(preparing === undefined ? [] : [preparing]),
    ...(worker?.running === true ? [] : ['the background worker']),
    ...[identity.keys.unavailable()].flatMap((unavailable) => unavailable?.waitingFor ?? []),
  ];
  const app = await createApp({
    database,
    identity,
    log,
    corsOrigins: config.CORS_ORIGINS,
    limits: limitsOf(config),
    requestsPerPayer: 2 * config.CONNECTIONS_PER_PAYER, // reads, and as many commands
    firstQuery,
    notReady: () => Promise.resolve(waitingFor()),
  });
  refuseWhile(app.http, () => preparing);
  await lifecycle.own(async () => {
    await app.close();
    await worker?.stop();
  });
  const address = await app.listen(config.HOST, config.PORT).catch((error: unknown) => {
    throw listenError(error, config);
  });

  await foundation.prepare?.run();
  preparing = undefined;
  worker = await startWorker({ connectionString: urls.worker, database, jobs, log });
  if (lifecycle.closing) {
    await worker.stop();
    throw new Stopped();
  }
  console.log(await foundation.greet(address));
  console.log(`\nReady after ${(performance.now() / 1000).toFixed(1)} s.`);
}

function lay(options: Start): Promise<Foundation> {
  const urls = externalUrls(options.config);
  return urls === undefined ? layEmbedded(options) : layExternal(options, urls);
}

async function layEmbedded(options: Start): Promise<Foundation> {
  const { config, lifecycle, fail, log } = options;
  await demandFreePort(config).catch(async (error: unknown) => {
    // A person who starts twice should be told that, not that a port is taken.
    await demandUnserved(config.PCN_DATA_DIR);
    throw error;
  });
  const say = (line: string) => console.log(line);
  const server = await startEmbedded(config, say);
  await lifecycle.own(() => server.stop(), true);
  void server.died.then(fail);
  const foundation = {
    urls: embeddedUrls(server),
    prepare: {
      what: config.EXAMPLE === 'load' ? 'the example network' : 'the tables',
      run: () => prepareEmbedded({ server, config, say, log }),
    },
  };
  const provider = await configuredProvider(options);
  if (provider !== undefined) {
    return { ...foundation, identity: provider, greet: (address) => Promise.resolve(plainGreeting(config, address)) };
  }
  const key = await keptDemoKey(config.PCN_DATA_DIR);
  return {
    ...foundation,
    identity: demoProvider(key, config.AUTH_AUDIENCE),
    greet: (address) => welcome(config, address, key, process.stdout.isTTY),
  };
}

async function layExternal(options: Start, urls: DatabaseUrls): Promise<Foundation> {
  const { config } = options;
  await demandFreePort(config);
  const data = await openExternal(urls);
  await demandMigrated(data);
  const identity = await configuredProvider(options);
  if (identity === undefined) throw new Error('readConfig lets no server without an identity provider through');
  return {
    urls,
    identity,
    prove: (database) => demandReached(database, data),
    greet: (address) => Promise.resolve(plainGreeting(config, address)),
  };
}

async function configuredProvider({ config, lifecycle, log }: Start): Promise<IdentityProvider | undefined> {
  const { AUTH_ISSUER: issuer, AUTH_JWKS_URL: jwksUrl } = config;
  if (issuer === undefined || jwksUrl === undefined) return undefined;
  const provider = remoteProvider({
    issuer,
    audience: config.AUTH_AUDIENCE,
    jwksUrl,
    refreshMs: config.AUTH_KEYS_REFRESH_SECONDS * 1000,
    keptMs: config.AUTH_KEYS_KEPT_SECONDS * 1000,
    log,
  });
  await lifecycle.own(async () => provider.keys.close());
  return provider;
}

function plainGreeting(config: Config, address: string): string {
  return [
    `  API and GraphiQL   ${address}/graphql   (tokens of ${config.AUTH_ISSUER ?? ''})`,
    `  Health, metrics    ${address}/health/ready   ${address}/metrics`,
  ].join('\n');
}

/** Nothing is read from, or written to, a database that is still being created. */
function refuseWhile(http: FastifyInstance, reason: () => string | undefined): void {
  http.addHook('onRequest', async (request, reply) => {
    const waitingFor = reason();
    if (waitingFor === undefined || !request.url.startsWith('/graphql')) return;
    return reply
      .code(503)
      .header('retry-after', '2')
      .send({
        errors: [
          {
            message: `PCN Rota is still preparing ${waitingFor}. Ask again in a moment.`,
            extensions: { code: 'UNAVAILABLE', requestId: request.id },
          },
        ],
      });
  });
}
