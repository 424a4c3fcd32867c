import type { GraphQLFormattedError } from 'graphql';
import { RequestError, type RequestErrorCode } from '../request-error.js';
import type { LimitName } from './limits.js';

/** A request that asks for more than it may; `extensions.limit` says which limit. */
export class LimitError extends RequestError {
  constructor(
    readonly limit: LimitName,
    message: string,
    code: RequestErrorCode = 'BAD_USER_INPUT',
    status = 400,
    readonly headers: ReadonlyMap<string, string> = new Map(),
  ) {
    super(code, message);
    Object.assign(this.extensions, { limit, http: { status, headers } });
  }
}

/** @param seconds until there are points again. */
export function outOfPoints(seconds: number): LimitError {
  return new LimitError(
    'POINTS',
    `The points of this token are used up. Ask again in ${seconds} s.`,
    'RATE_LIMITED',
    429,
    new Map([['retry-after', String(seconds)]]),
  );
}

/** The limit that an error is about. The parser's own limit, on tokens, can be recognised only by its words. */
export function limitOf({
  message,
  extensions,
}: Pick<GraphQLFormattedError, 'message' | 'extensions'>): LimitName | undefined {
  return /^Syntax Error: Document contains more tha[nt] \d+ tokens/.test(message)
    ? 'TOKENS'
    : (extensions?.['limit'] as LimitName | undefined);
}
