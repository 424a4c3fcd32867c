import type { InspectedFile } from './inspect-file.js';
import { type ReportedRow, mostReported } from './import-report.js';
import { LeftOut } from './official-file.js';
import { BrokenFile, type CsvRecord, readLines } from './read-lines.js';
import type { FileForm } from './recognise-file.js';
import { isMonthFirst, shortened } from './rules/file-dates.js';
import { codesIn, fitted, hasSwallowed, isRemark } from './rules/lines.js';
import type { StagedLine, UnreadableLine } from './stage.queries.js';

/** What a file's lines came to, apart from the rows that were handed on. */
export interface ReadFile {
  readonly rows: number;
  readonly leftOut: ReadonlyMap<string, number>;
  readonly refused: number;
  /** The first of them. */
  readonly refusals: readonly ReportedRow[];
}

/** Takes the lines that were read; the next lines are read when it is done. */
export interface OnLines {
  readonly rows: (rows: readonly StagedLine[]) => Promise<void>;
  readonly unreadable: (lines: readonly UnreadableLine[]) => Promise<void>;
  readonly bytes: (bytes: number) => void;
}

const rowsAtOnce = 2000;
/** More lines than any file has below its rows. */
const longestEnding = 20;

/**
 * Reads a file through, a few thousand rows at a time. Empty lines, and remarks below the last row, are not rows. A
 * line that cannot be read is refused, and reported with the codes that it names: other rows of the file may be about
 * the same organisations.
 * @throws BrokenFile, with a message for people.
 */
export async function readOfficialFile(file: InspectedFile, form: FileForm, on: OnLines): Promise<ReadFile> {
  const leftOut = new Map<string, number>();
  const refusals: ReportedRow[] = [];
  let batch: StagedLine[] = [];
  let unreadable: UnreadableLine[] = [];
  let ending: CsvRecord[] = [];
  let begins: string | undefined;
  let rows = 0;
  let refused = 0;
  const takeLine = ({ line, fields: cells }: CsvRecord) => {
    rows += 1;
    const fields = fitted(cells, form.width);
    const told = troubleOf(cells, fields, form);
    const reading = told === undefined && fields !== undefined ? form.read(fields) : undefined;
    if (reading?.ok === true) {
      const { value } = reading;
      if (value instanceof LeftOut) leftOut.set(value.reason, (leftOut.get(value.reason) ?? 0) + 1);
      else batch.push({ ...value, line });
      return;
    }
    demandDaysFirst(file, line, cells);
    refused += 1;
    const what = told ?? reading?.problems.join(' ') ?? '';
    const code = fields?.[form.codeAt] ?? '';
    const codes = codesIn(told === undefined ? [code] : cells, form.codes);
    if (refusals.length < mostReported)
      refusals.push({ line, code: shortened(told === undefined ? code : codes.join(' ')), what });
    unreadable.push({ line, codes });
  };
  let above = form.above;
  for await (const record of readLines(file, on.bytes, form.separator)) {
    if (above > 0) {
      above -= 1;
      continue;
    }
    // A line that begins like the row above is a row that was cut off.
    if (isRemark(record.fields) && record.fields[0] !== begins && ending.length < longestEnding) {
      ending.push(record);
      continue;
    }
    ending.forEach(takeLine);
    ending = [];
    takeLine(record);
    begins = record.fields[0];
    if (batch.length >= rowsAtOnce) {
      await on.rows(batch);
      batch = [];
    }
    if (unreadable.length >= rowsAtOnce) {
      await on.unreadable(unreadable);
      unreadable = [];
    }
  }
  if (batch.length > 0) await on.rows(batch);
  if (unreadable.length > 0) await on.unreadable(unreadable);
  if (rows === 0) throw new BrokenFile(`${file.path} has a heading and no rows.`);
  return { rows, leftOut, refused, refusals };
}

/** Why a line's cells cannot be told apart, whatever they say. */
function troubleOf(
  cells: readonly string[],
  fields: readonly string[] | undefined,
  { width, codes }: FileForm,
): string | undefined {
  if (fields === undefined) return `It has ${cells.length} fields, and the file has ${width} columns.`;
  return hasSwallowed(fields, codes)
    ? 'A quotation mark is opened and not closed in it, so it runs on into the next line.'
    : undefined;
}

/** If one date has the month first, no other date of its file can be trusted to have the day first. */
function demandDaysFirst(file: InspectedFile, line: number, fields: readonly string[]): void {
  const american = fields.find(isMonthFirst);
  if (american === undefined) return;
  throw new BrokenFile(
    `${file.path} has dates with the month first (line ${line}: ${shortened(american)}), so nobody can say which day ` +
      '10/01/2019 is. Take the file as it was published, or format its dates as 2019-10-01.',
  );
}
