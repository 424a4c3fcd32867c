import type { DatabaseConnection } from 'kysely';
import type { Db } from './scope.js';

/** Thrown in place of whatever an operation was doing, or was about to do, when its time was up. */
export class TimeUp extends Error {
  constructor() {
    super('The time of this operation is up.');
  }
}

/** A statement may begin just when its predecessor was cancelled: until its transaction ends, each is. */
const cancelAgainMs = 200;

/** The time that one operation has. */
export class Deadline {
  private readonly endsAt: number;

  constructor(milliseconds: number) {
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

  /** The same end, or a later one: what was done is told even where doing it took nearly all the time. */
  butAtLeast(milliseconds: number): Deadline {
    return new Deadline(Math.max(this.endsAt - performance.now(), milliseconds));
  }

  /**
   * Cancels in PostgreSQL whatever a transaction is running when the time is up.
   * @returns ends the watch. Call it before COMMIT, and when the transaction ends otherwise.
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
    // The statement ended by itself meanwhile, or the database is gone.
  }
}
