import { MikroORM, type EntitySchema } from '@mikro-orm/core';
import { PostgreSqlDriver, type SqlEntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Result } from '../result.js';
import type { Pool } from 'pg';
import { connectionOf } from './connection-settings.js';
import { isCancelled, isDatabaseLost, isWorthRetrying } from './database-error.js';
import { cancelWhenTold, type Deadline, TimeUp } from './deadline.js';
import { dropDeadConnections } from './drop-dead-connections.js';
import { LargeCommands, type Tell } from './large-command.js';
import { type Hearer, Notifications } from './notifications.js';
import { PreparingClient } from './prepared-statements.js';
import { Refusal, refusalIn, type Refusals } from './refusals.js';
import { ReadScope } from './read-scope.js';
import { Readiness } from './readiness.js';
import { type Db, enterScope, payerOf, type ScopeRequest, type Tx } from './scope.js';
import { Turns } from './turns.js';

const mostAttempts = 4;
const connectWithinMs = 10_000;

/**
 * When the database is busy, whoever only looks is told so sooner than whoever books. Commands also have connections of
 * their own, so that a reader who holds one can never keep a command of the same request waiting for ever.
 */
const readsWaitMs = 5000;
const commandsWaitMs = 10_000;
const commandsPart = 0.4;

/** Runs one command as a viewer inside a transaction that continues after it. */
export type RunAs = <T>(request: ScopeRequest, command: (tx: Tx) => Promise<Result<T>>) => Promise<Result<T>>;

export interface CommandOptions {
  /**
   * The name of a command that has more time than others: so does each of its statements, up to the deadline, and how
   * far it has come is told.
   */
  readonly large?: string | undefined;
  /**
   * Gets the turn of a command that was done, to read in it what it did, and ends it. Otherwise whoever was done could
   * find no room to be told so.
   */
  readonly keep?: (turn: () => void) => void;
}

export interface DatabaseOptions {
  /** Connects as the app role. */
  readonly url: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- MikroORM's own type for "any entity"
  readonly entities: readonly (EntitySchema<any> | (new () => object))[];
  /** What the areas say about refusals. */
  readonly refusals: Refusals;
  readonly poolSize: number;
  /** How many of them one payer may hold for reads, and as many for commands; the rest of what it asks for waits. */
  readonly connectionsPerPayer?: number;
  /** The longest that one statement may run. */
  readonly statementTimeoutMs: number;
  /** Called when a lost connection is being replaced. */
  readonly warn?: (message: string) => void;
  /** Is told how far a large command has come. */
  readonly tell?: Tell;
}

/** Where a pool's connections lead: as which role, to which database of which server, and whether by TLS. */
export interface PoolSurroundings {
  readonly role: string;
  /** Differs between two databases, and between two servers. */
  readonly place: string;
  readonly encrypted: boolean;
}

function noTurn(): void {
  return undefined;
}

/** The one door to the data: every transaction carries a viewer, and row-level security does the rest. */
export class Database {
  private readonly listening = new Map<string, Notifications>();
  private readonly parts = new Map<unknown, unknown>();
  readonly readiness: Readiness;
  readonly turns: Readonly<Record<'reads' | 'commands', Turns>>;
  readonly large: LargeCommands;

  private constructor(
    private readonly orm: MikroORM<PostgreSqlDriver>,
    private readonly connections: Pool,
    private readonly options: DatabaseOptions,
  ) {
    this.readiness = new Readiness(options.url);
    const { poolSize, connectionsPerPayer: perPayer = poolSize } = options;
    const forCommands = Math.max(1, Math.floor(poolSize * commandsPart));
    const forReads = Math.max(1, poolSize - forCommands);
    this.turns = {
      reads: new Turns({ places: forReads, perPayer, longestWaitMs: readsWaitMs }),
      commands: new Turns({ places: forCommands, perPayer, longestWaitMs: commandsWaitMs }),
    };
    this.large = new LargeCommands(options.tell ?? (() => undefined));
  }

  static async connect(options: DatabaseOptions): Promise<Database> {
    let connections: Pool | undefined;
    const connection = connectionOf(options.url);
    const orm = await MikroORM.init<PostgreSqlDriver>({
      driver: PostgreSqlDriver,
      dbName: connection.database,
      entities: [...options.entities],
      pool: { min: 0, max: options.poolSize },
      driverOptions: {
        // Also the longest wait for a free connection: better to answer that the database cannot be reached than not to
        // answer.
        connectionTimeoutMillis: connectWithinMs,
        keepAlive: true,
        // MikroORM itself keeps only the host, role and password of a URL and drops the rest, including TLS.
        ...connection,
        options: `${connection.options ?? ''} -c TimeZone=UTC -c statement_timeout=${options.statementTimeoutMs} -c idle_in_transaction_session_timeout=60000`,
        Client: PreparingClient,
        pipeline: true,
        onPoolCreated(pool: Pool) {
          dropDeadConnections(pool);
          connections = pool;
        },
      },
      forceUtcTimezone: true,
      allowGlobalContext: false,
      debug: false,
    });
    (orm.em as SqlEntityManager).getKysely(); // creates the pool, without connecting yet
    if (connections === undefined) throw new Error('MikroORM made no pool of connections');
    return new Database(orm, connections, options);
  }

  /** What a refusal of the database means to users. */
  get refusals(): Refusals {
    return this.options.refusals;
  }

  /**
   * A read-only transaction for one request, opened at the first query. The caller closes it.
   * @param held whether the caller holds a turn already, which it ends after these reads.
   */
  read(request: ScopeRequest, deadline?: Deadline, held = false): ReadScope {
    const takeTurn = () => (held ? Promise.resolve(noTurn) : this.turns.reads.take(payerOf(request), deadline));
    return new ReadScope(this.connections, takeTurn, request, deadline);
  }

