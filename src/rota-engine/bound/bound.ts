import { choicesIn, columnsOf, priceByLp } from './bound-lp.js';
import { type Part, partsOf } from './bound-parts.js';
import { PricedPart } from './bound-prices.js';
import type { Highs } from '../exact/load-highs.js';
import type { Problem } from '../scoring/problem.js';

/** Each turn looks at about this many choices of days, which gives the number of its steps. */
const choicesOfTurn = 2_000_000;

/**
 * A proven lower bound on the cost of every lawful rota, from parts that have nothing in common. Each part in turn gets
 * prices from an LP, then takes steps from there until they settle. Every turn leaves a valid bound; `best` never
 * falls. Deterministic.
 */
export class LagrangianBound {
  private readonly parts: readonly { part: Part; priced: PricedPart; begun: boolean }[];
  private readonly constant: number;

  constructor(
    problem: Problem,
    private readonly highs: Highs | null,
  ) {
    const found = partsOf(problem);
    this.parts = (found?.parts ?? []).map((part) => ({ part, priced: new PricedPart(part), begun: false }));
    this.constant = found?.constant ?? -Infinity;
  }

  get best(): number {
    // Every cost is a whole number.
    return this.parts.reduce((sum, { priced }) => sum + Math.ceil(priced.best - 1e-4), this.constant);
  }

  /** Whether every part has had its first prices. */
  get begun(): boolean {
    return this.parts.every(({ begun }) => begun);
  }

  /** Whether further turns would hardly raise it. */
  get settled(): boolean {
    return this.begun && this.parts.every(({ priced }) => priced.settled);
  }

  /** How many columns the LP of the next turn has; 0 when it has none. */
  get columnsOfTurn(): number {
    const next = this.parts.find(({ begun }) => !begun);
    return next !== undefined && this.highs !== null ? columnsOf(next.part) : 0;
  }

  /**
   * Finds the prices of a part that has none yet, or takes some steps of the one that has moved least; if it is cut
   * short, the turn is lost.
   */
  turn(shouldStop: () => boolean = () => false): void {
    const next = this.parts.find(({ begun }) => !begun);
    if (next !== undefined) {
      for (const { priced } of this.parts) if (priced.best === -Infinity) priced.restart();
      if (this.highs !== null) priceByLp(this.highs, next.part, next.priced, shouldStop);
      next.begun = true;
      return;
    }
    const [moving] = this.parts
      .filter(({ priced }) => !priced.settled)
      .sort((a, b) => a.priced.iterations - b.priced.iterations);
    if (moving === undefined) return;
    const steps = Math.max(10, choicesOfTurn / choicesIn(moving.part));
    for (let at = 0; at < steps && !moving.priced.settled && !shouldStop(); at += 1) moving.priced.step();
  }
}
