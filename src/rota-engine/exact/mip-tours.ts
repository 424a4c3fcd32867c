import { exclude } from './mip-clashes.js';
import { counts, type MipContext } from './mip-context.js';

/** A site of a clinician's day: its column, or that it is visited whatever is decided. */
interface Visit {
  site: number;
  column: number;
  fixed: boolean;
}

/**
 * For each clinician and day with a choice between sites: a column for each site, at least as large as every piece
 * there; pairs and the number of sites cost.
 */
export function tourRows(context: MipContext, free: readonly number[]): void {
  const { problem, fixedPieces } = context;
  const { lineCount, days, dayOfLine, siteOfLine } = problem;
  const pairs = counts(context, problem.sitePairLevel) && problem.sitePairCost.some((cost) => cost !== 0);
  if (!pairs && (problem.sitesWeight === 0 || !counts(context, problem.sitesLevel))) return;
  const dayOf = (piece: number) => Math.floor(piece / lineCount) * days + dayOfLine[piece % lineCount]!;
  const fixed = new Map<number, Set<number>>();
  for (const piece of fixedPieces) {
    fixed.set(dayOf(piece), (fixed.get(dayOf(piece)) ?? new Set()).add(siteOfLine[piece % lineCount]!));
  }
  for (const [day, pieces] of Map.groupBy(free, dayOf)) {
    const there = fixed.get(day) ?? new Set<number>();
    const bySite = Map.groupBy(pieces, (piece) => siteOfLine[piece % lineCount]!);
    const choices = [...bySite].filter(([site]) => !there.has(site));
    if (choices.length === 0 || choices.length + there.size < 2) continue;
    if (there.size === 0 && exclude(problem, pieces)) continue;
    const visits = [
      ...[...there].map((site): Visit => ({ site, column: -1, fixed: true })),
      ...choices.map(([site, own]): Visit => ({ site, column: siteColumn(context, own), fixed: false })),
    ];
    pairRows(context, visits);
    countRow(context, visits);
  }
}

function siteColumn({ builder, columnOf }: MipContext, pieces: readonly number[]): number {
  const own = pieces.map((piece) => columnOf[piece]!);
  if (own.length === 1) return own[0]!;
  const column = builder.column(0, 0, 1, false);
  for (const each of own) builder.row(0, Infinity, [column, each], [1, -1]);
  return column;
}

function pairRows({ builder, problem, options }: MipContext, visits: readonly Visit[]): void {
  const price = options.lambdas[problem.sitePairLevel] ?? 0;
  const rows = problem.sitePairLevel === 0 && options.prohibitions === 'ROWS';
  for (const [at, here] of visits.entries()) {
    for (const there of visits.slice(at + 1)) {
      const cost = problem.sitePairCost[here.site * problem.siteCount + there.site]! * price;
      const columns = [here, there].flatMap(({ fixed, column }) => (fixed ? [] : [column]));
      if (problem.sitePairCost[here.site * problem.siteCount + there.site] === 0 || columns.length === 0) continue;
      const slack = rows ? [] : [builder.column(cost, 0, Infinity, false)];
      builder.row(
        -Infinity,
        columns.length - 1,
        [...columns, ...slack],
        [...columns.map(() => 1), ...slack.map(() => -1)],
      );
    }
  }
}

function countRow({ builder, problem, options, replaced }: MipContext, visits: readonly Visit[]): void {
  const { sitesHigh, sitesWeight, sitesLevel } = problem;
  if (sitesWeight === 0 || visits.length <= sitesHigh) return;
  const base = visits.filter(({ fixed }) => fixed).length;
  const price = sitesWeight * (options.lambdas[sitesLevel] ?? 0);
  const columns = visits.flatMap(({ fixed, column }) => (fixed ? [] : [column]));
  if (sitesLevel === 0 && options.prohibitions === 'ROWS') {
    builder.row(
      -Infinity,
      Math.max(sitesHigh, base) - base,
      columns,
      columns.map(() => 1),
    );
    return;
  }
  replaced.cost += Math.max(0, base - sitesHigh) * price;
  const slack = builder.column(price, 0, Infinity, false);
  builder.row(-Infinity, sitesHigh - base, [...columns, slack], [...columns.map(() => 1), -1]);
}
