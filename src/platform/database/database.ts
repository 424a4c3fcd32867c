import { MikroORM, type EntitySchema } from '@mikro-orm/core';
import { PostgreSqlDriver, type SqlEntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type Result, refuse } from '../result.js';
import { isWorthRetrying, problemOf } from './database-error.js';
import { ReadScope } from './read-scope.js';
import { type Db, enterScope, type ScopeRequest, type Tx } from './scope.js';

const attempts = 4;

/** Carries a refusal out of the transaction, so that nothing of it is kept. */
class Refusal extends Error {
  constructor(readonly result: Result<never>) {
    super('refused');
  }
}

export interface DatabaseOptions {
  /** Connects as the app role. */
  readonly url: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- MikroORM's own type for "any entity"
  readonly entities: readonly (EntitySchema<any> | (new () => object))[];
  readonly poolSize: number;
  /** The longest that one statement may run. */
  readonly statementTimeoutMs: number;
}

/** The one door to data: every transaction carries a viewer, and row-level security sees to the rest. */
export class Database {
  private constructor(private readonly orm: MikroORM<PostgreSqlDriver>) {}

  static async connect(options: DatabaseOptions): Promise<Database> {
    const orm = await MikroORM.init<PostgreSqlDriver>({
      driver: PostgreSqlDriver,
      clientUrl: options.url,
      entities: [...options.entities],
      pool: { min: 0, max: options.poolSize },
      driverOptions: {
        options: `-c TimeZone=UTC -c statement_timeout=${options.statementTimeoutMs} -c idle_in_transaction_session_timeout=60000`,
      },
      forceUtcTimezone: true,
      allowGlobalContext: false,
      debug: false,
    });
    return new Database(orm);
  }

  /** A read-only transaction for one request, opened at the first query. The caller closes it. */
  read(request: ScopeRequest): ReadScope {
    return new ReadScope(this.pool(), request);
  }

  /**
   * Runs a command in one transaction: what it refuses, or what the database refuses, leaves nothing behind.
   * Deadlocks and serialisation failures are tried again, so `work` must not act outside the transaction.
   * @returns the work's result, or the problem that a constraint stands for. Faults are thrown.
   */
  async command<T>(request: ScopeRequest, work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(request, work);
      } catch (error) {
        if (error instanceof Refusal) return error.result;
        if (isWorthRetrying(error) && attempt < attempts) {
          await new Promise((resolve) => setTimeout(resolve, 5 * attempt + Math.random() * 20 * attempt));
          continue;
        }
        const problem = problemOf(error);
        if (problem !== undefined) return refuse(problem);
        throw error;
      }
    }
  }

  private async attempt<T>(request: ScopeRequest, work: (tx: Tx) => Promise<Result<T>>): Promise<Result<T>> {
    const fork = this.orm.em.fork() as SqlEntityManager;
    return fork.transactional(async (em) => {
      const db = em.getKysely() as unknown as Db;
      const scope = await enterScope(db, request);
      const result = await work({ em, db, scope });
      if (!result.ok) throw new Refusal(result);
      await em.flush();
      // Deferred constraints speak here, where their refusal can still be told apart from a lost connection.
      await sql`set constraints all immediate`.execute(db);
      return result;
    });
  }

  /** The pool itself, without a scope: it sees no tenant row. For health checks and metrics. */
  pool(): Db {
    return (this.orm.em as SqlEntityManager).getKysely() as unknown as Db;
  }

  /** Resolves when the database has answered; for health checks. */
  async ping(): Promise<void> {
    await sql`select 1`.execute(this.pool());
  }

  async close(): Promise<void> {
    await this.orm.close(true);
  }
}
