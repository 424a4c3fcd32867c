import type { Part } from './bound-parts.js';
import type { Week } from './bound-weeks.js';
import { MipBuilder } from './mip-builder.js';

export interface PartRows {
  builder: MipBuilder;
  /** The rows of the shared sums, and of the raisers of spanning flags in turn. */
  sumRows: readonly number[];
  raiserRows: readonly number[];
}

/**
 * The part as rows: a column for each choice of a day, a hull of costs for each week, a row for each sum and each raiser
 * of a spanning flag. Whole choices cost what the relaxation says, less the first cost of each sum.
 */
export function partRows(part: Part): PartRows {
  const builder = new MipBuilder();
  const columnsOfItem: number[][] = Array.from(part.items, () => []);
  const columns = part.weeks.map(({ days }) =>
    days.map(({ start, items, cost }) =>
      Array.from(cost, (own, choice) => {
        const column = builder.column(own, 0, 1, false);
        for (const item of items.subarray(start[choice], start[choice + 1])) columnsOfItem[item]!.push(column);
        return column;
      }),
    ),
  );
  part.weeks.forEach((week, at) => weekRows(builder, week, columns[at]!));
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

/** One choice a day, and the week's cost by the sum of their amounts. `own`: by day, the columns of its choices. */
function weekRows(builder: MipBuilder, { days, sums, ends }: Week, own: readonly (readonly number[])[]): void {
  const columns: number[] = [];
  const amounts: number[] = [];
  days.forEach((day, at) => {
    one(builder, own[at]!);
    own[at]!.forEach((column, choice) => {
      const amount = day.amounts[day.amountOf[choice]!]!;
      if (amount === 0) return;
      columns.push(column);
      amounts.push(amount);
    });
  });
  const hull = hullOf(sums, ends);
  const corners = hull.map(([, cost]) => builder.column(cost, 0, 1, false));
  one(builder, corners);
  builder.row(0, 0, [...columns, ...corners], [...amounts, ...hull.map(([sum]) => -sum)]);
}

function one(builder: MipBuilder, columns: readonly number[]): void {
  builder.row(
    1,
    1,
    columns,
    columns.map(() => 1),
  );
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
