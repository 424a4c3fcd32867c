import { randomUUID } from 'node:crypto';
import cors from '@fastify/cors';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics/metrics.js';
import { answerUnreadable } from './client-errors.js';
import { tellBrowsers } from './security-headers.js';

export interface HttpServerOptions {
  readonly log: Logger;
  readonly corsOrigins: readonly string[];
  readonly metrics: Metrics;
  /** How long a request may take to arrive: a body that trickles in for longer holds a connection for nothing. */
  readonly arrivalMs: number;
}

/** Node looks for requests that take too long every so often: by itself only twice a minute. */
const lookForSlowMs = 1000;

/**
 * What every mount shares: logging, CORS, the id of a request, a plain text for unknown addresses and faults. A mount
 * is a plugin with its own form of errors, limits and authentication.
 */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const server = fastify({
    loggerInstance: options.log,
    // One line for each request, written below when it is answered.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    requestTimeout: options.arrivalMs,
    http: {
      requestTimeout: options.arrivalMs,
      // Where headers were allowed longer than the whole request, Node would take each number for the other.
      headersTimeout: options.arrivalMs,
      connectionsCheckingInterval: Math.min(lookForSlowMs, options.arrivalMs),
    },
    clientErrorHandler: answerUnreadable(options.metrics, options.arrivalMs),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    frameworkErrors: (_error, _request, reply) => void sendPlain(reply, 400, 'The address cannot be read.'),
  }) as unknown as FastifyInstance;

  await tellBrowsers(server);
  await server.register(cors, { origin: [...options.corsOrigins], methods: ['GET', 'POST', 'OPTIONS'], maxAge: 600 });
  server.addHook('onRequest', async (request, reply) => void reply.header('x-request-id', request.id));

  // A connection in use when the server closes would be kept alive after its reply, and the close would wait for it.
  let closing = false;
  server.addHook('preClose', async () => void (closing = true));
  server.addHook('onSend', async (_request, reply) => void (closing && reply.header('connection', 'close')));

  server.setNotFoundHandler((_request, reply) =>
    sendPlain(reply, 404, 'There is nothing here. The API is at /graphql.'),
  );
  server.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return sendPlain(reply, status, 'The request cannot be read.');
    logFault(request, error);
    return sendPlain(reply, 500, `Something went wrong on our side. Quote the request id ${request.id}.`);
  });
  logAnswers(server, options.metrics);
  return server;
}

/** A fault as it is logged, with the id that its reply carries. */
export function logFault(request: FastifyRequest, { name, message, stack }: Error): void {
  request.log.error({ fault: { name, message, stack } }, 'fault in HTTP');
}

function sendPlain(reply: FastifyReply, status: number, words: string): FastifyReply {
  return reply.code(status).type('text/plain; charset=utf-8').send(`${words}\n`);
}

/** One line for each request, and its time for the metrics. */
function logAnswers(server: FastifyInstance, { httpSeconds }: Metrics): void {
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    httpSeconds.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1000);
    // Probes come every few seconds and are not worth a line.
    const level = /^\/(health|metrics)/.test(request.url) ? 'debug' : 'info';
    const { account } = request;
    const cost = account === undefined ? {} : { cost: account.cost };
    request.log[level](
      { ...routeOf(request), status: reply.statusCode, ms: Math.round(reply.elapsedTime), ...cost },
      'answered',
    );
  });
}

/**
 * An address is the caller's own words, except for the route it matched: a query string holds documents and variables,
 * and an unknown path can hold anything.
 */
function routeOf(request: FastifyRequest) {
  return {
    method: request.method,
    path: request.routeOptions.url ?? 'none',
  };
}
