export interface SqlStateError {
  readonly code: string;
  readonly constraint?: string;
}

/** The PostgreSQL error inside whatever MikroORM, Kysely or pg threw, or undefined if there is none. */
export function sqlStateOf(error: unknown): SqlStateError | undefined {
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
}

/** True for a deadlock or a serialisation failure: the same transaction may well succeed if it is run again. */
export function isWorthRetrying(error: unknown): boolean {
  return ['40001', '40P01'].includes(sqlStateOf(error)?.code ?? '');
}

/** True for a statement that was cancelled, by its own timeout or by someone else. */
export function isCancelled(error: unknown): boolean {
  return sqlStateOf(error)?.code === '57014';
}

/** True for a statement that was refused only because an earlier one in its transaction had failed. */
export function isAbortedTransaction(error: unknown): boolean {
  return sqlStateOf(error)?.code === '25P02';
}

const lostOnTheWay = new Set(
  'ECONNREFUSED ECONNRESET EPIPE ETIMEDOUT ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH'.split(' '),
);

/** What pg says, without a code, when a connection is lost or could not be made. */
const lostInWords =
  /Connection terminated|not queryable|timeout exceeded when trying to connect|Cannot use a pool after calling end/;

/**
 * True if the database cannot be reached, is shutting down or has no room: lost infrastructure, not a bug. It is not
 * known whether a command that failed this way was done; with an idempotency key it can be repeated.
 */
export function isDatabaseLost(error: unknown): boolean {
  const state = sqlStateOf(error)?.code;
  if (state !== undefined && /^(08|53|57P|58)/.test(state)) return true;
  let candidate = error as { code?: unknown; message?: unknown; cause?: unknown } | null | undefined;
  for (let depth = 0; typeof candidate === 'object' && candidate !== null && depth < 5; depth += 1) {
    if (typeof candidate.code === 'string' && lostOnTheWay.has(candidate.code)) return true;
    if (typeof candidate.message === 'string' && lostInWords.test(candidate.message)) return true;
    candidate = candidate.cause as typeof candidate;
  }
  return false;
}

/**
 * A fault as it may be logged. The database's own words can quote a row's values, so only the state, the constraint and
 * the place of the error are kept from them.
 */
export function loggable(error: unknown): object {
  const state = sqlStateOf(error);
  const { name, message, stack } = error as Partial<Error>;
  if (state === undefined) return { name, message, stack };
  return { name, sqlState: state, at: stack?.split('\n').filter((line) => /^ {4}at .*[\\/]src[\\/]/.test(line)) };
}
