import type { Result } from '../../platform/result.js';

/** A row that is no business of ours, such as a cost centre that is not a GP practice: counted by its reason, no error. */
export class LeftOut {
  constructor(readonly reason: string) {}
}

/** What a reader makes of one line: a typed row, a row that is left out, or a refusal in words for whoever loads the file. */
export type Reading<Row> = Result<Row | LeftOut, string>;

/** A value of a staged row; days are `YYYY-MM-DD`, numbers with decimals are text. */
export type StagedValue = string | number | null;
export type StagedRow = Readonly<Record<string, StagedValue>>;

/** A field of a line by the name that the reader gives it; empty where the file has no such column. */
export type Field<Name extends string = string> = (name: Name) => string;

/** Where the columns of a file that has no heading row are, and how such a file is known by its rows. */
export interface FixedPlaces<Name extends string> {
  readonly width: number;
  readonly at: Readonly<Record<Name, number>>;
  /** Whether a line is a row of such a file. Spoilt ones need not be: some of the first lines must. */
  readonly isRow: (fields: readonly string[]) => boolean;
  /** Whether a heading row in anybody's words is passed over: the publisher gives the file none. */
  readonly anyHead: boolean;
}

/** One kind of official file: how it is recognised and what its lines say. Pure; knows no database. */
export interface OfficialFileReader<Row extends StagedRow = StagedRow, Name extends string = string> {
  /** The option of the command, without its hyphens. */
  readonly option: string;
  /** As people call the file. */
  readonly title: string;
  /** As a source names its publisher and publication. */
  readonly publication: string;
  /** The columns under which rows wait to be compared, with their PostgreSQL types; `line` comes with every row. */
  readonly columns: Readonly<Record<keyof Row & string, 'text' | 'date' | 'numeric' | 'integer'>>;
  /** For each field the headings under which editions have called it; only their letters and digits count. */
  readonly headings: Readonly<Record<Name, readonly string[]>>;
  /** Fields that some editions do not have. */
  readonly optional?: readonly Name[];
  readonly withoutHead?: FixedPlaces<Name>;
  /** The field that holds the code of whom a line is about. */
  readonly codeField: Name;
  /** What that code looks like anywhere in a line whose cells stand in the wrong places. */
  readonly codes: RegExp;
  /** Pure. @param field as it stands in the file, without spaces around it. */
  readonly read: (field: Field<Name>) => Reading<Row>;
}
