import type { Part } from './bound-parts.js';
import { decideWeek } from './bound-decisions.js';

/** How much of the last direction goes into the next. */
const smoothing = 0.7;

/** After this many steps without a better bound the next steps are shorter, from the best prices so far. */
const patience = 10;

/**
 * The lower bound of one part. Its shared sums and spanning flags have prices, at which every week is decided exactly.
 * Whatever the prices, the result is at most the cost of any lawful rota of the part; `best` is the highest found so
 * far. Prices move by Polyak's rule along smoothed subgradients towards a value a little above the best. Deterministic.
 */
export class PricedPart {
  best = -Infinity;
  iterations = 0;
  /**
   * By sum: the value of one more of it. By raiser of each spanning flag in turn: what it pays for its flag, at least
   * 0.
   */
  readonly prices: { sums: Float64Array; raisers: Float64Array };
  private readonly kept: { sums: Float64Array; raisers: Float64Array };
  private readonly direction: { sums: Float64Array; raisers: Float64Array };
  /** By item: its price, and whether it is held at the current prices. */
  private readonly price: Float64Array;
  private readonly held: Uint8Array;
  /** By sum, the value that its price makes best; by spanning flag, whether it is up. */
  private readonly wanted: Float64Array;
  private readonly up: Uint8Array;
  private last = -Infinity;
  private reach = 0.3;
  private waited = 0;

  constructor(private readonly part: Part) {
    const raisers = part.spanning.reduce((sum, span) => sum + span.raisers.length, 0);
    const none = () => ({ sums: new Float64Array(part.sums.length), raisers: new Float64Array(raisers) });
    this.prices = none();
    this.kept = none();
    this.direction = none();
    this.price = new Float64Array(part.items.length);
    this.held = new Uint8Array(part.items.length);
    this.wanted = new Float64Array(part.sums.length);
    this.up = new Uint8Array(part.spanning.length);
  }

  /** Whether further steps would hardly move it. */
  get settled(): boolean {
    return this.reach < 1e-3;
  }

  /** Starts again from prices that were set from outside. */
  restart(): void {
    this.direction.sums.fill(0);
    this.direction.raisers.fill(0);
    this.reach = 0.3;
    this.waited = 0;
    this.evaluate();
  }

  /** One step along the direction, and the bound at the prices there. */
  step(): void {
    if (this.iterations === 0) this.restart();
    this.iterations += 1;
    this.move();
    const before = this.best;
    this.evaluate();
    this.waited = this.best > before ? 0 : this.waited + 1;
    if (this.waited < patience) return;
    this.waited = 0;
    this.reach *= 0.7;
    this.prices.sums.set(this.kept.sums);
    this.prices.raisers.set(this.kept.raisers);
    this.evaluate();
  }

  private move(): void {
    const { part, prices, direction, held, wanted, up } = this;
    let norm = 0;
    part.sums.forEach(({ items, amounts, base }, at) => {
      let value = base;
      for (let k = 0; k < items.length; k += 1) value += amounts[k]! * held[items[k]!]!;
      const smooth = smoothing * direction.sums[at]! + (1 - smoothing) * (value - wanted[at]!);
      direction.sums[at] = smooth;
      norm += smooth * smooth;
    });
    let at = 0;
    part.spanning.forEach(({ raisers }, span) => {
      for (const raiser of raisers) {
        const smooth = smoothing * direction.raisers[at]! + (1 - smoothing) * (held[raiser]! - up[span]!);
        direction.raisers[at] = smooth;
        if (smooth > 0 || prices.raisers[at]! > 0) norm += smooth * smooth;
        at += 1;
      }
    });
    if (norm === 0) return;
    const target = this.best + 0.02 * Math.abs(this.best) + 1;
    const length = (this.reach * (target - this.last)) / norm;
    for (let k = 0; k < prices.sums.length; k += 1) prices.sums[k]! += length * direction.sums[k]!;
    for (let k = 0; k < prices.raisers.length; k += 1)
      prices.raisers[k] = Math.max(0, prices.raisers[k]! + length * direction.raisers[k]!);
  }

  private evaluate(): void {
    const { part, prices, price, held } = this;
    let bound = 0;
    price.fill(0);
    held.fill(0);
    part.sums.forEach((sum, at) => {
      const own = prices.sums[at]!;
      bound += own * sum.base + this.cheapestValue(at, own);
      for (let k = 0; k < sum.items.length; k += 1) price[sum.items[k]!]! += sum.amounts[k]! * own;
    });
    let at = 0;
    part.spanning.forEach(({ flag, raisers }, span) => {
      let worth = price[flag]!;
      for (const raiser of raisers) {
        const paid = prices.raisers[at]!;
        worth -= paid;
        price[raiser]! += paid;
        at += 1;
      }
      this.up[span] = worth < 0 ? 1 : 0;
      bound += Math.min(0, worth);
    });
    for (const week of part.weeks) bound += decideWeek(week, price, held);
    part.spanning.forEach(({ flag }, span) => (held[flag] = this.up[span]!));
    this.last = bound;
    if (bound <= this.best) return;
    this.best = bound;
    this.kept.sums.set(prices.sums);
    this.kept.raisers.set(prices.raisers);
  }

  private cheapestValue(at: number, price: number): number {
    const { points, costs } = this.part.sums[at]!;
    let least = Infinity;
    for (let k = 0; k < points.length; k += 1) {
      const cost = costs[k]! - price * points[k]!;
      if (cost >= least) continue;
      least = cost;
      this.wanted[at] = points[k]!;
    }
    return least;
  }
}
