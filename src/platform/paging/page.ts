/** A checked page request for a keyset query: read `limit` rows on one side of a key, and one more to look ahead. */
export interface Page {
  readonly limit: number;
  readonly backward: boolean;
  /** The key values to read after (or before, if backward), in the order of the list's sort columns. */
  readonly from: readonly string[] | undefined;
}
