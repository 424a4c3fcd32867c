import type { ComplexityEstimator } from 'graphql-query-complexity/cjs';
import type { GraphQLField } from 'graphql';

const dayMs = 86_400_000;

type Args = Readonly<Record<string, unknown>>;

/** Points of the work itself, or what they are by the field's arguments. */
type Points = number | ((args: Args) => number);

interface Work {
  readonly points: Points;
}

/**
 * For a field that does more than read what it returns: `{ complexity: work(100) }` adds what that work costs, in the
 * points that reading so many objects would cost, to what its answer costs anyway. `npm run bench -- price` tells
 * whether it is right.
 * @param answer what the answer costs, where that is not the usual: `work(100, listOf(20))`.
 */
export function work(points: Points, answer?: ComplexityEstimator): ComplexityEstimator & Work {
  return Object.assign<ComplexityEstimator, Work>((options) => answer?.(options), { points });
}

type AnyField = Pick<GraphQLField<unknown, unknown>, 'extensions'>;

/** What a field declares of its own work. */
export function workOf({ extensions }: AnyField): Points | undefined {
  return (extensions['complexity'] as Partial<Work> | undefined)?.points;
}

/** What a field's own work costs with these arguments. */
export function pointsOfWork(field: AnyField, args: Args): number {
  const points = workOf(field) ?? 0;
  return Math.ceil(typeof points === 'number' ? points : points(args));
}

/** Where the days are that a field's work grows with. */
interface Period {
  /** So many count at most: a longer period is refused. */
  readonly longest: number;
  /** So many count where one of the two is left out; default the longest. */
  readonly usual?: number;
}

/** Points by the days from now to that day. The clock is the machine's: a price need not follow a simulated one. */
export function byDaysAhead(pointsADay: number, day: string, longest: number): number {
  const from = Date.now();
  return byDays(pointsADay, { longest })({ from: new Date(from).toISOString(), to: day });
}

/** Points by the days from `from` to `to`, two of these arguments. */
export function byDays(pointsADay: number, { longest, usual = longest }: Period): (args: Args) => number {
  return ({ from, to }) => {
    const days = (Date.parse(String(to)) - Date.parse(String(from))) / dayMs;
    return pointsADay * Math.min(Math.max(Number.isNaN(days) ? usual : days, 1), longest);
  };
}
