import { addDays, isCalendarDay } from '../../time/london.js';
import { ok, refuse, type Result } from '../../platform/result.js';

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const day = (year: string, month: string, dayOfMonth: string): string | undefined => {
  const text = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  return isCalendarDay(text) ? text : undefined;
};

const forms: readonly ((text: string) => string | undefined)[] = [
  (text) => (isCalendarDay(text) ? text : undefined),
  (text) => match(/^(\d{4})(\d{2})(\d{2})$/, text, (year, month, date) => day(year, month, date)),
  (text) =>
    match(/^(\d{1,2})[- ]?([A-Z]{3})[- ]?(\d{4})$/i, text, (date, month, year) =>
      day(year, String(months.indexOf(month.toUpperCase()) + 1), date),
    ),
  (text) =>
    match(/^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: 00:00(?::00)?)?$/, text, (date, month, year) => day(year, month, date)),
];

function match(
  pattern: RegExp,
  text: string,
  make: (first: string, second: string, third: string) => string | undefined,
): string | undefined {
  const [, first, second, third] = pattern.exec(text) ?? [];
  return first === undefined || second === undefined || third === undefined ? undefined : make(first, second, third);
}

/**
 * A day as official files write it, as `YYYY-MM-DD`: 20191001, 2026-04-01, 01JAN2021 or 01/04/1974 (the day comes first,
 * this is England). Refused with what was found: 2.02E+07 is a date that a spreadsheet has spoilt.
 */
export function readDay(text: string): Result<string, string> {
  for (const form of forms) {
    const found = form(text);
    if (found !== undefined) return ok(found);
  }
  return refuse(
    spoiltBySpreadsheet(text)
      ? `"${text}" is what a spreadsheet makes of a date. Take the file as it was published.`
      : `"${shortened(text)}" is no date as 20191001, 2019-10-01, 01OCT2019 or 01/10/2019.`,
  );
}

/** A day or, where the field is empty, null. */
export const readOptionalDay = (text: string): Result<string | null, string> =>
  text === '' ? ok(null) : readDay(text);

/** Numbers in scientific notation: codes and dates that were opened in a spreadsheet and saved again. */
export const spoiltBySpreadsheet = (text: string): boolean => /^\d(\.\d+)?E\+?\d+$/i.test(text);

/** As much of a field as fits into a message. */
export const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** From the first to the last day of a range, both included. */
export interface Span {
  readonly first: string;
  readonly last: string;
}

/**
 * The day or month of an edition out of a file's name, as the days that it may be of: `epraccur_2025-11-28.csv` one day,
 * `epraccur_2025-11.csv` and `ePCN Feb 2023.csv` a month.
 * @returns undefined where the name tells neither.
 */
export function editionInName(name: string): Span | undefined {
  const [, year = '', month = '', date = ''] =
    /(?<!\d)((?:19|20)\d{2})[-_ ]?(\d{2})[-_ ]?(\d{2})(?!\d)/.exec(name) ?? [];
  const named = day(year, month, date);
  if (named !== undefined) return { first: named, last: named };
  const [, monthYear = '', yearMonth = ''] = /(?<!\d)((?:19|20)\d{2})[-_ ]?(0[1-9]|1[0-2])(?!\d)/.exec(name) ?? [];
  if (monthYear !== '') return monthOf(monthYear, yearMonth);
  const [, word = '', wordYear = ''] =
    new RegExp(`(?<![a-z])(${months.join('|')})[a-z]*[-_ ]?((?:19|20)\\d{2})`, 'i').exec(name) ?? [];
  return word === '' ? undefined : monthOf(wordYear, String(months.indexOf(word.toUpperCase()) + 1).padStart(2, '0'));
}

const monthOf = (year: string, month: string): Span => {
  const first = `${year}-${month}-01`;
  return { first, last: addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1) };
};

/**
 * The last day of the financial year that a text names: 2022/23, 2022-23, 22-23, 202223 and FY2223 are 2023-03-31.
 * @returns undefined where it names none, or two years that do not follow each other.
 */
export function financialYearEnd(text: string): string | undefined {
  const pairs = text.matchAll(/(?<!\d)(?:20)?(\d{2})[-_/ ]?(?:20)?(\d{2})(?!\d)/g);
  for (const [, begins = '', ends = ''] of pairs) {
    if (Number(ends) === Number(begins) + 1) return `20${ends}-03-31`;
  }
  return undefined;
}
