import { type Blocks, blocksOf } from './bound-blocks.js';
import { type Week, weekOf } from './bound-weeks.js';
import { Kernel } from './kernel.js';
import type { Problem } from './problem.js';

/** By how many points a price moves at first; steps shrink from there on. */
const firstStep = 150;

/**
 * A proven lower bound on the cost of every lawful rota: Lagrangian relaxation, each clinician's week decided exactly
 * for prices on what several of them share, the prices moved by smoothed subgradients. Every iteration gives a valid
 * bound; `best` never falls. Deterministic: the n-th iteration is the same whatever the budget.
 */
export class LagrangianBound {
  best = -Infinity;
  iterations = 0;
  private readonly parts: Blocks;
  private readonly weeks: readonly Week[];
  private readonly mu: Float64Array;
  private readonly square: Float64Array;
  private readonly direction: Float64Array;
  /** By spanning flag and raiser, one after the other. */
  private readonly nu: Float64Array;
  private readonly nuStart: Int32Array;
  private readonly placeOf: Int32Array;
  private readonly flagPrice: Float64Array;
  private readonly price: Float64Array;
  private readonly held: Uint8Array;
  private readonly value: Float64Array;
  private readonly lowest: Float64Array;
  private readonly highest: Float64Array;
  private readonly upper: Float64Array;

  /** `known`: a good rota, from which the first prices are read. */
  constructor(
    private readonly problem: Problem,
    known: Int32Array,
  ) {
    this.parts = blocksOf(problem);
    const { coupling, spanning, blocks } = this.parts;
    this.weeks = blocks.map((block) => weekOf(problem, block));
    this.mu = new Float64Array(coupling.length);
    this.square = this.mu.slice();
    this.direction = this.mu.slice();
    this.value = this.mu.slice();
    this.nuStart = new Int32Array(spanning.length + 1);
    spanning.forEach(({ raisers }, at) => (this.nuStart[at + 1] = this.nuStart[at]! + raisers.length));
    this.nu = new Float64Array(this.nuStart[spanning.length]!);
    this.placeOf = new Int32Array(problem.counterBase.length).fill(-1);
    coupling.forEach(({ counter }, at) => (this.placeOf[counter] = at));
    this.flagPrice = new Float64Array(problem.flagBase.length);
    this.price = new Float64Array(problem.pieceCount);
    this.held = new Uint8Array(problem.pieceCount);
    const pinned = this.pinnedValues();
    // The slopes a counter can have: a prohibition's price is not limited, on the side that it prohibits.
    this.lowest = Float64Array.from(coupling, ({ counter }) =>
      problem.counterLow[counter]! < -1e8
        ? 0
        : problem.counterLevel[counter] === 0
          ? -1e6
          : -problem.counterWeight[counter]!,
    );
    this.highest = Float64Array.from(coupling, ({ counter }) =>
      problem.counterHigh[counter]! > 1e8
        ? 0
        : problem.counterLevel[counter] === 0
          ? 1e6
          : problem.counterWeight[counter]!,
    );
    this.upper = Float64Array.from(coupling, ({ counter }, at) =>
      problem.counterLevel[counter] === 0
        ? Math.max(problem.counterHigh[counter]!, pinned[at]!)
        : problem.counterHigh[counter]!,
    );
    this.priceScarceLines(known);
  }

  /**
   * Where the known rota leaves a post open, a clinician is worth that much on every line from which somebody could have
   * come to fill it: those get the full price of an open post, the others none.
   */
  private priceScarceLines(known: Int32Array): void {
    const { problem } = this;
    const kernel = new Kernel(problem);
    kernel.load(known);
    const scarce = [...problem.posts.keys()].filter((line) => kernel.cover[line]! < problem.posts[line]!);
    const seen = new Set(scarce);
    const clashing = new Int32Array(problem.slotWidth * (2 * problem.reachDays + 1));
    // The list grows while it is walked.
    for (const line of scarce) {
      for (const clinician of problem.cliniciansOf[line]!) {
        const count = kernel.blockers(clinician, line, clashing);
        for (const other of clashing.subarray(0, count)) {
          if (seen.has(other) || kernel.held[clinician * problem.lineCount + line] === 1) continue;
          seen.add(other);
          scarce.push(other);
        }
      }
    }
    this.parts.coupling.forEach(({ counter }, at) => {
      const { line, clinician } = problem.terms.counters[counter]!.subject;
      if (line >= 0 && clinician < 0 && seen.has(line) && problem.counterLevel[counter]! < problem.levelCount - 1)
        this.mu[at] = this.lowest[at]!;
    });
  }

