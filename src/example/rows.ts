/** One row to insert, with a value for each column. Columns that are left out take their default. */
export type Row = Readonly<Record<string, string | number | boolean | null | readonly (string | number)[]>>;

/** Rows of one table, all with the same columns. */
export interface Rows {
  readonly table: string;
  readonly rows: readonly Row[];
}
