import type { ComplexityEstimator } from 'graphql-query-complexity/cjs';

/** How many objects a plain list is assumed to hold if its field does not say otherwise. */
export const usualListSize = 5;

/**
 * For a field that returns a plain list, `{ complexity: listOf(16) }`: how many objects the list usually holds. A
 * connection does not need it: its page size is known.
 */
export function listOf(size: number): ComplexityEstimator {
  return ({ childComplexity }) => size * (1 + childComplexity);
}

/**
 * For a connection that is never long, `{ complexity: pageOfAtMost(24) }`: how many objects a large page of it really
 * holds.
 */
export function pageOfAtMost(most: number): ComplexityEstimator {
  return ({ args, childComplexity }) => {
    const { first, last } = args as { first?: number | null; last?: number | null };
    return 1 + Math.min(Math.max(first ?? last ?? most, 1), most) * childComplexity;
  };
}
