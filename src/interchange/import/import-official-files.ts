import type { LiesAhead } from '../../platform/database/lies-ahead.js';
import { randomUUID } from 'node:crypto';
import type { Database } from '../../platform/database/database.js';
import type { Db } from '../../platform/database/scope.js';
import { londonToday } from '../../platform/database/today.queries.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import {
  endWithClient,
  insertImports,
  newestEdition,
  setImportBatch,
  tryImportLock,
  waitForImportLock,
} from './import-batch.queries.js';
import { type FileReport, type ImportReport, isAllRefused, mostReported } from '../official-files/import-report.js';
import type { InspectedFile } from '../official-files/inspect-file.js';
import { type LoadedFile, RefusedFile } from '../official-files/loaded-file.js';
import type { OfficialFileKind } from './official-files.js';
import { type ReadFile, readOfficialFile } from '../official-files/read-official-file.js';
import type { FileForm } from '../official-files/recognise-file.js';
import type { Span } from '../official-files/rules/file-dates.js';
import {
  countOutcomes,
  createStage,
  indexStage,
  newestDayIn,
  rowsWithOutcome,
  stageRows,
  stageUnreadable,
} from '../official-files/stage.queries.js';

/** A recognised file, and the days that it may be of. */
export interface FileToImport {
  readonly kind: OfficialFileKind;
  readonly file: InspectedFile;
  readonly form: FileForm;
  /**
   * For a YEAR its last day; for an EDITION the days given by its name or the operator; undefined where neither does.
   */
  readonly dated: Span | undefined;
  /** Whether the operator says that it lists nothing of the past. */
  readonly currentOnly: boolean;
}

/** Receives the progress of an import. */
export interface ImportProgress {
  readonly waiting: () => void;
  readonly reading: (file: InspectedFile, bytes: number) => void;
  readonly applying: () => void;
}

export interface ImportOfficialFiles {
  /** Connected as the owner, with one connection. */
  readonly owner: Database;
  /** In the order of `officialFileKinds`. */
  readonly files: readonly FileToImport[];
  readonly progress: ImportProgress;
  /** What may lie ahead of an organisation's closing, as declared by the areas. */
  readonly liesAhead: readonly LiesAhead[];
  /** Ends it before it is through: its reason is then thrown, or the error of a statement that was cancelled. */
  readonly stop?: AbortSignal | undefined;
}

/** Carries the report of an import all of whose rows are refused out of its transaction, of which nothing is kept. */
class AllRefused extends Error {
  constructor(readonly report: ImportReport) {
    super('all refused');
  }
}

/**
 * Loads official files in one transaction: all of them, or nothing when it is stopped, killed or refused. Rows that
 * cannot be used are refused one by one and named in the report; the others are applied. A second import waits for the
 * first. Refuses the whole import when an edition is of a future day, or older than one that was already loaded.
 * @throws BrokenFile where a file turns out to be damaged.
 */
export async function importOfficialFiles({
  owner,
  files,
  progress,
  liesAhead,
  stop,
}: ImportOfficialFiles): Promise<Result<ImportReport, string>> {
  try {
    return ok(
      await owner.together(async (db, as) => {
        await endWithClient(db);
        if (!(await tryImportLock(db))) {
          progress.waiting();
          await waitForImportLock(db);
        }
        const batchId = `import-${randomUUID()}`;
        const resumeBatch = () => setImportBatch(db, batchId, 'import');
        const today = await londonToday(db);
        const staged = [];
        for (const file of files) staged.push(await stage(db, file, today, progress, stop));
        progress.applying();
        await resumeBatch();
        const remaining = [];
        for (const { kind, loaded } of staged) {
          remaining.push(await kind.apply({ db, as, today, resumeBatch, liesAhead }, loaded));
        }
        for (const rest of remaining) await rest?.();
        const reports = [];
        for (const it of staged) reports.push(await reportOn(db, it));
        const changing = reports.some((report) => report.new + report.changed > 0);
        if (changing) {
          await insertImports(
            db,
            batchId,
            reports.map((report) => ({ ...report, kind: report.option, fileName: report.file })),
          );
        }
        const report = { batchId: changing ? batchId : null, files: reports };
        if (isAllRefused(report)) throw new AllRefused(report);
        return report;
      }, stop),
    );
  } catch (error) {
    if (error instanceof AllRefused) return ok(error.report);
    if (error instanceof RefusedFile) return refuse(error.message);
    throw error;
  }
}

