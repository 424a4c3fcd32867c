import type { Result } from '../../platform/result.js';

/** A row that we do not need, such as a cost centre that is not a GP practice: counted by its reason, not an error. */
export class LeftOut {
  constructor(readonly reason: string) {}
}

/** What a reader makes of one line: a typed row, a row that is left out, or a refusal in words for the operator. */
export type Reading<Row> = Result<Row | LeftOut, string>;

/** A value of a staged row; days are `YYYY-MM-DD`, numbers with decimals are text. */
export type StagedValue = string | number | null;
export type StagedRow = Readonly<Record<string, StagedValue>>;

/** Returns a field of a line by the reader's name for it; empty where the file has no such column. */
export type Field<Name extends string = string> = (name: Name) => string;

/** Where the columns are in a file without a heading row, and how its rows identify such a file. */
export interface FixedPlaces<Name extends string> {
  readonly width: number;
  readonly at: Readonly<Record<Name, number>>;
  /** Whether a line is a row of such a file. Spoilt rows need not pass, but some of the first lines must. */
  readonly isRow: (fields: readonly string[]) => boolean;
  /** Whether to skip a heading row in any words: the publisher's file has none. */
  readonly anyHead: boolean;
}

/** One kind of official file: how it is recognised and what its lines say. Pure; knows no database. */
export interface OfficialFileReader<Row extends StagedRow = StagedRow, Name extends string = string> {
  /** The option of the command, without its hyphens. */
  readonly option: string;
  /** What people call the file. */
  readonly title: string;
  /** The publisher and publication, as a source names them. */
  readonly publication: string;
  /** The columns in which rows wait to be compared, with their PostgreSQL types; `line` comes with every row. */
  readonly columns: Readonly<Record<keyof Row & string, 'text' | 'date' | 'numeric' | 'integer'>>;
  /** For each field, the headings that editions have used for it; only their letters and digits count. */
  readonly headings: Readonly<Record<Name, readonly string[]>>;
  /** Fields that some editions do not have. */
  readonly optional?: readonly Name[];
  readonly withoutHead?: FixedPlaces<Name>;
  /** The field with the code of the organisation that a line is about. */
  readonly codeField: Name;
  /** What that code looks like anywhere in a line whose cells are in the wrong places. */
  readonly codes: RegExp;
  /** Pure. @param field as it is in the file, without spaces around it. */
  readonly read: (field: Field<Name>) => Reading<Row>;
}
