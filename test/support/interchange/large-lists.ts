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

/** Writes a list file of many extract days of those practices; another `series` has other days. */
export function writeList(path: string, rows: number, series = 0): void {
  const file = openSync(path, 'w');
  const head = 'PUBLICATION,EXTRACT_DATE,TYPE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,CODE,POSTCODE,SEX,AGE';
  writeSync(file, `${head},NUMBER_OF_PATIENTS\r\n`);
  for (let done = 0; done < rows;) {
    const day = addDays(`${2000 + series * 4}-01-01`, done / practices);
    let text = '';
    for (let index = 0; index < practices && done < rows; index += 1, done += 1) {
      text += `GP_PRAC_PAT_LIST,${day},GP,M1J4Y,E38000107,${codeOf(index)},LU7 1AR,ALL,ALL,${5000 + index}\r\n`;
    }
    writeSync(file, text);
  }
  closeSync(file);
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

/** Loads a list file by the command in a process of its own. @returns its report and its largest resident memory. */
export async function importWithPeak(
  path: string,
  env: Record<string, string>,
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
  if (code !== 0) throw new Error(command.errors());
  const peakKb = Number(/^peak (\d+)$/m.exec(command.errors())?.[1]);
  return { report: JSON.parse(command.output()) as ImportReport, peakMb: peakKb / 1024 };
}
