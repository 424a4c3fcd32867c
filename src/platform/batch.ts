import DataLoader from 'dataloader';

/**
 * A DataLoader over keys of an id and a day: ids are batched by day, and a missing row is null.
 * @param read rows of some ids on one day, in any order.
 */
export function dayLoader<Row extends { readonly id: string }>(
  read: (ids: readonly string[], day: string) => Promise<readonly Row[]>,
): DataLoader<{ id: string; day: string }, Row | null, string> {
  return new DataLoader(
    async (keys) => {
      const days = [...new Set(keys.map((key) => key.day))];
      const found = new Map<string, Row>();
      await Promise.all(
        days.map(async (day) => {
          const ids = keys.filter((key) => key.day === day).map((key) => key.id);
          for (const row of await read(ids, day)) found.set(`${row.id}@${day}`, row);
        }),
      );
      return keys.map((key) => found.get(`${key.id}@${key.day}`) ?? null);
    },
    { cacheKeyFn: (key) => `${key.id}@${key.day}` },
  );
}

/**
 * The same for lists: a DataLoader over keys of an id and a day, each with the rows that belong to it, in the order
 * read.
 * @param read rows of some ids on one day.
 * @param idOf the id that a row belongs to.
 */
export function dayGroupLoader<Row>(
  read: (ids: readonly string[], day: string) => Promise<readonly Row[]>,
  idOf: (row: Row) => string,
): DataLoader<{ id: string; day: string }, Row[], string> {
  return new DataLoader(
    async (keys) => {
      const days = [...new Set(keys.map((key) => key.day))];
      const groups = new Map<string, Row[]>(keys.map((key) => [`${key.id}@${key.day}`, []]));
      await Promise.all(
        days.map(async (day) => {
          const ids = keys.filter((key) => key.day === day).map((key) => key.id);
          for (const row of await read(ids, day)) groups.get(`${idOf(row)}@${day}`)?.push(row);
        }),
      );
      return keys.map((key) => groups.get(`${key.id}@${key.day}`) ?? []);
    },
    { cacheKeyFn: (key) => `${key.id}@${key.day}` },
  );
}

/** A DataLoader that groups rows under the key they belong to; a key without rows gets an empty list. */
export function groupLoader<Key extends string, Row>(
  read: (keys: readonly Key[]) => Promise<readonly Row[]>,
  keyOf: (row: Row) => Key,
): DataLoader<Key, Row[]> {
  return new DataLoader(async (keys) => {
    const groups = new Map<Key, Row[]>(keys.map((key) => [key, []]));
    for (const row of await read(keys)) groups.get(keyOf(row))?.push(row);
    return keys.map((key) => groups.get(key) ?? []);
  });
}

/** A DataLoader over plain ids; a missing row is null. */
export function idLoader<Row extends { readonly id: string }>(
  read: (ids: readonly string[]) => Promise<readonly Row[]>,
): DataLoader<string, Row | null> {
  return new DataLoader(async (ids) => {
    const found = new Map((await read(ids)).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });
}
