import type { Result } from '../platform/result.js';

/** A row that is no business of ours, such as a cost centre that is not a GP practice: counted by its reason, no error. */
export class LeftOut {
  constructor(readonly reason: string) {}
}

/** What a reader makes of one line: a typed row, a row that is left out, or a refusal in words for whoever loads the file. */
export type Reading<Row> = Result<Row | LeftOut, string>;

/** A value of a staged row; days are `YYYY-MM-DD`, numbers with decimals are text. */
export type StagedValue = string | number | null;
export type StagedRow = Readonly<Record<string, StagedValue>>;

/** How to read the lines of one file, now that its head is known. */
export interface LineReader<Row> {
  /** Whether the first line is a head; otherwise it is a row like the others. */
  readonly hasHead: boolean;
  /** How many fields each line has. */
  readonly width: number;
  /** Where the code of whom a line is about stands; a refused line is told by it. */
  readonly codeAt: number;
  /** Pure. @param fields as many as `width`, without spaces around them. */
  readonly read: (fields: readonly string[]) => Reading<Row>;
}

/** One kind of official file: how it is recognised and what its lines say. Pure; knows no database. */
export interface OfficialFileReader<Row extends StagedRow = StagedRow> {
  /** The option of the command, without its hyphens. */
  readonly option: string;
  /** As people call the file. */
  readonly title: string;
  /** As a source names its publisher and publication. */
  readonly publication: string;
  /** The columns under which rows wait to be compared, with their PostgreSQL types; `line` comes with every row. */
  readonly columns: Readonly<Record<keyof Row & string, 'text' | 'date' | 'numeric' | 'integer'>>;
  /** @param head the first line's fields in capitals, line breaks and repeated spaces made one space. */
  readonly recognise: (head: readonly string[]) => LineReader<Row> | undefined;
}
