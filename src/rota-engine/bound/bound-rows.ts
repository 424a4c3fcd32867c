import type { Part } from './bound-parts.js';
import type { Day, Week } from './bound-weeks.js';
import { MipBuilder } from '../exact/mip-builder.js';

export interface PartRows {
  builder: MipBuilder;
  /** The rows of the shared sums, and of the raisers of spanning flags in turn. */
  sumRows: readonly number[];
  raiserRows: readonly number[];
}

/** The possible choices of a day, each with a column; of those in one clique at most one is made. */
interface DayColumns {
  columns: readonly { column: number; amount: number }[];
  cliques: readonly (readonly number[])[];
}

/**
 * The part as rows: a convex hull of costs for each week, a row for each sum and each raiser of a spanning flag. `by`
 * CHOICE has a column for each choice of a day; whole choices cost what the relaxation says, less the first cost of
 * each sum. `by` PIECE has far fewer columns, and leaves out what pieces of one day cost together.
 */
export function partRows(part: Part, by: 'CHOICE' | 'PIECE'): PartRows {
  const builder = new MipBuilder();
  const columnsOfItem: number[][] = Array.from(part.items, () => []);
  const columnsOf = by === 'CHOICE' ? choiceColumns : pieceColumns;
  for (const week of part.weeks) {
    weekRows(
      builder,
      week,
      week.days.map((day) => columnsOf(builder, day, columnsOfItem)),
    );
  }
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
    // The sum is its least value plus, from each point to the next, at most the distance between them.
    for (let at = 1; at < points.length; at += 1) {
      const way = points[at]! - points[at - 1]!;
      sums.set(builder.column((costs[at]! - costs[at - 1]!) / way, 0, way, false), -1);
    }
    builder.row(points[0]! - base, points[0]! - base, [...sums.keys()], [...sums.values()]);
    sumRows.push(row++);
  }
  return { builder, sumRows, raiserRows };
}

function choiceColumns(builder: MipBuilder, day: Day, columnsOfItem: number[][]): DayColumns {
  const { start, items, cost, amounts, amountOf } = day;
  const columns = Array.from(cost, (own, choice) => {
    const column = builder.column(own, 0, 1, false);
    for (const item of items.subarray(start[choice], start[choice + 1])) columnsOfItem[item]!.push(column);
    return { column, amount: amounts[amountOf[choice]!]! };
  });
  one(
    builder,
    columns.map(({ column }) => column),
  );
  return { columns, cliques: [] };
}

/** The pins, always, and a column for each other piece: what its choice alone costs more than theirs. */
function pieceColumns(builder: MipBuilder, day: Day, columnsOfItem: number[][]): DayColumns {
  const { start, items, cost, pieces, amounts, amountOf } = day;
  const pins = pieces.indexOf(Math.min(...pieces));
  const pinned = new Set(items.subarray(start[pins], start[pins + 1]));
  const fixed = { column: builder.column(cost[pins]!, 1, 1, false), amount: amounts[amountOf[pins]!]! };
  for (const item of pinned) columnsOfItem[item]!.push(fixed.column);
  const columnOf = new Map<number, number>();
  const together = new Set<number>();
  const raisers = new Map<number, Set<number>>();
  const columns = [fixed];
  for (let choice = 0; choice < cost.length; choice += 1) {
    const more = items.subarray(start[choice], start[choice + 1]).filter((item) => !pinned.has(item));
    const beyond = pieces[choice]! - pieces[pins]!;
    if (beyond === 1) {
      const column = builder.column(cost[choice]! - cost[pins]!, 0, 1, false);
      const [piece, ...up] = more;
      columnOf.set(piece!, column);
      columnsOfItem[piece!]!.push(column);
      for (const flag of up) raisers.set(flag, (raisers.get(flag) ?? new Set()).add(column));
      columns.push({ column, amount: amounts[amountOf[choice]!]! - fixed.amount });
    }
    if (beyond === 2) together.add(pairOf(more[0]!, more[1]!));
  }
  const cliques: number[][] = [];
  for (const item of columnOf.keys()) {
    const clique = cliques.find((members) => members.every((other) => !together.has(pairOf(item, other))));
    if (clique === undefined) cliques.push([item]);
    else clique.push(item);
  }
  const own = cliques.map((members) => members.map((item) => columnOf.get(item)!));
  for (const [flag, raising] of raisers) {
    const up = builder.column(0, 0, 1, false);
    columnsOfItem[flag]!.push(up);
    for (const clique of own) {
      const some = clique.filter((column) => raising.has(column));
      if (some.length > 0) builder.row(-Infinity, 0, [...some, up], [...some.map(() => 1), -1]);
    }
  }
  return { columns, cliques: own };
}

function pairOf(item: number, other: number): number {
  return Math.min(item, other) * 2 ** 26 + Math.max(item, other);
}

/** The week's cost by the sum of its days' amounts. */
function weekRows(builder: MipBuilder, { sums, ends }: Week, days: readonly DayColumns[]): void {
  for (const clique of days.flatMap(({ cliques }) => cliques)) {
    builder.row(
      -Infinity,
      1,
      clique,
      clique.map(() => 1),
    );
  }
  const own = days.flatMap(({ columns }) => columns).filter(({ amount }) => amount !== 0);
  const hull = hullOf(sums, ends);
  const corners = hull.map(([, cost]) => builder.column(cost, 0, 1, false));
  one(builder, corners);
  builder.row(
    0,
    0,
    [...own.map(({ column }) => column), ...corners],
    [...own.map(({ amount }) => amount), ...hull.map(([sum]) => -sum)],
  );
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
