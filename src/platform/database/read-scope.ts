import { DefaultQueryExecutor, PostgresAdapter, PostgresQueryCompiler, type QueryResult } from 'kysely';
import pg, { type Pool, type PoolClient } from 'pg';
import { isAbortedTransaction } from './database-error.js';
import { type Deadline, TimeUp } from './deadline.js';
import { type Db, enterScopeStatement, type Scope, scopeOf, type ScopeRequest, type ScopeRow } from './scope.js';

interface Open {
  readonly client: PoolClient;
  /** Set when the connection returns to the pool, where it serves other viewers. */
  over: boolean;
  readonly db: Db;
  /** Settles when the transaction has begun and the scope is entered; nothing that is read is valid before that. */
  readonly scope: Promise<Scope>;
  unwatch: () => void;
  /** Ends its turn at the database. */
  readonly leave: () => void;
}

/**
 * By default PostgreSQL plans a prepared statement again at each call if it guesses that this pays. For the search for
 * free slots it guesses so as soon as tables are large, and planning takes longer than the search.
 */
export const beginReading = 'start transaction read only; set local plan_cache_mode = force_generic_plan';

const compiler = new PostgresQueryCompiler();
const adapter = new PostgresAdapter();
function ignore(): void {
  return undefined;
}

/**
 * The reads of one request: one connection and one read-only transaction, opened lazily. Nothing waits for the reply to
 * what was sent before it: the begin, the scope and the queries made at the same time are sent together, and PostgreSQL
 * works through them in order.
 */
export class ReadScope {
  private opening: Promise<Open> | undefined;
  private closed = false;

  constructor(
    private readonly pool: Pool,
    /** Waits for a turn at the database, and returns what ends it. */
    private readonly takeTurn: () => Promise<() => void>,
    private readonly request: ScopeRequest,
    private readonly deadline: Deadline | undefined,
  ) {}

  /** Runs `work` once the scope is known. */
  async query<T>(work: (db: Db, scope: Scope) => Promise<T>): Promise<T> {
    return this.retrying(async ({ db, scope }) => work(db, await scope));
  }

  /** The same for a query that does not depend on the scope: it is sent along with the scope itself. */
  async queryAtOnce<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.retrying(({ db }) => work(db));
  }

  /** Returns the connection, for good. */
  async close(): Promise<void> {
    this.closed = true;
    await this.giveUp();
  }

  /** A later query opens a new transaction. */
  private async giveUp(): Promise<void> {
    const opening = this.opening;
    this.opening = undefined;
    if (opening === undefined) return;
    const open = await opening.catch(ignore); // the callers have already been told
    if (open === undefined) return;
    open.over = true;
    open.unwatch();
    await open.client.query('rollback').then(
      () => open.client.release(),
      (error: unknown) => open.client.release(error as Error),
    );
    open.leave();
  }

  private async retrying<T>(work: (open: Open) => Promise<T>): Promise<T> {
    for (let retried = false; ; retried = true) {
      // A caller still at work here is too late: nobody would close what it opens now.
      if (this.closed) throw new Error('These reads have been closed.');
      this.deadline?.demandTime();
      this.opening ??= this.open();
      const mine = this.opening;
      const open = await mine.catch((error: unknown) => {
        throw this.deadline?.passed === true ? new TimeUp() : error;
      });
      try {
        const result = await work(open);
        await open.scope;
        return result;
      } catch (error) {
        // PostgreSQL gives up the whole transaction for one bad statement; the other queries are read in a new one.
        if (this.opening === mine) await this.giveUp();
        if (this.deadline?.passed === true) throw new TimeUp();
        // If the scope could not be entered, that is the reason, and everything sent after it failed because of it.
        await open.scope;
        if (retried || !isAbortedTransaction(error)) throw error;
      }
    }
  }

  private async open(): Promise<Open> {
    const leave = await this.takeTurn();
    try {
      return await this.begin(leave);
    } catch (error) {
      leave();
      throw error;
    }
  }

  private async begin(leave: () => void): Promise<Open> {
    const client = await this.pool.connect();
    // pg's streams hold what is written until the next turn of the event loop, so that it is sent in one piece.
    const began = client.query(beginReading);
    const { text, values } = enterScopeStatement(this.request);
    const scope = Promise.all([client.query<ScopeRow>(text, values), began]).then(([{ rows }]) => scopeOf(rows[0]));
    scope.catch(ignore); // `retrying` tells of it
    const open = { client, over: false, scope, unwatch: ignore, leave };
    const db = readerOn(open, this.pool);
    const unwatch = await this.deadline?.watch(db);
    return Object.assign(open, { db }, unwatch && { unwatch });
  }
}

/**
 * The error PostgreSQL itself gives for a transaction that has been given up: a caller that gets it reads in a new one.
 */
function givenUp(): Error {
  return Object.assign(new Error('the read transaction was given up'), { code: '25P02' });
}

/** Cancels what a connection is running, over a separate connection, because the pool may have none to spare. */
async function cancel(client: PoolClient & { processID?: number }, { options }: Pool): Promise<void> {
  // The password is not among the options that are copied.
  const control = new pg.Client({ ...options, password: options.password });
  control.on('error', ignore);
  await control.connect();
  await control.query('select pg_cancel_backend($1)', [client.processID]).finally(() => control.end());
}

/** Runs each query as soon as it is made, on a connection that takes any number of them. */
function readerOn(open: Omit<Open, 'db'>, pool: Pool): Db {
  const connection = {
    cancelQuery: () => cancel(open.client, pool),
    async executeQuery<R>(query: { sql: string; parameters: readonly unknown[] }): Promise<QueryResult<R>> {
      if (open.over) throw givenUp(); // the connection serves another request by now
      const { rows } = await open.client.query(query.sql, [...query.parameters]);
      // A statement that ran although its transaction had not begun saw nothing, so its answer is not valid.
      await open.scope;
      return { rows: rows as R[] };
    },
    async *streamQuery() {
      throw new Error('reads are not streamed');
    },
  };
  const provider = { provideConnection: <T>(consume: (used: typeof connection) => Promise<T>) => consume(connection) };
  const executor = new DefaultQueryExecutor(compiler, adapter, provider);
  return { getExecutor: () => executor };
}
