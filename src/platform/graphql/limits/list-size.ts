import type { ComplexityEstimator } from 'graphql-query-complexity/cjs';

/** What a plain list is taken to hold where its field does not say otherwise. */
export const usualListSize = 5;

/**
 * For a field that answers a plain list, `{ complexity: listOf(16) }`: how many objects the list usually holds. A
 * connection needs none: its page size is known.
 */
export const listOf =
  (size: number): ComplexityEstimator =>
  ({ childComplexity }) =>
    size * (1 + childComplexity);
