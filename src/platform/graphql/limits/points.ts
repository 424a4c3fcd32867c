import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { outOfPoints } from './limit-error.js';
import type { Limits } from './limits.js';

function secondsOf(state: RateLimiterRes): number {
  return Math.max(1, Math.ceil(state.msBeforeNext / 1000));
}

/**
 * Points spent by each payer: a token's subject in an organisation, or an address if there is no token. They are
 * counted in this process only, and start again after each period; several servers each allow the whole amount.
 */
export class PointsLedger {
  private readonly limiter: RateLimiterMemory;

  constructor(private readonly limits: Pick<Limits, 'ratePoints' | 'ratePeriodSeconds'>) {
    this.limiter = new RateLimiterMemory({ points: limits.ratePoints, duration: limits.ratePeriodSeconds });
  }

  /**
   * Takes points whether or not there are enough, so that repeated requests do not get round the limit. @throws
   * LimitError
   */
  async spend(payer: string, points: number): Promise<void> {
    try {
      await this.limiter.consume(payer, points);
    } catch (error) {
      if (error instanceof RateLimiterRes) throw outOfPoints(secondsOf(error));
      throw error;
    }
  }

  /** Takes points for work that has already been done. */
  async charge(payer: string, points: number): Promise<void> {
    await this.limiter.penalty(payer, points);
  }

  /** How many points a payer has left until the period ends. */
  async left(payer: string): Promise<number> {
    const state = await this.limiter.get(payer);
    return Math.max(0, this.limits.ratePoints - (state?.consumedPoints ?? 0));
  }

  /** @throws LimitError if nothing is left, before any work is done for this payer. */
  async demandSome(payer: string): Promise<void> {
    const state = await this.limiter.get(payer);
    if (state !== null && state.consumedPoints >= this.limits.ratePoints) throw outOfPoints(secondsOf(state));
  }
}
