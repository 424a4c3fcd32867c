import { ApolloServer, type ApolloServerOptionsWithGateway, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import { unwrapResolverError } from '@apollo/server/errors';
import { type DocumentNode, GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { isDatabaseLost, loggable } from '../database/database-error.js';
import { createExecutor } from './compiled-execution.js';
import type { Refusals } from '../database/refusals.js';
import { TimeUp } from '../database/deadline.js';
import { Overloaded } from '../database/overloaded.js';
import { limitOf } from './limits/limit-error.js';
import { limitsPlugin } from './limits/limits.plugin.js';
import type { OperationGate } from './limits/operation-gate.js';
import { requestErrorOf } from './request-error.js';
import type { ScopeRequest } from '../database/scope.js';
import type { RequestContext } from './request-context.js';

type AnyContext = RequestContext<ScopeRequest>;

const publicCodes = new Set([
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'RATE_LIMITED',
  'OVERLOADED',
  'UNAVAILABLE',
  'IDENTITY_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
]);

const requestIsWrong = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** GraphQL quotes a value of a wrong type back; one that may identify a patient is not repeated, here or in any log. */
function withoutLongNumbers(message: string): string {
  return message.replace(/\d(?:[ -]*\d){9,}/g, '[digits left out]');
}

const tooBusy =
  'The server has more to do than it can at the moment. Nothing was done. Please try again in a few seconds.';
const databaseAway =
  'The database cannot be reached at the moment. Try again shortly; a change that you repeat with the same idempotencyKey happens only once.';

/** Codes for what is true of the server at the moment, and of no request: a proxy or a client may ask again. */
const passing: readonly unknown[] = ['OVERLOADED', 'UNAVAILABLE'];
const askAgainSeconds = 5;

const timeIsUp =
  'This took longer than one request may, and was stopped. Anything not finished has changed nothing. Ask for less, or try again; repeat a mutation with the same idempotency key.';

function largeTimeIsUp(milliseconds: number): string {
  return `This is a large change, which may take ${Math.round(milliseconds / 1000)} seconds, and it took longer. It was stopped and has changed nothing. Try again with the same idempotency key when fewer people are at work; the server's log tells by the request id how far it came.`;
}

/** Shows a client its own mistakes, and for ours only that there was one. */
export function maskedError(
  formatted: GraphQLFormattedError,
  error: unknown,
  refusals: Refusals,
): GraphQLFormattedError {
  const place = {
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
  };
  const given = formatted.extensions?.['code'];
  const code = typeof given === 'string' ? given : 'INTERNAL_SERVER_ERROR';
  const limit = limitOf(formatted);
  const past = limit === undefined ? {} : { limit };
  const cause = unwrapResolverError(error);
  const told = code !== 'INTERNAL_SERVER_ERROR' && publicCodes.has(code);
  // GraphQL and Apollo leave some refusals of a request without a code: too many wrong variables, a hash that does not
  // match.
  const uncoded =
    !told && cause instanceof GraphQLError && cause === error && cause.path === undefined && !cause.originalError;
  if (requestIsWrong.has(code) || code === 'BAD_USER_INPUT' || uncoded) {
    return {
      message: withoutLongNumbers(formatted.message),
      ...place,
      extensions: { code: 'BAD_USER_INPUT', ...past },
    };
  }
  if (told) return { message: formatted.message, ...place, extensions: { code, ...past } };
  if (cause instanceof Overloaded) return { message: tooBusy, ...place, extensions: { code: 'OVERLOADED' } };
  if (cause instanceof TimeUp)
    return {
      message: cause.largeMs === undefined ? timeIsUp : largeTimeIsUp(cause.largeMs),
      ...place,
      extensions: { code: 'RATE_LIMITED', limit: 'TIME' },
    };
  const problem = refusals.problemOf(cause);
  if (problem !== undefined) {
    const { message, extensions } = requestErrorOf(problem);
    return { message, ...place, extensions: { code: extensions['code'] } };
  }
  if (isDatabaseLost(cause)) return { message: databaseAway, ...place, extensions: { code: 'UNAVAILABLE' } };
  return {
    message: 'Something went wrong on our side. Quote the request id when you report it.',
    ...place,
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  };
}

/** Returns the connection after every reply, puts the request id on errors and logs faults. */
function requestPlugin(log: Logger, refusals: Refusals): ApolloServerPlugin<AnyContext> {
  return {
    async requestDidStart() {
      return {
        async didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) {
            const cause = unwrapResolverError(error);
            if (cause instanceof GraphQLError && cause.extensions['code'] !== undefined) continue;
            if (error instanceof GraphQLError && cause === error) continue; // the document's own mistake
            if (cause instanceof TimeUp || cause instanceof Overloaded || refusals.problemOf(cause) !== undefined)
              continue;
            log.error(
              { fault: loggable(cause), requestId: contextValue.requestId, path: error.path },
              'fault while answering',
            );
          }
        },
        async willSendResponse({ contextValue, response }) {
          // Nothing more will be read, and the reply need not wait until the database has been told.
          contextValue.end().catch((error: unknown) => {
            log.error({ fault: loggable(error), requestId: contextValue.requestId }, 'fault while closing a request');
          });
          if (response.body.kind !== 'single' || response.body.singleResult.errors === undefined) return;
          const { data, errors } = response.body.singleResult;
          response.body.singleResult.errors = errors.map((error) => ({
            ...error,
            extensions: { ...error.extensions, requestId: contextValue.requestId },
          }));
          // What was done or read beside it is not hidden behind a status that proxies take for an outage.
          const nothing = data == null || Object.values(data).every((value) => value === null);
          if (nothing && errors.some(({ extensions }) => passing.includes(extensions?.['code']))) {
            response.http.status = 503;
            response.http.headers.set('retry-after', String(askAgainSeconds));
          }
        },
      };
    },
  };
}

/** How Apollo is given a custom executor: a gateway with nothing behind it. */
function executedHere(
  schema: GraphQLSchema,
  options: { compileAtOnce?: boolean },
): ApolloServerOptionsWithGateway<AnyContext>['gateway'] {
  const run = createExecutor(schema, options);
  return {
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({
      executor: ({ document, operation, request, context }) =>
        run({
          document,
          operation,
          operationName: request.operationName,
          variables: request.variables ?? {},
          context,
        }) as never,
    }),
    stop: async () => undefined,
  };
}

/** Parsed documents take some ninety times the memory of their text, so that these are 50 MB. */
const keptDocuments = { max: 1000, maxSize: 500_000, sizeCalculation: ({ loc }: DocumentNode) => loc?.end ?? 1 };

/** Texts that clients ask for by their hash: as they are. */
const keptTexts = { max: 2000, maxSize: 5_000_000 };

export function createGraphqlServer(
  schema: GraphQLSchema,
  gate: OperationGate,
  log: Logger,
  plugins: readonly ApolloServerPlugin<AnyContext>[],
  refusals: Refusals,
  options: { compileAtOnce?: boolean } = {},
): ApolloServer<AnyContext> {
  return new ApolloServer<AnyContext>({
    gateway: executedHere(schema, options),
    documentStore: new InMemoryLRUCache<DocumentNode>(keptDocuments),
    cache: new InMemoryLRUCache(keptTexts),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => maskedError(formatted, error, refusals),
    logger: log,
    parseOptions: gate.parseOptions,
    validationRules: [...gate.rules],
    plugins: [
      limitsPlugin(gate),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      requestPlugin(log, refusals),
      ...plugins,
    ],
  });
}
