import { type RawBuilder, sql } from 'kysely';
import type { Page } from './page.js';

/** A sort column as SQL names it, and the PostgreSQL type of its values. */
export type SortColumn = readonly [name: string, type: 'text' | 'timestamptz' | 'uuid' | 'bigint'];

/**
 * What makes a query return one page of a list. `beyond` is a condition to add with `and`, true for rows on the far
 * side of the page's cursor; `order` ends the statement with its order and limit, one row more than shown, so that the
 * caller knows whether there are more. Rows come in the direction of reading. Precondition: the columns together are
 * unique and never null, and the page's key has as many parts.
 */
export function keyset(
  page: Page,
  ...columns: readonly SortColumn[]
): { beyond: RawBuilder<boolean>; order: RawBuilder<unknown> } {
  const { from, backward, limit } = page;
  const names = columns.map(([name]) => sql.ref(name));
  const values = columns.map(([, type], at) => sql`${from?.[at]}::${sql.raw(type)}`);
  const direction = backward ? sql`desc` : sql`asc`;
  return {
    beyond:
      from === undefined
        ? sql<boolean>`true`
        : sql<boolean>`(${sql.join(names)}) ${backward ? sql`<` : sql`>`} (${sql.join(values)})`,
    order: sql`order by ${sql.join(names.map((name) => sql`${name} ${direction}`))} limit ${limit + 1}`,
  };
}