  /**
   * Runs a command in one transaction: what it refuses, or what the database refuses, leaves nothing behind.
   * Deadlocks and serialisation failures are tried again, so `work` must not act outside the transaction.
   * @returns the work's result, or the problem that a constraint stands for. Faults are thrown, TimeUp where the
   * deadline came first, and Overloaded where no turn came: then nothing was done.
   */
  async command<T>(
    request: ScopeRequest,
    work: (tx: Tx) => Promise<Result<T>>,
    deadline?: Deadline,
    { large, keep }: CommandOptions = {},
  ): Promise<Result<T>> {
    const leave = await this.turns.commands.take(payerOf(request), deadline);
    let kept = false;
    try {
      const attempts = (inTime: typeof work) => this.tryAgain(request, inTime, deadline);
      const result = await (large === undefined
        ? attempts(work)
        : this.large.run({ command: large, requestId: request.requestId }, deadline, work, attempts));
      kept = result.ok && keep !== undefined;
      if (kept) keep?.(leave);
      return result;
    } finally {
      if (!kept) leave();
    }
  }

  private async tryAgain<T>(
    request: ScopeRequest,
    work: (tx: Tx) => Promise<Result<T>>,
    deadline: Deadline | undefined,
  ): Promise<Result<T>> {
    for (let attempt = 1; ; attempt += 1) {
      deadline?.demandTime();
      try {
        return await this.attempt(this.orm.em.fork(), request, work, deadline);
      } catch (error) {
        this.readiness.note(error);
        if (deadline?.passed === true && (isCancelled(error) || isDatabaseLost(error))) throw new TimeUp();
        if (isWorthRetrying(error) && attempt < mostAttempts) {
          await new Promise((resolve) => setTimeout(resolve, 5 * attempt + Math.random() * 20 * attempt));
          continue;
        }
        return refusalIn(error, this.refusals);
      }
    }
  }

  private async attempt<T>(
    fork: SqlEntityManager,
    request: ScopeRequest,
    work: (tx: Tx) => Promise<Result<T>>,
    deadline?: Deadline,
  ): Promise<Result<T>> {
    return fork.transactional(async (em) => {
      const db = em.getKysely() as unknown as Db;
      const unwatch = await deadline?.watch(db);
      try {
        const scope = await enterScope(db, request);
        const result = await work({ em, db, scope, refusals: this.refusals });
        if (!result.ok) throw new Refusal(result);
        await em.flush();
        // Deferred constraints are checked here, where a refusal can still be told from a lost connection.
        await sql`set constraints all immediate`.execute(db);
        return result;
      } finally {
        unwatch?.();
      }
    });
  }

  /**
   * Commands of several viewers in one transaction: all of them, or none when `work` throws. What a command refuses is
   * undone, and `work` may go on; nothing is tried again.
   * @param stop cancels what is running when it says so, unless the transaction is being committed already. Then
   * something is thrown, and nothing was done.
   */
  async together<T>(work: (db: Db, as: RunAs) => Promise<T>, stop = new AbortController().signal): Promise<T> {
    return (this.orm.em.fork() as SqlEntityManager).transactional(async (outer) => {
      const db = outer.getKysely() as unknown as Db;
      const unwatch = await cancelWhenTold(db, stop);
      const as: RunAs = async (request, command) => {
        // Each command starts with no entity in memory, as it would in a transaction of its own.
        const em = outer.fork({ clear: true, keepTransactionContext: true });
        try {
          return await this.attempt(em, request, command);
        } catch (error) {
          return refusalIn(error, this.refusals);
        } finally {
          await sql`set constraints all deferred`.execute(db);
        }
      };
      try {
        const done = await work(db, as);
        stop.throwIfAborted();
        return done;
      } finally {
        unwatch();
      }
    });
  }

  /** The same entities over another connection, such as the owner's. The caller closes it. */
  another(options: Omit<DatabaseOptions, 'entities' | 'refusals'>): Promise<Database> {
    return Database.connect({ ...options, entities: this.options.entities, refusals: this.refusals });
  }

  /**
   * Passes the database's notifications on a channel to a listener; one connection for each channel serves all
   * listeners of this process.
   * @returns once it is listening, or if the database could not be reached; then it starts listening as soon as it can.
   */
  async listen(channel: string, hearer: Hearer): Promise<void> {
    let notifications = this.listening.get(channel);
    if (notifications === undefined) {
      notifications = new Notifications(this.options.url, channel, this.options.warn ?? (() => undefined));
      this.listening.set(channel, notifications);
    }
    await notifications.tell(hearer);
  }

  /** What lives as long as this object, such as what all subscriptions share; created on first use. */
  lasting<T>(part: (database: Database) => T): T {
    if (!this.parts.has(part)) this.parts.set(part, part(this));
    return this.parts.get(part) as T;
  }

  /** The pool itself, without a scope: it sees no tenant row. For jobs and metrics. */
  pool(): Db {
    return (this.orm.em as SqlEntityManager).getKysely();
  }

  /** What the serving pool finds at the other end, so that the start can compare it with its settings. */
  async surroundings(): Promise<PoolSurroundings> {
    const { rows } = await sql<PoolSurroundings>`
      select current_user as role, concat(current_database(), ' ', pg_postmaster_start_time()) as place,
        coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as encrypted`.execute(this.pool());
    return rows[0]!;
  }

  async close(): Promise<void> {
    await Promise.all([...this.listening.values()].map((notifications) => notifications.close()));
    await this.readiness.close();
    await this.orm.close(true);
  }
}
