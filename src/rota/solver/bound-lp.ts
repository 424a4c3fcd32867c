import type { Part } from './bound-parts.js';
import type { PricedPart } from './bound-prices.js';
import type { Day, Week } from './bound-weeks.js';
import type { Highs } from './load-highs.js';
import { MipBuilder } from './mip-builder.js';

/** A part with more columns than that has no LP. */
const mostColumns = 60_000;

/**
 * Prices from the linear relaxation of the part: a column for each choice of a day, a hull of costs for each week. They
 * need not be exact, since every price gives a valid bound: an interior point without crossover is enough, and its
 * prices, in the middle of the optimal ones, are better to go on from. Gives false when there are too many columns.
 */
export function priceByLp(highs: Highs, part: Part, priced: PricedPart): boolean {
  if (columnsOf(part) > mostColumns) return false;
  const { builder, sumRows, raiserRows } = rowsOf(part);
  highs.withModel(builder.arrays(0), (model) => {
    model.clearIntegrality();
    model.options.set({ output_flag: false, solver: 'ipm', run_crossover: 'off' });
    model.run();
    const duals = model.getSolution().rowDual;
    sumRows.forEach((row, at) => (priced.prices.sums[at] = -finite(duals[row])));
    raiserRows.forEach((row, at) => (priced.prices.raisers[at] = Math.max(0, -finite(duals[row]))));
  });
  priced.restart();
  return true;
}

/** How many columns the part's LP has, about. */
export function columnsOf(part: Part): number {
  return part.weeks.reduce((sum, { days }) => days.reduce((count, { cost }) => count + cost.length, sum), 0);
}

function rowsOf(part: Part) {
  const builder = new MipBuilder();
  const columnsOfItem: number[][] = Array.from(part.items, () => []);
  for (const week of part.weeks) weekRows(builder, week, columnsOfItem);
  for (const { flag } of part.spanning) columnsOfItem[flag]!.push(builder.column(0, 0, 1, false));
  let row = builder.rows;
  const raiserRows: number[] = [];
  for (const { flag, raisers } of part.spanning) {
    const [up] = columnsOfItem[flag]!;
    for (const raiser of raisers) {
      const columns = columnsOfItem[raiser]!;
      builder.row(-Infinity, 0, [...columns, up!], [...columns.map(() => 1), -1]);
      raiserRows.push(row++);
    }
  }
  const sumRows: number[] = [];
  for (const { items, amounts, base, points, costs } of part.sums) {
    const sums = new Map<number, number>();
    items.forEach((item, at) => {
      for (const column of columnsOfItem[item]!) sums.set(column, (sums.get(column) ?? 0) + amounts[at]!);
    });
    // The sum is its least value and, from each point to the next, at most the way between them.
    for (let at = 1; at < points.length; at += 1) {
      const way = points[at]! - points[at - 1]!;
      sums.set(builder.column((costs[at]! - costs[at - 1]!) / way, 0, way, false), -1);
    }
    builder.row(points[0]! - base, points[0]! - base, [...sums.keys()], [...sums.values()]);
    sumRows.push(row++);
  }
  return { builder, sumRows, raiserRows };
}

function weekRows(builder: MipBuilder, { days, sums, ends }: Week, columnsOfItem: number[][]): void {
  const columns: number[] = [];
  const amounts: number[] = [];
  for (const day of days) {
    const own = dayColumns(builder, day, columnsOfItem);
    own.forEach((column, choice) => {
      if (day.amounts[day.amountOf[choice]!] === 0) return;
      columns.push(column);
      amounts.push(day.amounts[day.amountOf[choice]!]!);
    });
  }
  const hull = hullOf(sums, ends);
  const corners = hull.map(([, cost]) => builder.column(cost, 0, 1, false));
  builder.row(
    1,
    1,
    corners,
    corners.map(() => 1),
  );
  builder.row(0, 0, [...columns, ...corners], [...amounts, ...hull.map(([sum]) => -sum)]);
}

function dayColumns(builder: MipBuilder, { start, items, cost }: Day, columnsOfItem: number[][]): number[] {
  const columns = Array.from(cost, (own) => builder.column(own, 0, 1, false));
  columns.forEach((column, choice) => {
    for (let at = start[choice]!; at < start[choice + 1]!; at += 1) columnsOfItem[items[at]!]!.push(column);
  });
  builder.row(
    1,
    1,
    columns,
    columns.map(() => 1),
  );
  return columns;
}

/** The corners of the lower convex hull of the week's ends, as (sum, cost). */
function hullOf(sums: Float64Array, ends: Float64Array): [number, number][] {
  const points = Array.from(sums, (sum, at): [number, number] => [sum, ends[at]!]).filter(
    ([, cost]) => cost < Infinity,
  );
  points.sort(([a], [b]) => a - b);
  const hull: [number, number][] = [];
  for (const point of points) {
    for (;;) {
      const [before, last] = [hull.at(-2), hull.at(-1)];
      if (before === undefined || last === undefined) break;
      const turn = (last[1] - before[1]) * (point[0] - last[0]) - (point[1] - last[1]) * (last[0] - before[0]);
      if (turn < 0) break;
      hull.pop();
    }
    hull.push(point);
  }
  return hull;
}

function finite(value: number | undefined): number {
  return value !== undefined && Number.isFinite(value) ? value : 0;
}
