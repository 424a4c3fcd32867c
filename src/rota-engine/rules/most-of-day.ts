import type { Line } from '../model/model.js';

/**
 * The most that lines of which no two overlap can add up to: an upper bound of what one clinician can hold of them.
 * Precondition: the lines are in order of start.
 */
export function mostOf(lines: readonly Line[], worth: (line: Line) => number): number {
  const best = new Array<number>(lines.length + 1).fill(0);
  for (const [at, line] of [...lines.entries()].reverse()) {
    let next = at + 1;
    while (next < lines.length && lines[next]!.startElapsed < line.endElapsed) next += 1;
    best[at] = Math.max(best[at + 1]!, worth(line) + best[next]!);
  }
  return best[0]!;
}