  /** Goes on for so many iterations; stops early when `shouldStop` says so. */
  run(iterations: number, shouldStop: () => boolean = () => false): void {
    for (let at = 0; at < iterations && !shouldStop(); at += 1) this.iterate();
  }

  private iterate(): void {
    this.best = Math.max(this.best, this.evaluate());
    this.iterations += 1;
    this.step(firstStep / (1 + this.iterations / 40));
  }

  /**
   * Moves each price along its smoothed slope, by about `length` points where the slope keeps its sign (Adam): prices
   * differ by two orders of magnitude, and one step for all would suit none.
   */
  private step(length: number): void {
    const { problem, mu, nu, held, value, direction, square, parts } = this;
    parts.coupling.forEach(({ counter }, at) => {
      const high = this.upper[at]!;
      const low = problem.counterLow[counter]!;
      const now = value[at]!;
      const price = mu[at]!;
      let slope = now > high ? now - high : now < low ? now - low : 0;
      if (price > 0 && now < high) slope = now - high;
      else if (price < 0 && now > low) slope = now - low;
      direction[at] = 0.8 * direction[at]! + 0.2 * slope;
      square[at] = 0.98 * square[at]! + 0.02 * slope * slope;
      const moved = price + (length * direction[at]) / (Math.sqrt(square[at]) + 0.1);
      mu[at] = Math.min(this.highest[at]!, Math.max(this.lowest[at]!, moved));
    });
    parts.spanning.forEach(({ flag, raisers }, number) => {
      const start = this.nuStart[number]!;
      const most = Math.max(0, this.priceOfFlag(flag));
      raisers.forEach((piece, at) => (nu[start + at]! += 0.02 * length * held[piece]!));
      project(nu.subarray(start, start + raisers.length), most);
    });
  }

  /** The least cost at the prices as they are; leaves what it holds in `held` and the shared counters in `value`. */
  private evaluate(): number {
    const { problem, parts, mu, price, held, flagPrice, value } = this;
    let bound = parts.constant;
    parts.coupling.forEach(({ counter, base }, at) => {
      const slope = mu[at]!;
      bound +=
        slope * base - (slope > 0 ? slope * this.upper[at]! : slope < 0 ? slope * problem.counterLow[counter]! : 0);
      value[at] = base;
    });
    price.fill(0);
    for (const { block } of this.weeks) {
      for (const choices of block.days) {
        for (const { pieces, flags } of choices) {
          for (const piece of pieces) price[piece] = NaN;
          for (const flag of flags) flagPrice[flag] = NaN;
        }
      }
    }
    for (let piece = 0; piece < price.length; piece += 1) {
      if (Number.isNaN(price[piece]!)) price[piece] = problem.pieceCost[piece]! + this.sharedPrice(piece);
    }
    for (let flag = 0; flag < flagPrice.length; flag += 1) {
      if (Number.isNaN(flagPrice[flag]!)) flagPrice[flag] = this.priceOfFlag(flag);
    }
    parts.spanning.forEach(({ flag, raisers }, number) => {
      const worth = this.priceOfFlag(flag);
      const start = this.nuStart[number]!;
      if (worth < 0) {
        bound += worth;
        return;
      }
      const nu = this.nu.subarray(start, start + raisers.length);
      project(nu, worth);
      raisers.forEach((piece, at) => (price[piece]! += nu[at]!));
    });
    held.fill(0);
    for (const week of this.weeks) bound += this.decide(week);
    for (let piece = 0; piece < held.length; piece += 1) if (held[piece] === 1) this.countShared(piece);
    this.countSpanning();
    return bound;
  }

