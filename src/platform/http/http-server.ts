import { randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import fastify, { type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import { Registry, collectDefaultMetrics, Histogram } from 'prom-client';
import type { ScopeRequest } from '../database/scope.js';
import type { RequestContext } from '../graphql/request-context.js';

export interface HttpServerOptions {
  readonly log: Logger;
  readonly corsOrigins: readonly string[];
  /** A first query for the browser's GraphiQL. */
  readonly firstQuery: string;
  readonly bodyLimitBytes: number;
  /** @returns what is not ready yet, in words; empty when everything is. */
  readonly notReady: () => Promise<readonly string[]>;
}

export type ContextOf = (request: FastifyRequest) => Promise<RequestContext<ScopeRequest>>;

/** A browser's address bar asks for HTML; an API client for JSON. */
const wantsPage = (request: FastifyRequest): boolean =>
  request.method === 'GET' &&
  /text\/html/.test(request.headers.accept ?? '') &&
  (request.query as Record<string, unknown>)['query'] === undefined;

/** The HTTP side without GraphQL on it yet: logging, CORS, health and metrics. */
export const createHttpServer = async (options: HttpServerOptions): Promise<FastifyInstance> => {
  const server = fastify({
    loggerInstance: options.log,
    // One line a request, written below when it is answered.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: options.bodyLimitBytes,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
  }) as unknown as FastifyInstance;

  await server.register(cors, { origin: [...options.corsOrigins], methods: ['GET', 'POST', 'OPTIONS'], maxAge: 600 });
  server.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));

  // A connection that is at work when the server closes would be kept alive after its reply, and the close wait for it.
  let closing = false;
  server.addHook('preClose', async () => void (closing = true));
  server.addHook('onSend', async (_request, reply) => void (closing && reply.header('connection', 'close')));

  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const seconds = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['route', 'status'],
    registers: [metrics],
  });
  server.addHook('onResponse', async (request, reply) => {
    seconds.observe({ route: request.routeOptions.url ?? 'none', status: reply.statusCode }, reply.elapsedTime / 1000);
    // Probes come every few seconds and say nothing new.
    const level = /^\/(health|metrics)/.test(request.url) ? 'debug' : 'info';
    request.log[level](
      { ...withoutQuery(request), status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      'answered',
    );
  });

  server.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()));
  server.get('/health/live', async () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const waitingFor = await options.notReady();
    return waitingFor.length === 0 ? { status: 'ready' } : reply.code(503).send({ status: 'not ready', waitingFor });
  });
  return server;
};

/** A GET's query string holds the document and its variables, which are nobody's business in a log. */
const withoutQuery = (request: FastifyRequest) => ({
  method: request.method,
  path: request.url.split('?')[0],
});

/** Puts the API at `/graphql`, and GraphiQL there for browsers. Precondition: `apollo` has started. */
export const mountGraphql = (
  server: FastifyInstance,
  apollo: ApolloServer<RequestContext<ScopeRequest>>,
  contextOf: ContextOf,
  options: HttpServerOptions,
): void => {
  const page = renderGraphiQL({ title: 'PCN Rota', endpoint: '/graphql', defaultQuery: options.firstQuery });
  const answer = fastifyApolloHandler(apollo, { context: contextOf });
  server.route({
    method: ['GET', 'POST', 'OPTIONS'],
    url: '/graphql',
    handler(request, reply) {
      if (wantsPage(request)) return reply.type('text/html; charset=utf-8').send(page);
      return answer.call(server, request, reply);
    },
  });
};
