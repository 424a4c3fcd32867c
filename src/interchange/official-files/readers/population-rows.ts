/** How many people a practice serves on a day. */
export type PopulationRow = {
  readonly code: string;
  /** Null where the file as a whole is of one day. */
  readonly counted_on: string | null;
  /** With at most two decimals. */
  readonly value: string;
};

export const populationColumns = { code: 'text', counted_on: 'date', value: 'numeric' } as const;
