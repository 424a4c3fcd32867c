import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { ScopeRequest } from '../database/scope.js';
import type { Account } from '../graphql/limits/account.js';
import type { Pace } from '../graphql/limits/pace.js';
import type { OperationGate } from '../graphql/limits/operation-gate.js';
import type { RequestContext } from '../graphql/request-context.js';
import { answerErrors, sendError, withRequestId } from './error-reply.js';
import { acceptJsonOnly } from './json-body.js';
import { policyOfPage } from './security-headers.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** What its operation is charged, once it is known who is asking. */
    account: Account | undefined;
  }
}

export interface GraphqlMountOptions {
  /** Precondition: it has started. */
  readonly apollo: ApolloServer<RequestContext<ScopeRequest>>;
  readonly contextOf: ContextOf;
  readonly gate: OperationGate;
  readonly pace: Pace | undefined;
  /** A first query for the browser's GraphiQL. */
  readonly firstQuery: string;
}

/** The methods of `/graphql`. */
const allowed = ['GET', 'POST', 'OPTIONS'] as const;

/** The caller, for HTTP and WebSockets alike. */
export interface Caller {
  readonly authorization: string | undefined;
  readonly requestId: string;
  readonly address: string;
}

export type ContextOf = (caller: Caller) => Promise<RequestContext<ScopeRequest>>;

/** A browser's address bar asks for HTML; an API client for JSON. */
function wantsPage(request: FastifyRequest): boolean {
  return (
    request.method === 'GET' &&
    /text\/html/.test(request.headers.accept ?? '') &&
    (request.query as Record<string, unknown>)['query'] === undefined
  );
}

/** The API at `/graphql`, and GraphiQL there for browsers. Its errors have GraphQL's form. */
export function graphqlMount({ apollo, contextOf, gate, pace, firstQuery }: GraphqlMountOptions): FastifyPluginAsync {
  return async (server) => {
    server.decorateRequest('account', undefined);
    acceptJsonOnly(server);
    answerErrors(server, gate);
    const page = renderGraphiQL({ title: 'PCN Rota', endpoint: '/graphql', defaultQuery: firstQuery });
    const pagePolicy = policyOfPage(page);
    const answer = fastifyApolloHandler(apollo, {
      async context(request, reply) {
        const { authorization } = request.headers;
        const context = await contextOf({ authorization, requestId: request.id, address: request.ip });
        request.account = context.account;
        await atPace(pace, context.account, reply);
        return context;
      },
    });
    server.route({
      method: [...allowed],
      url: '/graphql',
      bodyLimit: gate.limits.bodyBytes,
      async handler(request, reply) {
        if (wantsPage(request)) {
          void reply.helmet(pagePolicy);
          return reply.type('text/html; charset=utf-8').send(page);
        }
        const body: unknown = await answer.call(server, request, reply);
        if (reply.statusCode === 401) reply.header('www-authenticate', 'Bearer');
        if (reply.statusCode < 400 || typeof body !== 'string') return body;
        // As plain JSON a refused document is a normal answer (decision 40).
        if (request.account?.documentRefused === true && reply.statusCode === 400 && isPlainJson(reply))
          reply.code(200);
        return withRequestId(body, request);
      },
    });
    // Before reading a body that is not wanted.
    const onRequest = async (request: FastifyRequest, reply: FastifyReply) =>
      sendError(request, reply.header('allow', allowed.join(', ')), 405, {
        code: 'BAD_USER_INPUT',
        message: 'Send the operation with POST, or a query with GET.',
      });
    server.route({ method: ['PUT', 'PATCH', 'DELETE'], url: '/graphql', onRequest, handler: () => undefined });
  };
}

/** Waits for a place of the payer's, which is free again when the connection has its answer or has gone. */
async function atPace(pace: Pace | undefined, account: Account, { raw }: FastifyReply): Promise<void> {
  const answered = new Promise((resolve) => raw.once('close', resolve).once('finish', resolve));
  const end = await pace?.begin(account);
  void answered.then(end);
}

function isPlainJson(reply: FastifyReply): boolean {
  return /^application\/json/.test(String(reply.getHeader('content-type')));
}
