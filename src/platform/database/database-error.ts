import { type Problem } from '../result.js';
import { generalProblems, problemOfConstraint } from '../problem-codes.js';

interface SqlStateError {
  readonly code: string;
  readonly constraint?: string;
}

/** The PostgreSQL error inside whatever MikroORM, Kysely or pg threw, or undefined if it is none. */
const sqlStateOf = (error: unknown): SqlStateError | undefined => {
  let candidate = error as { code?: unknown; constraint?: unknown; cause?: unknown } | null | undefined;
  for (let depth = 0; typeof candidate === 'object' && candidate !== null && depth < 5; depth += 1) {
    if (typeof candidate.code === 'string' && /^[0-9A-Z]{5}$/.test(candidate.code)) {
      return typeof candidate.constraint === 'string'
        ? { code: candidate.code, constraint: candidate.constraint }
        : { code: candidate.code };
    }
    candidate = candidate.cause as typeof candidate;
  }
  return undefined;
};

/** True for a deadlock or a serialisation failure: the same transaction, run again, may well succeed. */
export const isWorthRetrying = (error: unknown): boolean => ['40001', '40P01'].includes(sqlStateOf(error)?.code ?? '');

/** True for a statement that was cancelled, by its own timeout or by somebody else. */
export const isCancelled = (error: unknown): boolean => sqlStateOf(error)?.code === '57014';

/** True for a statement that was refused only because an earlier one of its transaction had failed. */
export const isAbortedTransaction = (error: unknown): boolean => sqlStateOf(error)?.code === '25P02';

const lostOnTheWay = new Set(
  'ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH'.split(' '),
);

/** What pg says, without a code, of a connection that is gone or was not to be had. */
const lostInWords =
  /Connection terminated|not queryable|timeout exceeded when trying to connect|Cannot use a pool after calling end/;

/**
 * True when the database cannot be reached, is going away or has no room: lost infrastructure, not a bug. Whether a
 * command that failed so was done is not known; with an idempotency key it can be repeated.
 */
export const isDatabaseLost = (error: unknown): boolean => {
  const state = sqlStateOf(error)?.code;
  if (state !== undefined && /^(08|53|57P|58)/.test(state)) return true;
  let candidate = error as { code?: unknown; message?: unknown; cause?: unknown } | null | undefined;
  for (let depth = 0; typeof candidate === 'object' && candidate !== null && depth < 5; depth += 1) {
    if (typeof candidate.code === 'string' && lostOnTheWay.has(candidate.code)) return true;
    if (typeof candidate.message === 'string' && lostInWords.test(candidate.message)) return true;
    candidate = candidate.cause as typeof candidate;
  }
  return false;
};

/** What the database refused while one item of the input was written. */
class RefusedAt extends Error {
  constructor(
    readonly field: readonly string[],
    cause: unknown,
  ) {
    super('refused while an item of the input was written', { cause });
  }
}

/** Does what writes one item of the input, so that what the database refuses of it is told at that item. */
export const toldAt = async (field: readonly string[], write: () => Promise<unknown>): Promise<void> => {
  try {
    await write();
  } catch (error) {
    throw new RefusedAt(field, error);
  }
};

/**
 * What the database refused, as a problem for people: a named constraint, a row outside the viewer's scope, a value
 * that the type cannot hold. Undefined for everything else, which is a fault and is thrown on.
 */
export const problemOf = (error: unknown): Problem | undefined => {
  const state = sqlStateOf(error);
  if (state === undefined) return undefined;
  if (state.constraint !== undefined) {
    const known = problemOfConstraint(state.constraint);
    if (known !== undefined) return error instanceof RefusedAt ? { ...known, field: error.field } : known;
  }
  switch (state.code) {
    case '42501':
      return {
        code: generalProblems.FORBIDDEN,
        message: 'This belongs to another network or organisation, which alone can change it.',
      };
    case '40001':
    case '40P01':
    case '57014':
      return { code: generalProblems.CONFLICT, message: 'Others were changing the same rows. Please try again.' };
    case '22021':
    case '22P05':
      return {
        code: generalProblems.INVALID_INPUT,
        message: 'The text holds a character that cannot be stored (such as NUL).',
      };
    case '22003':
    case '22008':
      return {
        code: generalProblems.INVALID_INPUT,
        message: 'A number or date is outside the range that can be stored.',
      };
    default:
      return undefined;
  }
};

/**
 * A fault as it may be logged: the database's own words can quote a row's values, so of those only the state, the
 * constraint and where it happened are kept.
 */
export const loggable = (error: unknown): object => {
  const state = sqlStateOf(error);
  const { name, message, stack } = error as Partial<Error>;
  if (state === undefined) return { name, message, stack };
  return { name, sqlState: state, at: stack?.split('\n').filter((line) => /^ {4}at .*[\\/]src[\\/]/.test(line)) };
};
