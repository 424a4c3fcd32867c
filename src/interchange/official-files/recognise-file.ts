import { ok, refuse, type Result } from '../../platform/result.js';
import type { InspectedFile } from './inspect-file.js';
import type { Field, OfficialFileReader, Reading } from './official-file.js';
import { BrokenFile, readLines, type Separator, separators } from './read-lines.js';
import { shortened } from './rules/file-dates.js';
import { columnsOf } from './rules/head.js';
import { codesIn, isHeading, isRemark } from './rules/lines.js';
import type { StagedLine } from './stage.queries.js';

/** How to read the lines of one file, once its beginning is known. */
export interface FileForm {
  readonly separator: Separator;
  /** How many lines with content are above the first row: titles, and a heading row. */
  readonly above: number;
  /** How many fields each line has. */
  readonly width: number;
  /** Where the code of the organisation that a line is about is; a refused line is reported with it. */
  readonly codeAt: number;
  /** What that code looks like anywhere in a line whose cells are in the wrong places. */
  readonly codes: RegExp;
  /** Pure. @param fields as many as `width`, without spaces around them. */
  readonly read: (fields: readonly string[]) => Reading<StagedLine>;
}

/** Titles, rows of empty sheets and spoilt rows may come before the first line that shows what a file is. */
const linesLookedAt = 12;
const unseparated = 'No comma, semicolon, tab or bar separates its fields.';

/**
 * Recognises whether a file is of the kind that its option is for, whatever separates its fields, with a heading row
 * or, where that kind has exports without one, without. Refuses in words: another kind, naming its option; a heading
 * row without the columns that are needed, naming them; anything else, saying how it begins and what seems to separate
 * its fields.
 */
export async function recogniseFile(
  file: InspectedFile,
  wanted: OfficialFileReader,
  all: readonly OfficialFileReader[],
): Promise<Result<FileForm, string>> {
  const beginnings: ({ readonly separator: Separator } & Beginning)[] = [];
  for (const separator of Object.keys(separators) as Separator[]) {
    const beginning = await beginningOf(file, separator);
    const form = formOf(wanted, beginning.lines, separator);
    if (form !== undefined) return ok(form);
    beginnings.push({ separator, ...beginning });
  }
  const [widest] = [...beginnings].sort((a, b) => widthOf(b.lines) - widthOf(a.lines));
  if (widest === undefined || widest.lines.length === 0) {
    return refuse(widest?.broken === undefined ? `${file.path} is empty.` : `${widest.broken} ${unseparated}`);
  }
  const { separator, lines } = widest;
  const other = all.find((kind) => beginnings.some((it) => formOf(kind, it.lines, it.separator) !== undefined));
  const found =
    other === undefined
      ? (lackOf(wanted, lines) ?? beginsWith(lines, separator))
      : `It is ${other.title}: give it with --${other.option}.`;
  return refuse(`${file.path} is not ${wanted.title}, which --${wanted.option} takes. ${found}`);
}

interface Beginning {
  readonly lines: readonly (readonly string[])[];
  /** Why no more lines can be told apart, if this is what separates their fields. */
  readonly broken?: string;
}

async function beginningOf(file: InspectedFile, separator: Separator): Promise<Beginning> {
  const lines = [];
  try {
    for await (const { fields } of readLines(file, () => undefined, separator)) {
      lines.push(fields);
      if (lines.length === linesLookedAt) break;
    }
    return { lines };
  } catch (error) {
    if (error instanceof BrokenFile) return { lines, broken: error.message };
    throw error;
  }
}

function widthOf(lines: readonly (readonly string[])[]): number {
  return Math.max(0, ...lines.map(({ length }) => length));
}

function formOf(
  reader: OfficialFileReader,
  lines: readonly (readonly string[])[],
  separator: Separator,
): FileForm | undefined {
  const formAt = (above: number, width: number, at: Readonly<Partial<Record<string, number>>>): FileForm => ({
    separator,
    above,
    width,
    codeAt: at[reader.codeField] ?? 0,
    codes: reader.codes,
    read: (fields) => reader.read(fieldOf(fields, at)) as Reading<StagedLine>,
  });
  for (const [index, line] of lines.entries()) {
    const { at, missing } = columnsOf(line, reader.headings);
    const last = line.findLastIndex((heading) => heading !== '');
    if (missing.some((name) => reader.optional?.includes(name) !== true)) continue;
    const hasRowsAbove = lines.slice(0, index).some((above) => codesIn(above, reader.codes).length > 0);
    return hasRowsAbove ? undefined : formAt(index + 1, last + 1, at);
  }
  const { withoutHead } = reader;
  const row = lines.find((line) => withoutHead?.isRow(line) && line.length >= withoutHead.width);
  if (withoutHead === undefined || row === undefined) return undefined;
  let above = 0;
  while (isRemark(lines[above] ?? [])) above += 1;
  if (isHeading(lines[above] ?? [])) {
    if (!withoutHead.anyHead) return undefined;
    above += 1;
  }
  return formAt(above, row.length, withoutHead.at);
}

function fieldOf(fields: readonly string[], at: Readonly<Partial<Record<string, number>>>): Field {
  return (name) => {
    const index = at[name];
    return index === undefined ? '' : (fields[index] ?? '');
  };
}

/** Which columns are missing, where a line would otherwise be a heading row of that kind. */
function lackOf(reader: OfficialFileReader, lines: readonly (readonly string[])[]): string | undefined {
  const heads = lines.map((line) => columnsOf(line, reader.headings));
  const [nearest] = heads.sort((a, b) => a.missing.length - b.missing.length);
  const names = Object.keys(reader.headings).length;
  if (nearest === undefined || names - nearest.missing.length < 2) return undefined;
  const missing = nearest.missing.filter((name) => reader.optional?.includes(name) !== true);
  const called = missing.map((name) => `“${(reader.headings[name] ?? []).join('” or “')}”`);
  return `Its heading row has no column called ${called.join(', and none called ')}.`;
}

function beginsWith(lines: readonly (readonly string[])[], separator: Separator): string {
  const [first = []] = lines;
  const cells = first.slice(0, 4).map(shortened).join(', ');
  const width = widthOf(lines);
  const separated = width < 2 ? unseparated : `Its separator is a ${separator}.`;
  return `${separated} It begins with: ${cells}${first.length > 4 ? `, … (${first.length} columns)` : ''}.`;
}
