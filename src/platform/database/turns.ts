import { type Deadline, TimeUp } from './deadline.js';
import { Overloaded } from './overloaded.js';

/** How many may be at the database at a time, how many of them for one payer, and how long the others wait. */
export interface TurnLimits {
  readonly places: number;
  readonly perPayer: number;
  readonly longestWaitMs: number;
}

interface Waiter {
  readonly begin: () => void;
}

/**
 * Turns at the database. Payers are served in rotation, each its own requests in the order in which they came, so that
 * nobody waits behind everything that somebody else has asked for.
 */
export class Turns {
  private taken = 0;
  private readonly takenBy = new Map<string, number>();
  /** In the order in which payers are served next. Nobody is in it without a waiter. */
  private readonly waiting = new Map<string, Waiter[]>();

  /** How many got no turn in time: their payer held all of its own, or the server had none left. */
  readonly turnedAway = { payer: 0, server: 0 };

  constructor(private readonly limits: TurnLimits) {}

  /** How many wait for a turn. */
  get length(): number {
    return [...this.waiting.values()].reduce((sum, { length }) => sum + length, 0);
  }

  /** How many payers wait. */
  get payers(): number {
    return this.waiting.size;
  }

  /**
   * Waits for a turn.
   * @returns ends the turn; a second call does nothing.
   * @throws TimeUp when the deadline came first, Overloaded when the longest wait did.
   */
  async take(payer: string, deadline?: Pick<Deadline, 'leftMs'>): Promise<() => void> {
    if (this.taken < this.limits.places && this.of(payer) < this.limits.perPayer && !this.waiting.has(payer)) {
      this.begin(payer);
      return this.endOf(payer);
    }
    const { longestWaitMs } = this.limits;
    const leftMs = deadline?.leftMs ?? Infinity;
    await new Promise<void>((resolve, reject) => {
      const giveUp = setTimeout(
        () => {
          this.leave(payer, waiter);
          this.turnedAway[this.of(payer) >= this.limits.perPayer ? 'payer' : 'server'] += 1;
          reject(leftMs <= longestWaitMs ? new TimeUp() : new Overloaded());
        },
        Math.min(leftMs, longestWaitMs),
      );
      const waiter = {
        begin: () => {
          clearTimeout(giveUp);
          resolve();
        },
      };
      const line = this.waiting.get(payer);
      if (line === undefined) this.waiting.set(payer, [waiter]);
      else line.push(waiter);
    });
    return this.endOf(payer);
  }

  private of(payer: string): number {
    return this.takenBy.get(payer) ?? 0;
  }

  private begin(payer: string): void {
    this.taken += 1;
    this.takenBy.set(payer, this.of(payer) + 1);
  }

  private endOf(payer: string): () => void {
    let over = false;
    return () => {
      if (over) return;
      over = true;
      this.taken -= 1;
      const left = this.of(payer) - 1;
      if (left > 0) this.takenBy.set(payer, left);
      else this.takenBy.delete(payer);
      this.callNext();
    };
  }

  private callNext(): void {
    for (const [payer, line] of this.waiting) {
      if (this.taken >= this.limits.places) return;
      if (this.of(payer) >= this.limits.perPayer) continue;
      const next = line.shift();
      // Whoever has been served goes to the end of the rotation.
      this.waiting.delete(payer);
      if (line.length > 0) this.waiting.set(payer, line);
      this.begin(payer);
      next?.begin();
      return;
    }
  }

  private leave(payer: string, waiter: Waiter): void {
    const line = this.waiting.get(payer)?.filter((each) => each !== waiter) ?? [];
    if (line.length > 0) this.waiting.set(payer, line);
    else this.waiting.delete(payer);
  }
}
