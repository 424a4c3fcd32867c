import { ok, refuse, type Result } from '../../platform/result.js';
import type { FileToImport } from './import-official-files.js';
import { inspectFile } from '../official-files/inspect-file.js';
import { officialFileKinds } from './official-files.js';
import { recogniseFile } from '../official-files/recognise-file.js';
import { editionInName, financialYearEnd } from '../official-files/rules/file-dates.js';

export interface FilesAsked {
  /** The path of each kind to load, by its option. */
  readonly paths: ReadonlyMap<string, string>;
  /** The day of the ODS files, where the operator gives it. */
  readonly asOf?: string | undefined;
  /** The last day of the payments' financial year, where the operator gives it. */
  readonly yearEnd?: string | undefined;
  /** Whether the operator says that the partners' file lists current memberships only. */
  readonly currentOnly?: boolean | undefined;
}

/**
 * Everything that can be found out about the files without a database, so that nobody waits for one in vain. Refuses,
 * with a line for each: a path without a file, a file that is not CSV, of another kind than its option's, or of an
 * unknown year.
 */
export async function recogniseFiles({
  paths,
  asOf,
  yearEnd,
  currentOnly = false,
}: FilesAsked): Promise<Result<FileToImport[], string>> {
  const readers = officialFileKinds.map(({ reader }) => reader);
  const files: FileToImport[] = [];
  const troubles: string[] = [];
  for (const kind of officialFileKinds) {
    const path = paths.get(kind.reader.option);
    if (path === undefined) continue;
    const file = await inspectFile(path);
    const form = file.ok ? await recogniseFile(file.value, kind.reader, readers) : file;
    if (!file.ok || !form.ok) {
      troubles.push(...(form.ok ? [] : form.problems));
      continue;
    }
    const dated =
      kind.dated === 'YEAR'
        ? one(yearEnd ?? financialYearEnd(file.value.name))
        : (one(asOf) ?? editionInName(file.value.name));
    if (kind.dated === 'YEAR' && dated === undefined) {
      troubles.push(
        `The name of ${path} does not say which financial year it is of. Add --payments-year, such as 2022/23.`,
      );
    }
    files.push({ kind, file: file.value, form: form.value, dated, currentOnly });
  }
  const [first, ...more] = troubles;
  return first === undefined ? ok(files) : refuse(first, ...more);
}

function one(day: string | undefined) {
  return day === undefined ? undefined : { first: day, last: day };
}
