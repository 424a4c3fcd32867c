import { GraphQLError } from 'graphql';
import type { Problem, Result } from '../result.js';

/**
 * The codes of `extensions.code` for requests that are wrong as a whole; expected refusals are in the payload instead.
 */
export type RequestErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'BAD_USER_INPUT'
  | 'CONFLICT'
  | 'RATE_LIMITED'
  | 'OVERLOADED'
  | 'UNAVAILABLE'
  | 'IDENTITY_UNAVAILABLE';

/** An error that the client may read: everything else that is thrown is masked. */
export class RequestError extends GraphQLError {
  /** @param http the status and headers of the whole reply, for an error that no part of it survives. */
  constructor(
    code: RequestErrorCode,
    message: string,
    http?: { status: number; headers?: ReadonlyMap<string, string> },
  ) {
    super(message, { extensions: { code } });
    if (http !== undefined) Object.assign(this.extensions, { http });
  }
}

/** For an operation that needs a token and has none: nothing of it runs. */
export function tokenNeeded(): RequestError {
  return new RequestError(
    'UNAUTHENTICATED',
    'This needs a bearer token. Send the header "Authorization: Bearer <token>".',
    {
      status: 401,
    },
  );
}

/** For queries, which have no payload to put a problem in. */
export function requestErrorOf(problem: Problem): RequestError {
  switch (problem.code) {
    case 'UNAUTHENTICATED':
    case 'FORBIDDEN':
    case 'NOT_FOUND':
    case 'CONFLICT':
    case 'IDENTITY_UNAVAILABLE':
      return new RequestError(problem.code, problem.message);
    default:
      return new RequestError('BAD_USER_INPUT', problem.message);
  }
}

/** The value of a check on a query's arguments. @throws RequestError for its first problem. */
export function valueOrThrow<T>(checked: Result<T>): T {
  if (checked.ok) return checked.value;
  const [problem] = checked.problems;
  if (problem === undefined) throw new Error('refused without a reason');
  throw requestErrorOf(problem);
}
