import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ImportReport } from '../../../src/interchange/official-files/import-report.js';
import { addDays } from '../../../src/time/london.js';
import { epraccurOf } from './official-files.js';
import { runServer } from '../server/server-process.js';

const practices = 1000;
function codeOf(index: number) {
  return `T${String(index).padStart(5, '0')}`;
}

/** A thousand made-up practices, for lists of any length. */
export function practicesFile(): string {
  return epraccurOf(
    Array.from({ length: practices }, (_, index) => ({ code: codeOf(index), name: `SYNTHETIC ${index}` })),
  );
}

const head =
  'PUBLICATION,EXTRACT_DATE,TYPE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,CODE,POSTCODE,SEX,AGE,NUMBER_OF_PATIENTS';

function writeRows(
  path: string,
  rows: number,
  row: (index: number) => readonly [code: string, day: string, value: number],
) {
  const file = openSync(path, 'w');
  writeSync(file, `${head}\r\n`);
  for (let done = 0; done < rows;) {
    let text = '';
    for (const end = Math.min(done + 1000, rows); done < end; done += 1) {
      const [code, day, value] = row(done);
      text += `GP_PRAC_PAT_LIST,${day},GP,M1J4Y,E38000107,${code},LU7 1AR,ALL,ALL,${value}\r\n`;
    }
    writeSync(file, text);
  }
  closeSync(file);
}

/** Writes a list file of many extract days of those practices; another `series` has other days. */
export function writeList(path: string, rows: number, series = 0): void {
  writeRows(path, rows, (index) => {
    const day = addDays(`${2000 + series * 4}-01-01`, Math.floor(index / practices));
    return [codeOf(index % practices), day, 5000 + (index % practices)];
  });
}

/** Writes a list file of one practice and one day, over and over. */
export function writeRepeated(path: string, rows: number, value: (index: number) => number): void {
  writeRows(path, rows, (index) => [codeOf(1), '2025-04-01', value(index)]);
}

/** Those of `npm run import`. */
function heapLimits(): string[] {
  return (
    (JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { import: string } }).scripts.import.match(
      /--max-\S+/g,
    ) ?? []
  );
}

const sayPeak = 'data:text/javascript,process.on("exit",()=>console.error("peak "+process.resourceUsage().maxRSS))';

/**
 * Loads a list file by the command in a process of its own.
 * @param expected the exit code.
 * @returns its report and its largest resident memory.
 */
export async function importWithPeak(
  path: string,
  env: Record<string, string>,
  expected = 0,
): Promise<{ report: ImportReport; peakMb: number }> {
  const command = runServer({
    env,
    command: [
      process.execPath,
      ...heapLimits(),
      '--import',
      sayPeak,
      resolve('dist/src/cli.js'),
      'import',
      '--lists',
      path,
      '--json',
    ],
  });
  const { code } = await command.exited;
  if (code !== expected) throw new Error(command.errors());
  const peakKb = Number(/^peak (\d+)$/m.exec(command.errors())?.[1]);
  return { report: JSON.parse(command.output()) as ImportReport, peakMb: peakKb / 1024 };
}
