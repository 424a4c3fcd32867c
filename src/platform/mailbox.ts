export interface MailboxOptions<T> {
  /** When `newer` comes while `held` has not been taken yet: the one message that replaces both. */
  readonly behind: (held: T, newer: T) => T;
  /** Called each time something is handed over. @throws what the subscription then ends with. */
  readonly demandRight: () => void;
  /** Called once, when nothing more will be taken. */
  readonly left: () => void;
}

type Taken<T> = IteratorResult<T, undefined>;

const over = { value: undefined, done: true } as const;

/**
 * The mailbox of one subscription. It holds at most one thing: a slow reader costs no more than that, however much
 * happens in the meantime, and nobody who puts something in ever waits or fails.
 */
export class Mailbox<T> implements AsyncIterableIterator<T, undefined> {
  private held: { readonly value: T } | undefined;
  private reader: PromiseWithResolvers<Taken<T>> | undefined;
  private end: { readonly error?: unknown } | undefined;

  constructor(private readonly options: MailboxOptions<T>) {}

  put(value: T): void {
    if (this.end !== undefined) return;
    this.held = { value: this.held === undefined ? value : this.options.behind(this.held.value, value) };
    if (this.reader !== undefined) this.handOver();
  }

  /** Ends it with an error, which its reader gets instead of anything it had not taken. */
  fail(error: unknown): void {
    this.finish({ error });
  }

  close(): void {
    this.finish({});
  }

  /** Precondition: the reader has had its last answer. */
  next(): Promise<Taken<T>> {
    const reader = (this.reader = Promise.withResolvers<Taken<T>>());
    if (this.end !== undefined) this.answerEnd(this.end);
    else if (this.held !== undefined) this.handOver();
    return reader.promise;
  }

  return(): Promise<Taken<T>> {
    this.finish({});
    return Promise.resolve(over);
  }

  throw(error: unknown): Promise<Taken<T>> {
    this.finish({});
    return Promise.reject(error);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  private handOver(): void {
    const { held, reader } = this;
    if (held === undefined) return;
    try {
      this.options.demandRight();
    } catch (error) {
      this.fail(error);
      return;
    }
    this.held = undefined;
    this.reader = undefined;
    reader?.resolve({ value: held.value, done: false });
  }

  private finish(end: { readonly error?: unknown }): void {
    if (this.end !== undefined) return;
    this.end = end;
    this.held = undefined;
    if (this.reader !== undefined) this.answerEnd(end);
    this.options.left();
  }

  /** The error is given once; after that there is nothing more. */
  private answerEnd(end: { readonly error?: unknown }): void {
    const { reader } = this;
    this.reader = undefined;
    this.end = {};
    if ('error' in end) reader?.reject(end.error);
    else reader?.resolve(over);
  }
}

/** How many readers are handed something before the rest of the process gets its turn. */
const handedAtOnce = 50;

/** @returns how long it took, in milliseconds: putting it in, and what its readers did with it at once. */
export async function handOut<T>(mailboxes: Iterable<Mailbox<T>>, value: T): Promise<number> {
  const all = [...mailboxes];
  let tookMs = 0;
  for (let from = 0; from < all.length; from += handedAtOnce) {
    tookMs += await timed(() => {
      for (const mailbox of all.slice(from, from + handedAtOnce)) mailbox.put(value);
    });
  }
  return tookMs;
}

/** The second of two immediates runs when everything that the first has started without waiting is done. */
function timed(work: () => void): Promise<number> {
  return new Promise((resolve) => {
    let began = 0;
    setImmediate(() => {
      began = performance.now();
      work();
    });
    setImmediate(() => resolve(performance.now() - began));
  });
}
