/** Below 0 when the first score is the better one, 0 for equal ones: levels compare from the first to the last. */
export function compareLevels(a: ArrayLike<number>, b: ArrayLike<number>): number {
  for (let level = 0; level < a.length; level += 1) {
    const difference = a[level]! - b[level]!;
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether the one score comes before the other. */
export function better(levels: ArrayLike<number>, than: ArrayLike<number>): boolean {
  return compareLevels(levels, than) < 0;
}
