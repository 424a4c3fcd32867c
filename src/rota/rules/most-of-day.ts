import type { Line } from './model.js';

/** The most that lines of which no two overlap can add up to: an upper bound of what one clinician can hold of them. */
export function mostOf(lines: readonly Line[], worth: (line: Line) => number): number {
  const ends = lines.toSorted((a, b) => a.endElapsed - b.endElapsed);
  const best: number[] = [];
  ends.forEach((line, at) => {
    let before = at - 1;
    while (before >= 0 && (ends[before]?.endElapsed ?? 0) > line.startElapsed) before -= 1;
    best.push(Math.max(best[at - 1] ?? 0, worth(line) + (best[before] ?? 0)));
  });
  return best.at(-1) ?? 0;
}
