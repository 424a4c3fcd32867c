import { setTimeout as delay } from 'node:timers/promises';

/** How long to wait for what is not essential: requests, which take some seconds at most, jobs, idle connections. */
const patienceMs = 30_000;

/** A start that was told to stop before it was complete. */
export class Stopped extends Error {}

interface Step {
  readonly close: () => Promise<void>;
  /** Waited for even in a hurry, because without it something would be left behind or broken. */
  readonly essential: boolean;
}

/** What has been opened, to be closed once and in reverse order, whenever that is asked for, even during a start. */
export class Lifecycle {
  private readonly steps: Step[] = [];
  private readonly hurried = Promise.withResolvers<void>();
  private closed: Promise<void> | undefined;

  /** @param onFault is told of a step that failed to close; the others are closed all the same. */
  constructor(
    private readonly onFault: (error: unknown) => void,
    private readonly patience = patienceMs,
  ) {}

  get closing(): boolean {
    return this.closed !== undefined;
  }

  /**
   * Takes charge of something just opened.
   * @throws Stopped, after closing it, if closing has already begun.
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

  /** Stops waiting for requests and jobs, and waits only for what is essential. */
  hurry(): void {
    this.hurried.resolve();
  }

  private async closeAll(): Promise<void> {
    for (const step of this.steps.reverse()) await this.closeStep(step);
  }

  private async closeStep({ close, essential }: Step): Promise<void> {
    const closed = close().catch(this.onFault);
    if (essential) return closed;
    // The timer also keeps the process alive: a process waiting for something that no event can bring would just end,
    // with everything essential still open.
    const waiting = new AbortController();
    const tooLong = delay(this.patience, undefined, { signal: waiting.signal }).then(
      () => this.onFault(new Error(`not closed within ${this.patience / 1000} s: left behind`)),
      () => undefined,
    );
    await Promise.race([this.hurried.promise, closed, tooLong]);
    waiting.abort();
  }
}
