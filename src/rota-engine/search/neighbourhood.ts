/** The changes that a search tries, drawn at random. */
export interface Neighbourhood {
  /** Whether there is anything to change at all. */
  readonly any: boolean;
  /** Applies one change to the kernel after a `mark()`; false where it came to nothing, and the caller rolls back. */
  propose(): boolean;
  /** Refreshes what the changes are based on; the search calls it now and then. */
  look?(): void;
}
