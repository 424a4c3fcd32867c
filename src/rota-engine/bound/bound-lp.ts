import type { Part } from './bound-parts.js';
import type { PricedPart } from './bound-prices.js';
import { partRows } from './bound-rows.js';
import type { Highs } from '../exact/load-highs.js';

/** A part whose days leave more choices has an LP of pieces instead. */
const mostColumns = 25_000;

/** How far from the optimum the interior point method may end. */
const tolerance = 1e-2;

/**
 * Prices from the linear relaxation of the part, which has a column for each choice of a day or, in large parts, for
 * each piece. They need not be exact, since every price gives a valid bound. An interior point method without
 * crossover, stopped early, is enough; its prices lie in the middle of the optimal ones and are a better start for the
 * steps.
 */
export function priceByLp(highs: Highs, part: Part, priced: PricedPart, shouldStop: () => boolean): void {
  const { builder, sumRows, raiserRows } = partRows(part, choicesIn(part) <= mostColumns ? 'CHOICE' : 'PIECE');
  highs.withModel(builder.arrays(0), (model) => {
    model.clearIntegrality();
    model.options.set({ output_flag: false, solver: 'ipm', run_crossover: 'off', ipm_optimality_tolerance: tolerance });
    model.run({
      [highs.constants.callbackType.ipmInterrupt]: (event) => {
        if (shouldStop()) event.interrupt();
        return undefined;
      },
    });
    const duals = model.getSolution().rowDual;
    sumRows.forEach((row, at) => (priced.prices.sums[at] = -finite(duals[row])));
    raiserRows.forEach((row, at) => (priced.prices.raisers[at] = Math.max(0, -finite(duals[row]))));
  });
  priced.restart();
}

/** How many choices the days of the part leave. */
export function choicesIn(part: Part): number {
  return part.weeks.reduce((sum, { days }) => days.reduce((count, { cost }) => count + cost.length, sum), 0);
}

/** Roughly how many columns the part's LP has. */
export function columnsOf(part: Part): number {
  const choices = choicesIn(part);
  return choices <= mostColumns ? choices : part.items.length;
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0;
}
