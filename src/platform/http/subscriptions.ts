import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { ScopeRequest } from '../database/scope.js';
import { maskedError } from '../graphql/server.js';
import type { RequestContext } from '../graphql/request-context.js';

/**
 * Subscriptions over graphql-ws at `/graphql`. The token travels in the connection's parameters, as
 * `{ "authorization": "Bearer …" }`, and is checked on connect and again for every operation.
 */
export const mountSubscriptions = (
  server: FastifyInstance,
  schema: GraphQLSchema,
  contextOf: (authorization: string | undefined, requestId: string) => Promise<RequestContext<ScopeRequest>>,
): { close: () => Promise<void> } => {
  // Not given the server: it would take the server's errors, such as a taken port, for its own and print them.
  const sockets = new WebSocketServer({ noServer: true, path: '/graphql', maxPayload: 64 * 1024 });
  server.server.on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request)),
  );
  const authorizationOf = (parameters: Readonly<Record<string, unknown>> | undefined): string | undefined => {
    const given = parameters?.['authorization'] ?? parameters?.['Authorization'];
    return typeof given === 'string' ? given : undefined;
  };
  const disposable = useServer(
    {
      schema,
      onConnect: async ({ connectionParams, extra }) => {
        const context = await contextOf(authorizationOf(connectionParams), randomUUID()).catch(() => undefined);
        if (context === undefined) {
          extra.socket.close(CloseCode.Forbidden, 'The token is not valid or has expired.');
          return false;
        }
        return true;
      },
      context: ({ connectionParams }) => contextOf(authorizationOf(connectionParams), randomUUID()),
      onError: (_context, _id, _payload, errors) => errors.map((error) => maskedError(error.toJSON(), error)),
      onNext: async (_context, _id, _payload, execution, result) => {
        await (execution.contextValue as RequestContext<ScopeRequest>).close();
        if (result.errors === undefined) return;
        return { ...result, errors: result.errors.map((error) => maskedError(error.toJSON(), error)) } as never;
      },
    },
    sockets,
  );
  return { close: async () => disposable.dispose() };
};
