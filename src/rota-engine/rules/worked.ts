import type { Work } from '../model/instance.js';

/** Working minutes of what starts on the days `[from, to)`. */
export function worked(works: readonly Work[], from: number, to: number): number {
  let sum = 0;
  for (const { start, minutes } of works) if (start >= from * 1440 && start < to * 1440) sum += minutes;
  return sum;
}
