import type { DatabaseConnection } from 'kysely';
import type { Db } from './scope.js';

/** Thrown instead of any other result of an operation whose time is up. */
export class TimeUp extends Error {
  /** @param largeMs what it had, if that was the budget of a large command. */
  constructor(readonly largeMs?: number) {
    super('The time of this operation is up.');
  }
}

/**
 * A statement may begin just as the one before it is cancelled, so every statement is cancelled until the transaction
 * ends.
 */
const cancelAgainMs = 200;

/** The time that one operation has. */
export class Deadline {
  private readonly endsAt: number;

  /** @param milliseconds that it has from now on. */
  constructor(readonly milliseconds: number) {
    this.endsAt = performance.now() + milliseconds;
  }

  get passed(): boolean {
    return performance.now() >= this.endsAt;
  }

  get leftMs(): number {
    return Math.max(0, this.endsAt - performance.now());
  }

  /** @throws TimeUp */
  demandTime(): void {
    if (this.passed) throw new TimeUp();
  }

  /**
   * The same deadline, or a later one, so that the result can be reported even if the work took nearly all the time.
   */
  butAtLeast(milliseconds: number): Deadline {
    return new Deadline(Math.max(this.endsAt - performance.now(), milliseconds));
  }

  /**
   * Cancels whatever a transaction is running in PostgreSQL when the time is up.
   * @returns a function that ends the watch. Call it before COMMIT, and when the transaction ends in any other way.
   */
  async watch(transaction: Db): Promise<() => void> {
    const time = new AbortController();
    const timer = setTimeout(() => time.abort(), this.leftMs);
    const unwatch = await cancelWhenTold(transaction, time.signal);
    return () => {
      clearTimeout(timer);
      unwatch();
    };
  }
}

/**
 * Cancels in PostgreSQL whatever a transaction is running when the signal says so.
 * @returns ends the watch. Call it before COMMIT, and when the transaction ends otherwise.
 */
export async function cancelWhenTold(transaction: Db, stop: AbortSignal): Promise<() => void> {
  const connection = await transaction.getExecutor().provideConnection((held) => Promise.resolve(held));
  let over = false;
  let timer: NodeJS.Timeout;
  // Each goes over a connection of its own: where the database does not answer, one waits for it and no second is made.
  const cancel = async () => {
    await cancelStatement(connection);
    if (!over) timer = setTimeout(() => void cancel(), cancelAgainMs);
  };
  const begin = () => void cancel();
  stop.addEventListener('abort', begin, { once: true });
  if (stop.aborted) begin();
  return () => {
    over = true;
    clearTimeout(timer);
    stop.removeEventListener('abort', begin);
  };
}

/** Where there is nothing to cancel, or nobody to tell it to, the statement timeout is what remains. */
async function cancelStatement(connection: DatabaseConnection): Promise<void> {
  try {
    await connection.collectSessionInfo?.();
    await connection.cancelQuery?.(() => Promise.reject(new Error('no second connection')));
  } catch {
    // The statement ended by itself in the meantime, or the database is gone.
  }
}
