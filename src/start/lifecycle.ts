import { setTimeout as delay } from 'node:timers/promises';

/** What is not essential is waited for no longer: requests, which take some seconds at most, jobs, idle connections. */
const patienceMs = 30_000;

/** A start that was asked to stop before it was through. */
export class Stopped extends Error {}

interface Step {
  readonly close: () => Promise<void>;
  /** Waited for even in a hurry: what would be left behind, or broken, without. */
  readonly essential: boolean;
}

/** What has been opened, to be closed in the reverse order, once, whenever that is asked for: half-way through a start too. */
export class Lifecycle {
  private readonly steps: Step[] = [];
  private readonly hurried = Promise.withResolvers<void>();
  private closed: Promise<void> | undefined;

  /** @param onFault hears of a step that failed to close; the others are closed all the same. */
  constructor(
    private readonly onFault: (error: unknown) => void,
    private readonly patience = patienceMs,
  ) {}

  get closing(): boolean {
    return this.closed !== undefined;
  }

  /**
   * Takes charge of something just opened.
   * @throws Stopped after closing it, where closing has begun already.
   */
  async own(close: () => Promise<void>, essential = false): Promise<void> {
    const step = { close, essential };
    if (!this.closing) {
      this.steps.push(step);
      return;
    }
    await this.closeStep(step);
    throw new Stopped();
  }

  close(): Promise<void> {
    return (this.closed ??= this.closeAll());
  }

  /** Waits no longer for requests and jobs: only for what is essential. */
  hurry(): void {
    this.hurried.resolve();
  }

  private async closeAll(): Promise<void> {
    for (const step of this.steps.reverse()) await this.closeStep(step);
  }

  private async closeStep({ close, essential }: Step): Promise<void> {
    const closed = close().catch(this.onFault);
    if (essential) return closed;
    // The clock keeps the process alive as well: one that waits for what no event can bring any more would just end, with
    // everything essential still open.
    const waiting = new AbortController();
    const tooLong = delay(this.patience, undefined, { signal: waiting.signal }).then(
      () => this.onFault(new Error(`not closed within ${this.patience / 1000} s: left behind`)),
      () => undefined,
    );
    await Promise.race([this.hurried.promise, closed, tooLong]);
    waiting.abort();
  }
}
