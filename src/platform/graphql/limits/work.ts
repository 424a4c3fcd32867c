import type { ComplexityEstimator } from 'graphql-query-complexity/cjs';

const dayMs = 86_400_000;

/**
 * For a field that does more than read what it returns: `{ complexity: work(100) }` adds what that work costs, in the
 * points that reading so many objects would cost. `npm run bench -- price` tells whether it is right.
 * @param points of the work, or what they are by the field's arguments; the object that is returned comes on top.
 */
export function work(points: number | ((args: Readonly<Record<string, unknown>>) => number)): ComplexityEstimator {
  return ({ args, childComplexity }) => (typeof points === 'number' ? points : points(args)) + 1 + childComplexity;
}

/**
 * Points by the days from `from` to `to`, two arguments of the field.
 * @param longest so many days count at most: a longer period is refused.
 */
export function byDays(pointsADay: number, longest: number): (args: Readonly<Record<string, unknown>>) => number {
  return ({ from, to }) => {
    const days = (Date.parse(String(to)) - Date.parse(String(from))) / dayMs;
    return Math.ceil(pointsADay * Math.min(Math.max(Number.isNaN(days) ? longest : days, 1), longest));
  };
}
