import { closeSync, openSync, writeSync } from 'node:fs';
import { addDays } from '../../src/time/london.js';
import { epraccurOf } from './official-files.js';

const practices = 1000;
const codeOf = (index: number) => `T${String(index).padStart(5, '0')}`;

/** A thousand made-up practices, for lists of any length. */
export const practicesFile = (): string =>
  epraccurOf(Array.from({ length: practices }, (_, index) => ({ code: codeOf(index), name: `SYNTHETIC ${index}` })));

/** Writes a list file of many extract days of those practices; another `series` has other days. */
export const writeList = (path: string, rows: number, series = 0): void => {
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
};
