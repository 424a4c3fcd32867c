import { priceByLp } from './bound-lp.js';
import { type Part, partsOf } from './bound-parts.js';
import { PricedPart } from './bound-prices.js';
import type { Highs } from './load-highs.js';
import type { Problem } from './problem.js';

/** Steps after which a part's turn is over. */
const stepsOfTurn = 50;

/**
 * A proven lower bound on the cost of every lawful rota, from parts that nothing connects: for each in turn, prices by an
 * LP, then steps from there until they settle. Every turn leaves a valid bound; `best` never falls. Deterministic.
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
    return this.parts.reduce((sum, { priced }) => sum + priced.best, this.constant);
  }

  get settled(): boolean {
    return this.parts.every(({ priced, begun }) => begun && priced.settled);
  }

  /** The prices of a part that has none yet, or so many steps of the one that has moved least. */
  turn(): void {
    const next = this.parts.find(({ begun }) => !begun);
    if (next !== undefined) {
      next.begun = true;
      for (const { priced } of this.parts) if (priced.best === -Infinity) priced.restart();
      if (this.highs !== null) priceByLp(this.highs, next.part, next.priced);
      return;
    }
    const [moving] = this.parts
      .filter(({ priced }) => !priced.settled)
      .sort((a, b) => a.priced.iterations - b.priced.iterations);
    for (let at = 0; moving !== undefined && at < stepsOfTurn; at += 1) moving.priced.step();
  }
}
