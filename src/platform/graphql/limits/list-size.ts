import type { ComplexityEstimator } from 'graphql-query-complexity/cjs';

/** What a plain list is taken to hold where its field does not say otherwise. */
export const usualListSize = 5;

/**
 * For a field that answers a plain list, `{ complexity: listOf(16) }`: how many objects the list usually holds. A
 * connection needs none: its page size is known.
 */
export function listOf(size: number): ComplexityEstimator {
  return ({ childComplexity }) => size * (1 + childComplexity);
}

/** For a connection that is never long, `{ complexity: pageOfAtMost(24) }`: how many a generous page of it really holds. */
export function pageOfAtMost(most: number): ComplexityEstimator {
  return ({ args, childComplexity }) => {
    const { first, last } = args as { first?: number | null; last?: number | null };
    return 1 + Math.min(Math.max(first ?? last ?? most, 1), most) * childComplexity;
  };
}
