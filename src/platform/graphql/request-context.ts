import { generalProblems } from '../problem-codes.js';
import { ok, refuse, type Result } from '../result.js';
import { Deadline } from '../database/deadline.js';
import type { Database } from '../database/database.js';
import { onceByKey } from '../idempotency/idempotency.js';
import type { ReadScope } from '../database/read-scope.js';
import type { Db, Scope, ScopeRequest, Tx } from '../database/scope.js';
import type { Limits } from './limits/limits.js';
import type { Account } from './limits/account.js';
import type { AnyNodes } from './nodes.js';
import { tokenNeeded } from './request-error.js';

/** Something that lives for one request, such as a DataLoader; created on first use. */
export type RequestPart<V extends ScopeRequest, T> = (context: RequestContext<V>) => T;

/** A mutation as it was asked for. */
export interface AskedMutation {
  readonly mutation: string;
  /** The caller's key for it, if it is not to happen twice. */
  readonly key: string | null;
  readonly input: unknown;
}

/** A caller that has waited for a command is told what it did, however long it took. */
const payloadMs = 2000;

/** What every resolver gets: who is asking, one read transaction, and commands. */
export class RequestContext<V extends ScopeRequest> {
  private reads: ReadScope | undefined;
  private ended = false;
  private parts = new Map<unknown, unknown>();
  private deadline: Deadline | undefined;
  private asked: AskedMutation | undefined;
  private largeDeadline: Deadline | undefined;
  /** Ends the turn of the last command, in which is read what it did. */
  private leaveTurn: (() => void) | undefined;

  constructor(
    private readonly database: Database,
    private readonly asking: V | undefined,
    readonly requestId: string,
    /** Who pays for the operation, and what it costs. */
    readonly account: Account,
    /** How `node` reads each type again. */
    readonly nodes: AnyNodes,
  ) {}

  /** From now on the operation has this long; when that is over, what it does in the database is cancelled. */
  allowTime({ requestMs, largeCommandMs }: Pick<Limits, 'requestMs' | 'largeCommandMs'>): void {
    this.deadline = new Deadline(requestMs);
    this.largeDeadline = new Deadline(largeCommandMs);
  }

  /** @throws RequestError UNAUTHENTICATED if the request brought no valid token. */
  get viewer(): V {
    // The operation gate lets nothing through to here without a token.
    if (this.asking === undefined) throw tokenNeeded();
    return this.asking;
  }

  /** The request's own instance of a part, e.g. a loader: `context.use(practiceLoader)`. */
  use<T>(part: RequestPart<V, T>): T {
    if (!this.parts.has(part)) this.parts.set(part, part(this));
    return this.parts.get(part) as T;
  }

  /** Reads in the request's one transaction, as far as the viewer may see. */
  query<T>(work: (db: Db, scope: Scope) => Promise<T>): Promise<T> {
    return this.reading().query(work);
  }

  /**
   * The same for a query that needs no scope in its parameters: it is sent along with the scope, without waiting for
   * it.
   */
  queryAtOnce<T>(work: (db: Db) => Promise<T>): Promise<T> {
    return this.reading().queryAtOnce(work);
  }

  private reading(): ReadScope {
    // After a refused sibling a field may still be at work when the reply has gone: nobody would close what it opens.
    if (this.ended) throw new Error('This request has been answered.');
    return (this.reads ??= this.database.read(this.viewer, this.deadline, this.leaveTurn !== undefined));
  }

  /** Notes which mutation the next command performs, and under which key. */
  beginMutation(asked: AskedMutation): void {
    this.asked = asked;
  }

  /**
   * Runs a mutation's use case in its own transaction. What was read before is forgotten, so the reply shows the
   * change. If the mutation's input has an idempotency key, it happens once; without one it is a plain command.
   * Precondition: the use case's value survives JSON.
   * @param large the name of a command that has the large budget instead of the usual one.
   */
  async command<T>(work: (tx: Tx, viewer: V) => Promise<Result<T>>, large?: string): Promise<Result<T>> {
    const { asked } = this;
    this.asked = undefined;
    if (asked?.key == null) return this.perform(work, large);
    const { mutation, key, input } = asked;
    if (!/^[\x20-\x7e]{1,100}$/.test(key)) {
      return refuse({
        code: generalProblems.INVALID_INPUT,
        field: ['idempotencyKey'],
        message: 'An idempotency key has 1 to 100 printable ASCII characters; a UUID works well.',
      });
    }
    const settled = await this.perform(
      async (tx, viewer) => ok(await onceByKey(tx, viewer, { mutation, key, input }, (inner) => work(inner, viewer))),
      large,
    );
    return settled.ok ? settled.value : settled;
  }

  private async perform<T>(work: (tx: Tx, viewer: V) => Promise<Result<T>>, large?: string): Promise<Result<T>> {
    const viewer = this.viewer;
    const { deadline } = this;
    await this.close();
    const result = await this.database.command(
      viewer,
      (tx) => work(tx, viewer),
      large === undefined ? deadline : this.largeDeadline,
      {
        large,
        keep: (turn) => {
          if (this.ended) turn();
          else this.leaveTurn = turn;
        },
      },
    );
    if (result.ok) this.deadline = deadline?.butAtLeast(payloadMs);
    return result;
  }

  /** The server's own instance of a part that outlives requests, e.g. the feed of all subscriptions. */
  lasting<T>(part: (database: Database) => T): T {
    return this.database.lasting(part);
  }

  /** Closes it for good: the reply has been made. */
  async end(): Promise<void> {
    this.ended = true;
    await this.close();
  }

  /** Ends the read transaction and the turn of a command, and forgets every part. */
  async close(): Promise<void> {
    const { reads, leaveTurn } = this;
    this.reads = undefined;
    this.leaveTurn = undefined;
    this.parts = new Map();
    await reads?.close();
    leaveTurn?.();
  }
}
