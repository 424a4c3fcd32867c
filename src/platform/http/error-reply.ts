import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OperationGate } from '../graphql/limits/operation-gate.js';
import { openAccount } from '../graphql/limits/account.js';
import { LimitError } from '../graphql/limits/limit-error.js';
import { logFault } from './http-server.js';
import type { RequestErrorCode } from '../graphql/request-error.js';

interface WireError {
  readonly message: string;
  readonly extensions?: Record<string, unknown>;
}

/**
 * The one of both media types that a client can read; plain JSON if it does not say, as GraphQL over HTTP specifies.
 */
function mediaTypeFor(accept: string | undefined): string {
  return accept !== undefined &&
    /application\/graphql-response\+json/i.test(accept) &&
    !/application\/json/i.test(accept)
    ? 'application/graphql-response+json; charset=utf-8'
    : 'application/json; charset=utf-8';
}

/** Answers with one error in GraphQL's shape, for a request that never reached GraphQL. */
export function sendError(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  error: { code: RequestErrorCode | 'INTERNAL_SERVER_ERROR'; message: string; limit?: string },
): FastifyReply {
  const { message, ...extensions } = error;
  return reply
    .code(status)
    .type(mediaTypeFor(request.headers.accept))
    .send({
      errors: [{ message, extensions: { ...extensions, requestId: request.id } }],
      extensions: { cost: request.account?.cost ?? 0 },
    });
}

/** Errors that Apollo returns before it knows a request's id get it here. */
export function withRequestId(body: string, request: FastifyRequest): string {
  const reply = JSON.parse(body) as { errors?: WireError[]; extensions?: object };
  if (reply.errors === undefined) return body;
  const errors = reply.errors.map((error) => ({
    ...error,
    extensions: { ...error.extensions, requestId: request.id },
  }));
  return JSON.stringify({
    ...reply,
    errors,
    extensions: { ...reply.extensions, cost: request.account?.cost ?? 0 },
  });
}

const messages: Readonly<Record<string, string>> = {
  CONTENT_ENCODING: 'Send the body as it is: a packed one, with a header "Content-Encoding", is not read.',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Send the operation as JSON, with the header "Content-Type: application/json".',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty. Send a JSON object such as {"query": "{ __typename }"}.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as its Content-Length says.',
};

/** Every error of `/graphql` in GraphQL's form: bodies that cannot be read, faults. */
export function answerErrors(server: FastifyInstance, gate: OperationGate): void {
  server.setErrorHandler(async (error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      logFault(request, error);
      const message = 'Something went wrong on our side. Quote the request id when you report it.';
      return sendError(request, reply, 500, { code: 'INTERNAL_SERVER_ERROR', message });
    }
    const tooLarge = error.code === 'FST_ERR_CTP_BODY_TOO_LARGE';
    const account = (request.account ??= openAccount(request.ip));
    try {
      await gate.refuseUnread(account, tooLarge ? 'body_size' : 'body');
    } catch (refusal) {
      if (!(refusal instanceof LimitError)) throw refusal;
      void reply.headers(Object.fromEntries(refusal.headers));
      return sendError(request, reply, 429, { code: 'RATE_LIMITED', message: refusal.message, limit: refusal.limit });
    }
    if (tooLarge) {
      const message = `The body is larger than the ${gate.limits.bodyBytes} bytes that are allowed.`;
      return sendError(request, reply, 413, { code: 'BAD_USER_INPUT', message, limit: 'BODY' });
    }
    const message = messages[error.code] ?? 'The request cannot be read.';
    return sendError(request, reply, status, { code: 'BAD_USER_INPUT', message });
  });
}
