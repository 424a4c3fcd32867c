import { randomUUID } from 'node:crypto';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import cors from '@fastify/cors';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { ScopeRequest } from '../database/scope.js';
import type { Account } from '../graphql/limits/account.js';
import type { OperationGate } from '../graphql/limits/operation-gate.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { Metrics } from '../metrics/metrics.js';
import { answerErrors, sendError, withRequestId } from './error-reply.js';
import { acceptJsonOnly } from './json-body.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What its operation is charged, once it is known who asks. */
    account: Account | undefined;
  }
}

export interface HttpServerOptions {
  readonly log: Logger;
  readonly corsOrigins: readonly string[];
  /** A first query for the browser's GraphiQL. */
  readonly firstQuery: string;
  readonly gate: OperationGate;
  readonly metrics: Metrics;
  /** @returns what is not ready yet, in words; empty when everything is. */
  readonly notReady: () => Promise<readonly string[]>;
}

/** The methods of `/graphql`. */
const allowed = ['GET', 'POST', 'OPTIONS'] as const;

/** Who calls, as HTTP and WebSockets know it. */
export interface Caller {
  readonly authorization: string | undefined;
  readonly requestId: string;
  readonly address: string;
}

export type ContextOf = (caller: Caller) => Promise<RequestContext<ScopeRequest>>;

/** A browser's address bar asks for HTML; an API client for JSON. */
const wantsPage = (request: FastifyRequest): boolean =>
  request.method === 'GET' &&
  /text\/html/.test(request.headers.accept ?? '') &&
  (request.query as Record<string, unknown>)['query'] === undefined;

/** A body that trickles in for longer holds a connection for nothing. */
const slowestBodyMs = 30_000;

/** The HTTP side without GraphQL on it yet: logging, CORS, health and metrics. */
export const createHttpServer = async (options: HttpServerOptions): Promise<FastifyInstance> => {
  const server = fastify({
    loggerInstance: options.log,
    // One line a request, written below when it is answered.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: options.gate.limits.bodyBytes,
    requestTimeout: slowestBodyMs,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: (_error, request, reply) =>
      void sendError(request, reply, 400, { code: 'BAD_USER_INPUT', message: 'The address cannot be read.' }),
  }) as unknown as FastifyInstance;

  await server.register(cors, { origin: [...options.corsOrigins], methods: [...allowed], maxAge: 600 });
  server.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));

  // A connection that is at work when the server closes would be kept alive after its reply, and the close wait for it.
  let closing = false;
  server.addHook('preClose', async () => void (closing = true));
  server.addHook('onSend', async (_request, reply) => void (closing && reply.header('connection', 'close')));

  server.decorateRequest('account', undefined);
  acceptJsonOnly(server);
  answerErrors(server, options.gate);

  const { registry, httpSeconds } = options.metrics;
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    httpSeconds.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1000);
    // Probes come every few seconds and say nothing new.
    const level = /^\/(health|metrics)/.test(request.url) ? 'debug' : 'info';
    const { account } = request;
    const cost = account === undefined ? {} : { cost: account.cost };
    request.log[level](
      { ...routeOf(request), status: reply.statusCode, ms: Math.round(reply.elapsedTime), ...cost },
      'answered',
    );
  });

  server.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  server.get('/health/live', async () => ({ status: 'live' }));
  server.get('/health/ready', async (_request, reply) => {
    const waitingFor = await options.notReady();
    return waitingFor.length === 0 ? { status: 'ready' } : reply.code(503).send({ status: 'not ready', waitingFor });
  });
  return server;
};

/** An address is somebody's own words, but for the route that it met: a query string holds documents and variables, a path that leads nowhere anything. */
const routeOf = (request: FastifyRequest) => ({
  method: request.method,
  path: request.routeOptions.url ?? 'none',
});

/** Puts the API at `/graphql`, and GraphiQL there for browsers. Precondition: `apollo` has started. */
export const mountGraphql = (
  server: FastifyInstance,
  apollo: ApolloServer<RequestContext<ScopeRequest>>,
  contextOf: ContextOf,
  options: HttpServerOptions,
): void => {
  const page = renderGraphiQL({ title: 'PCN Rota', endpoint: '/graphql', defaultQuery: options.firstQuery });
  const answer = fastifyApolloHandler(apollo, {
    async context(request) {
      const { authorization } = request.headers;
      const context = await contextOf({ authorization, requestId: request.id, address: request.ip });
      request.account = context.account;
      return context;
    },
  });
  server.route({
    method: [...allowed],
    url: '/graphql',
    async handler(request, reply) {
      if (wantsPage(request)) return reply.type('text/html; charset=utf-8').send(page);
      const body: unknown = await answer.call(server, request, reply);
      if (reply.statusCode === 401) reply.header('www-authenticate', 'Bearer');
      if (reply.statusCode < 400 || typeof body !== 'string') return body;
      // As plain JSON a refused document is an answer like any other (decision 40).
      if (request.account?.documentRefused === true && reply.statusCode === 400 && isPlainJson(reply)) reply.code(200);
      return withRequestId(body, request);
    },
  });
  // Before a body is read that nobody wants.
  const onRequest = async (request: FastifyRequest, reply: FastifyReply) =>
    sendError(request, reply.header('allow', allowed.join(', ')), 405, {
      code: 'BAD_USER_INPUT',
      message: 'Send the operation with POST, or a query with GET.',
    });
  server.route({ method: ['PUT', 'PATCH', 'DELETE'], url: '/graphql', onRequest, handler: () => undefined });
};

const isPlainJson = (reply: FastifyReply): boolean =>
  /^application\/json/.test(String(reply.getHeader('content-type')));
