import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { liesAhead, openDatabase } from '../../../src/app.js';
import { importOfficialFiles, type ImportProgress } from '../../../src/interchange/import/import-official-files.js';
import type { FileReport, ImportReport } from '../../../src/interchange/official-files/import-report.js';
import { recogniseFiles } from '../../../src/interchange/import/recognise-files.js';
import type { Result } from '../../../src/platform/result.js';
import type { TestDatabase } from '../database/test-database.js';

const icb = 'NHS BEDFORDSHIRE, LUTON AND MILTON KEYNES ICB - M1J4Y';

export interface Practice {
  readonly code: string;
  readonly name: string;
  readonly opened?: string;
  readonly closed?: string;
  readonly status?: string;
  readonly icb?: string;
  readonly commissioner?: string;
  readonly joined?: string;
  readonly setting?: string;
  readonly postcode?: string;
}

function quoted(fields: readonly string[]) {
  return fields.map((field) => `"${field}"`).join(',');
}

/** A line of epraccur: 27 quoted fields and no head. */
function epraccurLine(it: Practice): string {
  const fields = Array<string>(27).fill('');
  fields.splice(0, 6, it.code, it.name, 'Y61', it.icb ?? 'QHG', 'THE SURGERY', '1 HIGH STREET');
  fields[7] = 'LEIGHTON BUZZARD';
  fields[9] = it.postcode ?? 'LU7 1AR';
  fields[10] = it.opened ?? '19740401';
  fields[11] = it.closed ?? '';
  fields[12] = it.status ?? 'A';
  fields[14] = it.commissioner ?? 'M1J4Y';
  fields[15] = it.joined ?? '20210401';
  fields[25] = it.setting ?? '4';
  return quoted(fields);
}

export function epraccurOf(practices: readonly Practice[]): string {
  return practices.map((it) => `${epraccurLine(it)}\r\n`).join('');
}

