import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { getOperationAST, GraphQLError, OperationTypeNode, type GraphQLFormattedError } from 'graphql';
import { CloseCode } from 'graphql-ws';
import { useServer } from 'graphql-ws/use/ws';
import { type WebSocket, WebSocketServer } from 'ws';
import type { ScopeRequest } from '../database/scope.js';
import { LimitError } from '../graphql/limits/limit-error.js';
import type { OperationGate } from '../graphql/limits/operation-gate.js';
import type { RequestContext } from '../graphql/request-context.js';
import type { Refusals } from '../database/refusals.js';
import { maskedError } from '../graphql/server.js';
import type { ContextOf } from './graphql-mount.js';
import { holdBackFrom } from './slow-readers.js';
import { openOn, SocketRegister } from './socket-register.js';

/** How long a socket may wait before it says who it is. */
const introductionMs = 3000;

/** The close code after which graphql-ws's clients come again by themselves. */
const tryAgainLater = 1013;

/** How long a stop waits for clients to take their leave. */
const farewellMs = 2000;

/** How much may wait for one client to read before nothing more is read from it. */
const mostUnreadBytes = 1_000_000;

/**
 * Operations over graphql-ws at `/graphql`, held to the same limits as over HTTP. The token is in the connection's
 * parameters, as `{ "authorization": "Bearer …" }`, and is checked on connect and again for every operation.
 */
export function mountSubscriptions(
  server: FastifyInstance,
  gate: OperationGate,
  contextOf: ContextOf,
  refusals: Refusals,
): { close: () => Promise<void> } {
  // Not given the server: it would take the server's errors, such as a taken port, for its own and print them.
  const sockets = new WebSocketServer({ noServer: true, path: '/graphql', maxPayload: gate.limits.bodyBytes });
  server.server.on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request)),
  );
  const register = new SocketRegister(gate.limits.sockets);
  const contextFor = (
    parameters: Readonly<Record<string, unknown>> | undefined,
    address: string,
  ): Promise<RequestContext<ScopeRequest>> => {
    const given = parameters?.['authorization'] ?? parameters?.['Authorization'];
    const authorization = typeof given === 'string' ? given : undefined;
    return contextOf({ authorization, requestId: randomUUID(), address });
  };
  const disposable = useServer(
    {
      connectionInitWaitTimeout: introductionMs,
      isProd: true, // else a fault's own words would close the socket
      async onConnect(socketContext) {
        const { connectionParams, extra } = socketContext;
        try {
          const { account } = await contextFor(connectionParams, addressOf(extra.request));
          return register.introduce(socketContext, extra.socket, addressOf(extra.request), account.payer);
        } catch (error) {
          if (error instanceof GraphQLError && error.extensions['code'] === 'IDENTITY_UNAVAILABLE') {
            extra.socket.close(
              tryAgainLater,
              'Tokens cannot be checked at the moment. Keep yours, and try again shortly.',
            );
            return false;
          }
          const limited = error instanceof LimitError;
          extra.socket.close(CloseCode.Forbidden, limited ? error.message : 'The token is not valid or has expired.');
          return false;
        }
      },
      async onSubscribe(socketContext, _id, payload) {
        const { connectionParams, extra } = socketContext;
        // This one is among them already; those that arrive while it is looked at are not its business.
        const open = { onSocket: openOn(socketContext), ofPayer: register.openOfPayer(extra.socket) };
        return register.inTurn(extra.socket, async () => {
          const context = await contextFor(connectionParams, addressOf(extra.request)).catch(asErrors);
          if (Array.isArray(context)) return context;
          const prepared = await gate.prepare(context.account, payload, open);
          if (!('document' in prepared)) return prepared.map((error) => withId(error, context));
          // A subscription lasts as long as its reader; each statement of it has its own timeout.
          const { operation } = getOperationAST(prepared.document, prepared.operationName) ?? {};
          if (operation !== OperationTypeNode.SUBSCRIPTION) context.allowTime(gate.limits);
          return { ...prepared, contextValue: context };
        });
      },
      // Whether or not someone still waits for the answer, because only then is `onNext` called.
      async onOperation(_context, _id, _payload, { contextValue }, result) {
        if (!isAsyncIterable(result)) await (contextValue as RequestContext<ScopeRequest>).end();
      },
      onError: (_context, _id, _payload, errors) => errors.map((error) => shown(error, refusals)),
      async onNext(_context, _id, _payload, execution, result) {
        const context = execution.contextValue as RequestContext<ScopeRequest>;
        gate.noteTimeUp(result.errors ?? []);
        const errors = result.errors?.map((error) => withId(error, context)).map((error) => shown(error, refusals));
        const extensions = { ...result.extensions, cost: context.account.cost };
        return { ...result, ...(errors === undefined ? {} : { errors }), extensions } as never;
      },
    },
    sockets,
  );
  // graphql-ws prints what is wrong with a client's bytes, such as a message that is too large, on the console.
  sockets.on('connection', (socket, request) => {
    socket.removeAllListeners('error');
    socket.on('error', (error) => server.log.debug({ fault: error.message }, 'a WebSocket was closed'));
    holdBackFrom(socket, request.socket, mostUnreadBytes);
    forgetLostWords(socket);
    register.meet(socket, addressOf(request));
  });
  return {
    async close() {
      // A client that reads nothing never gets the message to close.
      const patience = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), farewellMs);
      await disposable.dispose();
      clearTimeout(patience);
    },
  };
}

/** Known as long as the connection is open; whoever has gone meanwhile pays as nobody. */
function addressOf({ socket }: IncomingMessage): string {
  return socket.remoteAddress ?? 'unknown';
}

/** The id of the operation's request, kept while the error passes through graphql-ws. */
function withId(error: GraphQLError, { requestId }: RequestContext<ScopeRequest>): GraphQLError {
  error.extensions['requestId'] = requestId;
  return error;
}

function shown(error: GraphQLError, refusals: Refusals): GraphQLFormattedError {
  const masked = maskedError(error.toJSON(), error, refusals);
  const requestId = error.extensions['requestId'] ?? randomUUID();
  return { ...masked, extensions: { ...masked.extensions, requestId } };
}

/** What is written to a client that has just gone is lost, which is not a fault; graphql-ws would print it as one. */
function forgetLostWords(socket: WebSocket): void {
  const send = socket.send.bind(socket) as (data: string, done: () => void) => void;
  socket.send = ((data: string, done?: () => void) => send(data, () => done?.())) as WebSocket['send'];
}

function isAsyncIterable(result: object): boolean {
  return Symbol.asyncIterator in result;
}

function asErrors(error: unknown): GraphQLError[] {
  return error instanceof GraphQLError ? [error] : [new GraphQLError('fault', { originalError: error as Error })];
}
