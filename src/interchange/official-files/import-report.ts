import type { InspectedFile } from './inspect-file.js';
import type { Separator } from './read-lines.js';

/** A row to report: what changed, or why it is refused. */
export interface ReportedRow {
  readonly line: number;
  readonly code: string;
  readonly what: string;
}

/** An edition of a file, and how many of its rows had which outcome. The five counts add up to `rows`. */
export interface FileCounts {
  readonly sha256: string;
  /** The day up to which its facts apply; null where each row has a day of its own. */
  readonly editionOn: string | null;
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly leftOut: number;
  readonly refused: number;
}

/** What became of one file. */
export interface FileReport extends FileCounts {
  readonly option: string;
  readonly file: string;
  /** How it was written. */
  readonly encoding: InspectedFile['encoding'];
  readonly separator: Separator;
  /** Warnings about the file as a whole, such as that it ended no membership. */
  readonly warnings: readonly string[];
  /** At most `mostReported` of each, by line. */
  readonly changes: readonly ReportedRow[];
  readonly refusals: readonly ReportedRow[];
  /** Rows where our records differ from the file and stay as they are. */
  readonly notes: readonly ReportedRow[];
  /** Why rows were left out, and how many. */
  readonly leftOutBecause: readonly { readonly reason: string; readonly rows: number }[];
}

export interface ImportReport {
  /** The audit trail counts the changes under this id; null where nothing changed. */
  readonly batchId: string | null;
  readonly files: readonly FileReport[];
}

/** Whether not one row of any file could be used. Rows that are left out are no business of ours. */
export function isAllRefused({ files }: ImportReport): boolean {
  return files.some((file) => file.refused > 0) && files.every((file) => file.refused + file.leftOut === file.rows);
}

/** How many rows of a kind a report shows one by one; a file that is wrong throughout should not fill the memory. */
export const mostReported = 1000;
const linesShown = 8;

function inColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  '),
  );
}

function plain(count: number): string {
  return count.toLocaleString('en-GB');
}

/** Rows grouped by the same words, the most frequent first. */
function grouped(rows: readonly ReportedRow[]): string[] {
  const byWords = new Map<string, ReportedRow[]>();
  for (const row of rows) byWords.set(row.what, [...(byWords.get(row.what) ?? []), row]);
  return [...byWords]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, linesShown)
    .map(([words, alike]) => {
      const where = alike.slice(0, 5).map(({ line, code }) => `${line}${code === '' ? '' : ` ${code}`}`);
      const more = alike.length > where.length ? ` and ${plain(alike.length - where.length)} more` : '';
      return `    ${alike.length === 1 ? 'line' : 'lines'} ${where.join(', ')}${more}: ${words}`;
    });
}

function told(heading: string, count: number, rows: readonly ReportedRow[]): string[] {
  if (rows.length === 0) return [];
  const lines = grouped(rows);
  const shown = count > mostReported || new Set(rows.map(({ what }) => what)).size > linesShown;
  return [`  ${heading}:`, ...lines, ...(shown ? ['    … more of them with --json'] : [])];
}

/** The report as lines of text for people. */
export function reportInWords({ batchId, files }: ImportReport): string[] {
  const table = inColumns([
    ['File', 'rows', 'new', 'changed', 'unchanged', 'left out', 'refused'],
    ...files.map((it) => [
      `${it.file}${it.editionOn === null ? '' : ` (${it.editionOn})`}`,
      ...[it.rows, it.new, it.changed, it.unchanged, it.leftOut, it.refused].map(plain),
    ]),
  ]);
  const details = files.flatMap((it) => {
    const lines = [
      ...it.warnings.map((warning) => `  ${warning}`),
      ...(it.separator === 'comma' ? [] : [`  Its separator is a ${it.separator}.`]),
      ...told('Changed', it.changed, it.changes),
      ...told('Refused', it.refused, it.refusals),
      ...told('Left as we have it', it.notes.length, it.notes),
      ...it.leftOutBecause.map(({ reason, rows }) => `  Left out, ${plain(rows)}: ${reason}`),
    ];
    return lines.length === 0 ? [] : ['', `${it.file}`, ...lines];
  });
  const end = batchId === null ? 'Nothing was changed.' : `The audit trail counts the changes as batch ${batchId}.`;
  return [...table, ...details, '', end];
}
