import { Turns } from '../../database/turns.js';
import { Overloaded } from '../../database/overloaded.js';
import { RequestError } from '../request-error.js';
import type { Account } from './account.js';
import type { Limits } from './limits.js';
import type { PointsLedger } from './points.js';

/** So much of a period's points may be spent in one go, as one does who opens a page. */
const inOneGo = 1 / 20;
/** One answer keeps its place so long at most, and nobody waits for a place for longer than a request may take. */
const longestKeptMs = 10_000;
const longestWaitMs = 15_000;

/**
 * How many requests of one payer are at work at a time, and how fast they follow each other. Whoever has spent much
 * keeps the place of a request for as long as its points take to be earned, divided among the places: then a minute's
 * points are spent over the minute, and others find the server at leisure in between. No answer waits for that, only
 * what the same payer asks next.
 */
export class Pace {
  private readonly turns: Turns;

  constructor(
    private readonly limits: Pick<Limits, 'ratePoints' | 'ratePeriodSeconds'>,
    private readonly ledger: PointsLedger,
    private readonly atOnce: number,
  ) {
    this.turns = new Turns({ places: Infinity, perPayer: atOnce, longestWaitMs });
  }

  /**
   * Waits until the payer has a place. @returns what to call when the answer has gone.
   * @throws RequestError OVERLOADED when there was none for too long.
   */
  async begin(account: Account): Promise<() => void> {
    const { payer } = account;
    const leave = await this.turns.take(payer).catch((error: unknown) => {
      if (!(error instanceof Overloaded)) throw error;
      const message = 'You have asked for more at once than is answered at a time. Nothing was done. Please try again.';
      throw new RequestError('OVERLOADED', message, { status: 503, headers: new Map([['retry-after', '5']]) });
    });
    const began = performance.now();
    return () => {
      void this.ledger.spentBy(payer).then((spent) => {
        const { ratePoints, ratePeriodSeconds } = this.limits;
        if (spent <= ratePoints * inOneGo) return leave();
        const earnedMs = ((account.paid * ratePeriodSeconds * 1000) / ratePoints) * this.atOnce;
        setTimeout(leave, Math.max(0, Math.min(earnedMs, longestKeptMs) - (performance.now() - began))).unref();
      });
    };
  }
}
