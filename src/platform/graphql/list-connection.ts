import { connectionOf, type ConnectionValue, type PageArgs, pageOf } from './connection.type.js';

function compare(a: readonly string[], b: readonly string[]): number {
  for (const [index, part] of a.entries()) {
    const other = b[index] ?? '';
    if (part !== other) return part < other ? -1 : 1;
  }
  return 0;
}

/**
 * A page out of a list that a loader has read whole, because it is short and needed below many objects at once.
 * @param forms the form of each part of the key.
 * @param key the texts by which the list is sorted, and which are unique in it.
 */
export function listConnection<R, T>(
  rows: readonly R[],
  args: PageArgs,
  forms: readonly RegExp[],
  key: (row: R) => readonly string[],
  node: (row: R) => T,
): ConnectionValue<T> {
  const sorted = rows.toSorted((a, b) => compare(key(a), key(b)));
  const page = pageOf(args, forms);
  const { from, backward } = page;
  const ahead =
    from === undefined
      ? sorted
      : sorted.filter((row) => (backward ? compare(key(row), from) < 0 : compare(key(row), from) > 0));
  const read = (backward ? ahead.toReversed() : ahead).slice(0, page.limit + 1);
  return connectionOf(read, page, key, node, async () => rows.length);
}
