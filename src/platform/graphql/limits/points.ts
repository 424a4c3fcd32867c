import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { setTimeout } from 'node:timers/promises';
import { Turns } from '../../database/turns.js';
import { outOfPoints } from './limit-error.js';
import type { Limits } from './limits.js';

const msBetweenRefusals = 50;

function secondsOf(state: RateLimiterRes): number {
  return Math.max(1, Math.ceil(state.msBeforeNext / 1000));
}

/**
 * Points spent by each payer: a token's subject in an organisation, or an address if there is no token. They are
 * counted in this process only, and start again after each period; several servers each allow the whole amount.
 */
export class PointsLedger {
  private readonly limiter: RateLimiterMemory;
  private readonly refused = new Turns({ places: Infinity, perPayer: 1, longestWaitMs: 5000 });

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
      if (error instanceof RateLimiterRes) return this.refuse(payer, error);
      throw error;
    }
  }

  async spentBy(payer: string): Promise<number> {
    return (await this.limiter.get(payer))?.consumedPoints ?? 0;
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
    if (state !== null && state.consumedPoints >= this.limits.ratePoints) await this.refuse(payer, state);
  }

  /**
   * Whoever is told to come back later, and asks on all the same, is told so one request after the other, at leisure:
   * else a flood of refusals would take the time of others, who have points.
   */
  private async refuse(payer: string, state: RateLimiterRes): Promise<never> {
    const end = await this.refused.take(payer).catch(() => undefined); // has waited long enough
    await setTimeout(msBetweenRefusals);
    end?.();
    throw outOfPoints(secondsOf(state));
  }
}