  /** The best week at the prices: over the sums of amounts, day by day. */
  private decide({ block, amounts, amountOf, sums, next, ends }: Week): number {
    const { price, flagPrice, held, value } = this;
    const picks: Int32Array[] = [];
    const froms: Int32Array[] = [];
    let costs = new Float64Array([0]);
    block.days.forEach((choices, day) => {
      const own = amounts[day]!;
      const cheapest = new Float64Array(own.length).fill(Infinity);
      const pick = new Int32Array(own.length).fill(-1);
      choices.forEach(({ pieces, flags, cost }, choice) => {
        let sum = cost;
        for (const piece of pieces) sum += price[piece]!;
        for (const flag of flags) sum += flagPrice[flag]!;
        const place = amountOf[day]![choice]!;
        if (sum < cheapest[place]!) {
          cheapest[place] = sum;
          pick[place] = choice;
        }
      });
      const reached = new Float64Array(sums[day + 1]!.length).fill(Infinity);
      const from = new Int32Array(reached.length);
      const to = next[day]!;
      for (let sum = 0; sum < costs.length; sum += 1) {
        for (let amount = 0; amount < own.length; amount += 1) {
          const place = to[sum * own.length + amount]!;
          const cost = costs[sum]! + cheapest[amount]!;
          if (cost < reached[place]!) {
            reached[place] = cost;
            from[place] = sum * own.length + amount;
          }
        }
      }
      costs = reached;
      picks.push(pick);
      froms.push(from);
    });
    let place = -1;
    let least = Infinity;
    costs.forEach((cost, sum) => {
      if (cost + ends[sum]! < least) {
        least = cost + ends[sum]!;
        place = sum;
      }
    });
    if (place < 0) return 0;
    for (let day = block.days.length - 1; day >= 0; day -= 1) {
      const step = froms[day]![place]!;
      const width = amounts[day]!.length;
      const choice = block.days[day]![picks[day]![step % width]!]!;
      for (const piece of choice.pieces) held[piece] = 1;
      for (const flag of choice.flags) this.countItem(this.problem.pieceCount + flag, value);
      place = Math.floor(step / width);
    }
    return least;
  }

  private countShared(piece: number): void {
    this.countItem(piece, this.value);
  }

  /** A flag that several days raise counts as up when one of its pieces is held: a direction, not part of the bound. */
  private countSpanning(): void {
    for (const { flag, raisers } of this.parts.spanning) {
      if (raisers.some((piece) => this.held[piece] === 1)) this.countItem(this.problem.pieceCount + flag, this.value);
    }
  }

  private countItem(item: number, value: Float64Array): void {
    const { itemStart, itemCounter, itemAmount } = this.problem;
    for (let at = itemStart[item]!; at < itemStart[item + 1]!; at += 1) {
      const place = this.placeOf[itemCounter[at]!]!;
      if (place >= 0) value[place]! += itemAmount[at]!;
    }
  }

  private sharedPrice(item: number): number {
    const { itemStart, itemCounter, itemAmount } = this.problem;
    let sum = 0;
    for (let at = itemStart[item]!; at < itemStart[item + 1]!; at += 1) {
      const place = this.placeOf[itemCounter[at]!]!;
      if (place >= 0) sum += this.mu[place]! * itemAmount[at]!;
    }
    return sum;
  }

  private priceOfFlag(flag: number): number {
    return this.sharedPrice(this.problem.pieceCount + flag);
  }

  private pinnedValues(): Float64Array {
    const values = Float64Array.from(this.parts.coupling, ({ base }) => base);
    for (const pin of this.problem.pins) this.countItem(pin, values);
    return values;
  }
}

/** The nearest point that is nowhere below 0 and sums to at most `most`. */
function project(point: Float64Array, most: number): void {
  let sum = 0;
  for (let at = 0; at < point.length; at += 1) sum += point[at]!;
  if (sum <= most) return;
  const sorted = point.toSorted();
  let left = sum - most;
  let shift = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    const count = sorted.length - at;
    const rise = sorted[at]! - shift;
    if (rise * count >= left) {
      shift += left / count;
      break;
    }
    shift = sorted[at]!;
    left -= rise * count;
  }
  for (let at = 0; at < point.length; at += 1) point[at] = Math.max(0, point[at]! - shift);
}
