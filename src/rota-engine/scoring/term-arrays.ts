import type { Charge, Run, Terms } from '../rules/terms.js';
import type { Problem, RunLimits } from './problem.js';

type Arrays = Omit<
  Problem,
  | 'model'
  | 'rules'
  | 'settings'
  | 'terms'
  | 'clinicianCount'
  | 'lineCount'
  | 'pieceCount'
  | 'days'
  | 'historyDays'
  | 'eligible'
  | 'pins'
  | 'linesOf'
  | 'cliniciansOf'
  | 'dayOfLine'
  | 'posts'
  | 'band'
  | 'bandReach'
  | 'bandGroup'
  | 'reachDays'
  | 'dayWidth'
  | 'siteCount'
  | 'siteOfLine'
  | keyof ReturnType<typeof toursOf>
>;

/** The terms of all rules as the arrays that the kernel runs over. */
export function arraysOf(terms: Terms, pins: Int32Array): Arrays {
  const pieceCount = terms.clinicianCount * terms.lineCount;
  const { counters, supports } = terms;
  const ranks = ranksOf(terms);
  const levelOf = (charge: Charge) => levelIn(ranks, charge);

  const pieceCost = new Int32Array(pieceCount);
  let constantCost = 0;
  for (const { piece, held, cost } of terms.singles) {
    pieceCost[piece] = (pieceCost[piece] ?? 0) + (held ? cost : -cost);
    if (!held) constantCost += cost;
  }

  const items = grouped(terms.counted.view(), 3, pieceCount + terms.flagBase.length);
  const flags = grouped(terms.raising.view(), 2, pieceCount);
  const supporting = grouped(terms.supporting.view(), 3, pieceCount);
  const supportOfPiece = supporting.first.map((support, at) => support * 2 + (supporting.second[at] ?? 0));
  const supportAllowance = new Int32Array(supports.length);
  for (const pin of pins) {
    for (let at = supporting.start[pin] ?? 0; at < (supporting.start[pin + 1] ?? 0); at += 1) {
      const support = supporting.first[at] ?? 0;
      if (supporting.second[at] === 0 && supports[support]?.hardness === 'PROHIBITS') {
        supportAllowance[support] = (supportAllowance[support] ?? 0) + 1;
      }
    }
  }

  const limits = (kind: Run['kind']) => runLimits(terms, kind, levelOf);
  const hasRuns = new Uint8Array(terms.clinicianCount);
  for (const { clinician } of terms.runs) hasRuns[clinician] = 1;
  return {
    levelCount: ranks.length + 2,
    ranks,
    pieceCost,
    constantCost,
    counterBase: Int32Array.from(counters, ({ base }) => base),
    counterLow: Int32Array.from(counters, ({ low }) => low),
    counterHigh: Int32Array.from(counters, ({ high }) => high),
    counterWeight: Int32Array.from(counters, ({ weight }) => weight),
    counterLevel: Uint8Array.from(counters, levelOf),
    itemStart: items.start,
    itemCounter: items.first,
    itemAmount: items.second,
    flagBase: terms.flagBase.view().slice(),
    flagStart: flags.start,
    flagOfPiece: flags.first,
    longestWork: limits('LONGEST_WORK'),
    shortestWork: limits('SHORTEST_WORK'),
    shortestOff: limits('SHORTEST_OFF'),
    hasRuns,
    supportStart: supporting.start,
    supportOfPiece,
    supportBase: Int32Array.from(supports, ({ supporters }) => supporters),
    supportWeight: Int32Array.from(supports, ({ weight }) => weight),
    supportLevel: Uint8Array.from(supports, levelOf),
    supportAllowance,
  };
}

function ranksOf({ counters, supports, runs, tours }: Terms): number[] {
  const ranks = [...counters, ...supports, ...runs, ...tours].flatMap(({ hardness, rank }) =>
    hardness === 'OBLIGES' ? [rank] : [],
  );
  return [...new Set(ranks)].sort((a, b) => a - b);
}

/** The level of a term: 0 for prohibitions, then the duties by rank, then preferences. */
export function levelIn(ranks: readonly number[], { hardness, rank }: Pick<Charge, 'hardness' | 'rank'>): number {
  if (hardness === 'PROHIBITS') return 0;
  return hardness === 'OBLIGES' ? 1 + ranks.indexOf(rank) : 1 + ranks.length;
}

/** The costs of sites, by pair and by number; at most one rule of each sort. */
export function toursOf(terms: Terms, siteCount: number) {
  const ranks = ranksOf(terms);
  const pairs = terms.tours.find(({ sort }) => sort === 'SITE_PAIRS');
  const count = terms.tours.find(({ sort }) => sort === 'SITE_COUNT');
  const sitePairCost = new Int32Array(siteCount * siteCount);
  for (let here = 0; here < siteCount; here += 1) {
    for (let there = 0; there < siteCount; there += 1) {
      sitePairCost[here * siteCount + there] =
        pairs && here !== there ? pairs.pairUnits(here, there) * pairs.weight : 0;
    }
  }
  return {
    sitePairCost,
    sitePairLevel: pairs ? levelIn(ranks, pairs) : 0,
    sitesHigh: count?.high ?? siteCount,
    sitesWeight: count?.weight ?? 0,
    sitesLevel: count ? levelIn(ranks, count) : 0,
  };
}

function runLimits(terms: Terms, kind: Run['kind'], levelOf: (charge: Charge) => number): RunLimits {
  const limits = {
    days: new Int32Array(terms.clinicianCount),
    weight: new Int32Array(terms.clinicianCount),
    level: new Uint8Array(terms.clinicianCount),
  };
  for (const run of terms.runs) {
    if (run.kind !== kind) continue;
    limits.days[run.clinician] = run.days;
    limits.weight[run.clinician] = run.weight;
    limits.level[run.clinician] = levelOf(run);
  }
  return limits;
}

/** Tuples `(key, first, second?)` in order of key: those of key k lie in `[start[k], start[k + 1])`. */
function grouped(tuples: Int32Array, size: number, keys: number) {
  const start = new Uint32Array(keys + 1);
  for (let at = 0; at < tuples.length; at += size) {
    const key = tuples[at] ?? 0;
    start[key + 1] = (start[key + 1] ?? 0) + 1;
  }
  for (let key = 0; key < keys; key += 1) start[key + 1] = (start[key + 1] ?? 0) + (start[key] ?? 0);
  const next = start.slice();
  const first = new Int32Array(tuples.length / size);
  const second = new Int32Array(size === 3 ? tuples.length / size : 0);
  for (let at = 0; at < tuples.length; at += size) {
    const key = tuples[at] ?? 0;
    const place = next[key] ?? 0;
    next[key] = place + 1;
    first[place] = tuples[at + 1] ?? 0;
    if (size === 3) second[place] = tuples[at + 2] ?? 0;
  }
  return { start, first, second };
}