interface Staged {
  readonly kind: OfficialFileKind;
  readonly file: InspectedFile;
  readonly form: FileForm;
  readonly read: ReadFile;
  readonly loaded: LoadedFile;
  readonly warnings: readonly string[];
}

async function stage(
  db: Db,
  { kind, file, form, dated, currentOnly }: FileToImport,
  today: string,
  progress: ImportProgress,
  stop: AbortSignal | undefined,
): Promise<Staged> {
  const { reader } = kind;
  const table = `staged_${reader.option.replaceAll('-', '_')}`;
  await createStage(db, table, reader.columns);
  const read = await readOfficialFile(file, form, {
    rows: (rows) => {
      stop?.throwIfAborted();
      return stageRows(db, table, reader.columns, rows);
    },
    unreadable: (lines) => {
      stop?.throwIfAborted();
      return stageUnreadable(db, table, lines);
    },
    bytes: (bytes) => progress.reading(file, bytes),
  });
  await indexStage(db, table);
  const editionOn = kind.dated === 'ROW' ? null : await editionOf(db, table, { kind, file, dated }, today);
  const warnings: string[] = [];
  const warn = (warning: string) => warnings.push(warning);
  const loaded = { table, publication: reader.publication, fileName: file.name, editionOn, currentOnly, warn };
  return { kind, file, form, read, loaded, warnings };
}

/**
 * The newest day that the file mentions among those it may be of: the day or month in its name, or any day up to today.
 */
async function editionOf(
  db: Db,
  table: string,
  { kind: { reader, dated: kind }, file, dated }: Pick<FileToImport, 'kind' | 'file' | 'dated'>,
  today: string,
): Promise<string> {
  if (dated !== undefined && dated.first > today) {
    throw new RefusedFile(`${file.path} would be of ${dated.first}, and today is ${today}.`);
  }
  const span = dated ?? { first: '1948-07-05', last: today };
  const days = Object.entries(reader.columns).flatMap(([name, type]) => (type === 'date' ? [name] : []));
  const last = span.last < today ? span.last : today;
  const newest = kind === 'YEAR' ? span.last : await newestDayIn(db, table, days, { first: span.first, last });
  const editionOn = newest ?? span.first;
  const known = await newestEdition(db, reader.option);
  if (kind === 'EDITION' && known !== undefined && known.editionOn > editionOn) {
    throw new RefusedFile(
      `${file.path} is of ${editionOn}, and ${known.fileName} of ${known.editionOn} has already been loaded. An older state ` +
        'of the directory would undo what a newer one said. If it is newer, say so with --as-of.',
    );
  }
  return editionOn;
}

async function reportOn(db: Db, { kind, file, form, read, loaded, warnings }: Staged): Promise<FileReport> {
  const { table, editionOn } = loaded;
  const counts = await countOutcomes(db, table);
  const refusals = [...read.refusals, ...(await rowsWithOutcome(db, table, ['refused'], mostReported))];
  return {
    option: kind.reader.option,
    file: file.name,
    sha256: file.sha256,
    encoding: file.encoding,
    separator: form.separator,
    editionOn,
    warnings,
    rows: read.rows,
    new: counts.new,
    changed: counts.changed,
    unchanged: counts.unchanged,
    leftOut: [...read.leftOut.values()].reduce((sum, rows) => sum + rows, 0),
    refused: counts.refused + read.refused,
    changes: await rowsWithOutcome(db, table, ['changed'], mostReported),
    refusals: refusals.sort((a, b) => a.line - b.line).slice(0, mostReported),
    notes: await rowsWithOutcome(db, table, ['unchanged', 'new'], mostReported),
    leftOutBecause: [...read.leftOut].map(([reason, rows]) => ({ reason, rows })),
  };
}