function csv(text: string) {
  return /[",\n]/.test(text) ? `"${text}"` : text;
}
function table(rows: readonly (readonly string[])[]) {
  return rows.map((row) => `${row.map(csv).join(',')}\r\n`).join('');
}

/** ePCN's sheet of PCNs: code, name, open, close, sub-ICB. Its headings hold line breaks, as the workbook's do. */
export function epcnDetailsOf(pcns: readonly (readonly [string, string, string, string?, string?])[]): string {
  return table([
    ['PCN Code', 'PCN Name', 'Current\nSub ICB Loc Code', 'Sub ICB Location', 'Open Date', 'Close Date'].concat(
      'Address Line 1',
      'Postcode',
    ),
    ...pcns.map(([code, name, open, close = '', subIcb = 'M1J4Y']) =>
      [code, name, subIcb, subIcb === 'M1J4Y' ? icb : ''].concat(open, close, 'LAKE STREET', 'LU7 1RS'),
    ),
  ]);
}

/** ePCN's sheet of members: practice, PCN, first day, last day, the practice's sub-ICB. */
export function epcnPartnersOf(members: readonly (readonly [string, string, string, string?, string?])[]): string {
  return table([
    [
      'Partner\nOrganisation\nCode',
      'Partner\nName',
      'Practice\nParent\nSub ICB Loc Code',
      'PCN Code',
      'PCN Name',
    ].concat('Practice to PCN\nRelationship\nStart Date', 'Practice to PCN\nRelationship\nEnd Date'),
    ...members.map(([practice, pcn, from, to = '', parent = 'M1J4Y']) =>
      [practice, 'A PRACTICE', parent].concat(pcn, 'A PCN', from, to),
    ),
  ]);
}

/** The list file, in the form of 2021 or of later years: practice, extract date, patients. */
export function listsOf(year: 'OLD' | 'NEW', rows: readonly (readonly [string, string, string])[]): string {
  return table([
    ['PUBLICATION', 'EXTRACT_DATE', 'TYPE'].concat(
      year === 'OLD' ? ['CCG_CODE', 'ONS_CCG_CODE'] : ['SUB_ICB_LOCATION_CODE', 'ONS_SUB_ICB_LOCATION_CODE'],
      ['CODE', 'POSTCODE', 'SEX', 'AGE', 'NUMBER_OF_PATIENTS'],
    ),
    ...rows.map(([code, day, patients]) => [
      'GP_PRAC_PAT_LIST',
      day,
      'GP',
      'M1J4Y',
      'E38000107',
      code,
      'LU7 1AR',
      'ALL',
      'ALL',
      patients,
    ]),
  ]);
}

/** The payments file, with its byte order mark: practice, weighted list, type of practice. */
export function paymentsOf(rows: readonly (readonly [string, string, string?])[]): string {
  return `\ufeff${table([
    ['CCG Code', 'Code', 'CCG NAME', 'Practice Code', 'Practice Name', 'Contract Type', 'Practice type'].concat(
      'Number of Registered Patients (Last Known Figure)',
      'Number of Weighted Patients (Last Known Figure)',
    ),
    ...rows.map(([code, weighted, type = 'GP practice']) => [
      'M1J4Y',
      'U15644',
      'LEIGHTON LINSLADE HEALTH CONNECTIONS PCN',
      code,
      'A',
      'GMS',
      type,
      '19483.75',
      weighted,
    ]),
  ])}`;
}

/** Leighton Linslade and a neighbour, as the files of one ICB tell them. */
export const icbFiles = {
  'epraccur_2025-11-28.csv': epraccurOf([
    { code: 'E81003', name: 'DR JL HENDERSON & PARTNERS' },
    { code: 'E81004', name: 'SALISBURY HOUSE SURGERY', postcode: 'LU71RS' },
    { code: 'E81044', name: 'LEIGHTON ROAD SURGERY' },
    { code: 'E81063', name: 'A PRACTICE OF LUTON' },
    { code: 'E81064', name: 'BRAMINGHAM PARK MEDICAL CENTRE', closed: '20250228', status: 'C' },
    { code: 'K82067', name: 'A DORMANT PRACTICE', status: 'D' },
    { code: 'Y08787', name: 'LEIGHTON-LINSLADE HEALTH CONNECTIONS HUB', opened: '20250519', setting: '26' },
    { code: 'Y00001', name: 'A WALK-IN CENTRE', setting: '1' },
  ]),
  'epcn-details_2023-02-24.csv': epcnDetailsOf([
    ['U15644', 'LEIGHTON LINSLADE HEALTH CONNECTIONS PCN', '20191001'],
    ['U27128', 'PHOENIX SUNRISERS PCN', '20191001'],
    ['U33695', 'EDEN (LUTON) PCN', '20191001', '20220331'],
  ]),
  'epcn-partners_2023-02-24.csv': epcnPartnersOf([
    ['E81003', 'U15644', '20191001'],
    ['E81004', 'U15644', '20191001', '20200331'],
    ['E81004', 'U15644', '20210401'],
    ['E81044', 'U15644', '20191001'],
    ['E81063', 'U33695', '20191001', '20220331'],
    ['E81063', 'U27128', '20220401'],
    ['E81064', 'U27128', '20191001'],
  ]),
  'gp-reg-pat-prac-all.csv': listsOf('NEW', [
    ['E81003', '2026-04-01', '21349'],
    ['E81004', '2026-04-01', '12423'],
    ['E81044', '2026-04-01', '19515'],
    ['E81063', '2026-04-01', '1'],
  ]),
  'payments_2022-23.csv': paymentsOf([
    ['E81003', '18475'],
    ['E81004', '10819.14'],
    ['E81044', '17235.09'],
  ]),
} as const;

function optionOf(name: string): string {
  return /^epraccur/.test(name)
    ? 'epraccur'
    : /^epcn-details/.test(name)
      ? 'epcn-details'
      : /^epcn-partners/.test(name)
        ? 'epcn-partners'
        : /^gp-reg/.test(name)
          ? 'lists'
          : 'payments';
}

/** Writes files into a folder of their own. @returns the path of each, by its option; which that is, its name says. */
export function writeFiles(files: Readonly<Record<string, string | Buffer>>): Map<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'official-files-'));
  return new Map(
    Object.entries(files).map(([name, content]) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return [optionOf(name), path];
    }),
  );
}

const unwatched: ImportProgress = { waiting: () => undefined, reading: () => undefined, applying: () => undefined };

/** Loads files as the command does. */
export async function importInto(
  database: TestDatabase,
  files: Readonly<Record<string, string | Buffer>>,
  progress: Partial<ImportProgress> = {},
  currentOnly = false,
): Promise<Result<ImportReport, string>> {
  const recognised = await recogniseFiles({ paths: writeFiles(files), currentOnly });
  if (!recognised.ok) return recognised;
  const owner = await openDatabase(database.urls.owner, { poolSize: 1, statementTimeoutMs: 0 });
  try {
    return await importOfficialFiles({
      owner,
      files: recognised.value,
      progress: { ...unwatched, ...progress },
      liesAhead,
    });
  } finally {
    await owner.close();
  }
}

/** Loads files and answers what became of each, by its option; without the words of changes. */
export async function imported(database: TestDatabase, files: Readonly<Record<string, string | Buffer>>) {
  const report = await importInto(database, files);
  if (!report.ok) throw new Error(report.problems.join('\n'));
  return Object.fromEntries(report.value.files.map((file) => [file.option, file])) as Record<string, FileReport>;
}

/** The five counts of a report, in their order. */
export function countsOf({ new: added, changed, unchanged, leftOut, refused }: FileReport) {
  return [added, changed, unchanged, leftOut, refused];
}
