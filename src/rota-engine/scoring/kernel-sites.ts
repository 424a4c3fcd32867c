import type { Problem } from './problem.js';

/** What the line's site adds to the sites of the day, or takes from them; called while the line is not among them. */
export function visitSite(
  problem: Problem,
  levels: Float64Array,
  dayLines: Int32Array,
  dayLineCount: Uint8Array,
  clinician: number,
  line: number,
  sign: 1 | -1,
): void {
  const { days, dayWidth, dayOfLine, siteOfLine, siteCount, sitePairCost, sitesHigh } = problem;
  const row = clinician * days + dayOfLine[line]!;
  const from = row * dayWidth;
  const end = from + dayLineCount[row]!;
  if (end === from) return;
  const site = siteOfLine[line]!;
  let pairs = 0;
  let others = 0;
  for (let at = from; at < end; at += 1) {
    const other = siteOfLine[dayLines[at]!]!;
    if (other === site) return;
    let before = from;
    while (siteOfLine[dayLines[before]!] !== other) before += 1;
    if (before < at) continue;
    others += 1;
    pairs += sitePairCost[site * siteCount + other]!;
  }
  levels[problem.sitePairLevel] = levels[problem.sitePairLevel]! + sign * pairs;
  if (others >= sitesHigh) levels[problem.sitesLevel] = levels[problem.sitesLevel]! + sign * problem.sitesWeight;
}
