import { ok, refuse, type Result } from '../platform/result.js';
import type { InspectedFile } from './inspect-file.js';
import { type LineReader, LeftOut, type OfficialFileReader } from './official-file.js';
import { type ReportedRow, mostReported } from './import-report.js';
import { BrokenFile, type CsvRecord, readLines } from './read-lines.js';
import { plainHeading } from './rules/head.js';
import { shortened } from './rules/file-dates.js';
import type { StagedLine } from './stage.queries.js';

/** What a file's lines came to, beside the rows that were handed on. */
export interface ReadFile {
  readonly rows: number;
  readonly leftOut: ReadonlyMap<string, number>;
  readonly refused: number;
  /** The first of them. */
  readonly refusals: readonly ReportedRow[];
}

const rowsAtOnce = 2000;

/** The head as readers compare it. */
const headOf = ({ fields }: CsvRecord): string[] => fields.map(plainHeading);

/**
 * Whether a file is of the kind that its option is for. Where it is another's, the refusal names that option.
 */
export const recogniseFile = async (
  file: InspectedFile,
  wanted: OfficialFileReader,
  all: readonly OfficialFileReader[],
): Promise<Result<LineReader<StagedLine>, string>> => {
  try {
    for await (const first of readLines(file, () => undefined)) {
      const head = headOf(first);
      const reader = wanted.recognise(head);
      if (reader !== undefined) return ok(reader as LineReader<StagedLine>);
      const other = all.find((kind) => kind.recognise(head) !== undefined);
      const found =
        other === undefined
          ? `It begins with: ${head.slice(0, 4).map(shortened).join(', ')}${head.length > 4 ? `, … (${head.length} columns)` : ''}.`
          : `It is ${other.title}: give it with --${other.option}.`;
      return refuse(`${file.path} is not ${wanted.title}, which --${wanted.option} takes. ${found}`);
    }
    return refuse(`${file.path} is empty.`);
  } catch (error) {
    if (error instanceof BrokenFile) return refuse(error.message);
    throw error;
  }
};

/**
 * Reads a file through, a few thousand rows at a time.
 * @param onRows takes rows on; the next are read when it has.
 * @throws BrokenFile, with words for people.
 */
export const readOfficialFile = async (
  file: InspectedFile,
  { hasHead, width, codeAt, read }: LineReader<StagedLine>,
  onRows: (rows: readonly StagedLine[]) => Promise<void>,
  onBytes: (bytes: number) => void,
): Promise<ReadFile> => {
  const leftOut = new Map<string, number>();
  const refusals: ReportedRow[] = [];
  let batch: StagedLine[] = [];
  let rows = 0;
  let refused = 0;
  const refuseLine = (line: number, code: string, what: string) => {
    refused += 1;
    if (refusals.length < mostReported) refusals.push({ line, code, what });
  };
  let isHead = hasHead;
  for await (const { line, fields } of readLines(file, onBytes)) {
    if (isHead) {
      isHead = false;
      continue;
    }
    rows += 1;
    if (fields.length !== width) {
      refuseLine(line, '', `It has ${fields.length} fields, and the file has ${width} columns.`);
      continue;
    }
    const reading = read(fields);
    if (!reading.ok) {
      refuseLine(line, shortened(fields[codeAt] ?? ''), reading.problems.join(' '));
    } else if (reading.value instanceof LeftOut) {
      leftOut.set(reading.value.reason, (leftOut.get(reading.value.reason) ?? 0) + 1);
    } else {
      batch.push({ ...reading.value, line });
    }
    if (batch.length >= rowsAtOnce) {
      await onRows(batch);
      batch = [];
    }
  }
  if (batch.length > 0) await onRows(batch);
  if (rows === 0) throw new BrokenFile(`${file.path} has a heading and no row.`);
  return { rows, leftOut, refused, refusals };
};
