import type { ControlledTransaction } from 'kysely';
import { isAbortedTransaction } from './database-error.js';
import { type Deadline, TimeUp } from './deadline.js';
import { type Db, enterScope, type Scope, type ScopeRequest } from './scope.js';

interface Open {
  readonly transaction: ControlledTransaction<unknown>;
  readonly scope: Scope;
  readonly unwatch: () => void;
}

/**
 * The reads of one request: one connection and one read-only transaction, opened lazily. Queries asked for at the
 * same time queue on that connection.
 */
export class ReadScope {
  private opening: Promise<Open> | undefined;
  private closed = false;

  constructor(
    private readonly pool: Db,
    private readonly request: ScopeRequest,
    private readonly deadline: Deadline | undefined,
  ) {}

  async query<T>(work: (db: Db, scope: Scope) => Promise<T>): Promise<T> {
    for (let retried = false; ; retried = true) {
      // Whoever is still at work here came too late: what it opened now, nobody would close.
      if (this.closed) throw new Error('These reads have been closed.');
      this.deadline?.demandTime();
      this.opening ??= this.open();
      const mine = this.opening;
      const { transaction, scope } = await mine.catch((error: unknown) => {
        throw this.deadline?.passed === true ? new TimeUp() : error;
      });
      try {
        return await work(transaction, scope);
      } catch (error) {
        // PostgreSQL gives up the whole transaction for one bad statement; what else was asked for is read in a new one.
        if (this.opening === mine) await this.giveUp();
        if (this.deadline?.passed === true) throw new TimeUp();
        if (retried || !isAbortedTransaction(error)) throw error;
      }
    }
  }

  /** Gives the connection back, for good. */
  async close(): Promise<void> {
    this.closed = true;
    await this.giveUp();
  }

  /** A later query opens a new transaction. */
  private async giveUp(): Promise<void> {
    const opening = this.opening;
    this.opening = undefined;
    if (opening === undefined) return;
    const open = await opening.catch(() => undefined); // whoever asked has been told already
    open?.unwatch();
    // A rollback fails where the connection is lost, and then there is nothing left to undo.
    await open?.transaction
      .rollback()
      .execute()
      .catch(() => undefined);
  }

  private async open(): Promise<Open> {
    const transaction = await this.pool.startTransaction().setAccessMode('read only').execute();
    const unwatch = (await this.deadline?.watch(transaction)) ?? (() => undefined);
    try {
      return { transaction, scope: await enterScope(transaction, this.request), unwatch };
    } catch (error) {
      unwatch();
      await transaction
        .rollback()
        .execute()
        .catch(() => undefined);
      throw error;
    }
  }
}
