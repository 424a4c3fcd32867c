import { addDays, isCalendarDay } from '../../../time/london.js';
import { ok, refuse, type Result } from '../../../platform/result.js';

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

function day(year: string, month: string, dayOfMonth: string): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  return isCalendarDay(text) ? text : undefined;
}

/** Years that a spreadsheet shortened: the NHS began in 1948, and no day in these files is in 2030 or later yet. */
function fullYear(year: string): string {
  if (year.length === 4) return year;
  const short = Number(year);
  return short >= 48 ? `19${year}` : short < 30 ? `20${year}` : '';
}

function monthOfWord(word: string): string {
  return String(months.indexOf(word.slice(0, 3).toUpperCase()) + 1);
}

const forms: readonly ((text: string) => string | undefined)[] = [
  (text) => match(/^(\d{4})-(\d{1,2})-(\d{1,2})$/, text, (year, month, date) => day(year, month, date)),
  (text) => match(/^(\d{4})\/(\d{1,2})\/(\d{1,2})$/, text, (year, month, date) => day(year, month, date)),
  (text) => match(/^(\d{4})(\d{2})(\d{2})(?:\.0+)?$/, text, (year, month, date) => day(year, month, date)),
  (text) =>
    match(/^(\d{1,2})[- ]?([A-Z]{3,9})[- ,]{0,2}(\d{4}|\d{2})$/i, text, (date, word, year) =>
      isMonth(word) ? day(fullYear(year), monthOfWord(word), date) : undefined,
    ),
  (text) =>
    match(/^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/, text, (date, _separator, month, year = '') =>
      day(fullYear(year), month, date),
    ),
];

const fullMonths =
  /^(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)$/i;
function isMonth(word: string): boolean {
  return fullMonths.test(word);
}

function match(
  pattern: RegExp,
  text: string,
  make: (first: string, second: string, third: string, fourth?: string) => string | undefined,
): string | undefined {
  const [, first, second, third, fourth] = pattern.exec(text) ?? [];
  return first === undefined || second === undefined || third === undefined
    ? undefined
    : make(first, second, third, fourth);
}

/** The midnight that a spreadsheet or a database writes after a day. */
const midnight = /[ T]00?:00(:00(\.0+)?)?$/;

/** Days before this are mistakes, or mean "without end", for which the field should be empty. */
const firstYear = '1800';
const lastYear = '2199';

/**
 * A day as official files write it, or as spreadsheets and databases rewrite it, as `YYYY-MM-DD`: 20191001, 20191001.0,
 * 2026-04-01, 2026-04-01 00:00:00, 01JAN2021, 1-Jan-21, 1 January 2021, 01/04/1974 or 01.04.74 (the day comes first,
 * this is England). Refuses anything else, quoting it: 2.02E+07, ####### and 43739 are dates that a spreadsheet has
 * spoilt.
 */
export function readDay(text: string): Result<string, string> {
  const plain = text.replace(midnight, '');
  for (const form of forms) {
    const found = form(plain);
    if (found === undefined) continue;
    if (found >= firstYear && found.slice(0, 4) <= lastYear) return ok(found);
    return refuse(`"${shortened(text)}" is not a possible day. Where something has no end the field is empty.`);
  }
  return refuse(whyNoDay(text));
}

function whyNoDay(text: string): string {
  const found = `"${shortened(text)}"`;
  if (spoiltBySpreadsheet(text) || /^#+$/.test(text) || /^#[A-Z/0]+[!?]?$/i.test(text)) {
    return `${found} is what a spreadsheet makes of a date. Use the file as it was published.`;
  }
  if (/^\d{5}(\.\d+)?$/.test(text)) {
    return (
      `${found} is the number of a day in a spreadsheet, and spreadsheets count days in two ways, four years apart. ` +
      'Format the column as 2019-10-01, or use the file as it was published.'
    );
  }
  if (isMonthFirst(text)) return `${found} has the month first. Here the day comes first.`;
  if (/\d:\d\d/.test(text)) return `${found} has a time of the day. Only the day is wanted, as 2019-10-01.`;
  return `${found} is not a date like 20191001, 2019-10-01, 01OCT2019 or 01/10/2019.`;
}

/** Whether a text is a date like 10/13/2019: then every other date of its file, such as 10/01/2019, is in doubt. */
export function isMonthFirst(text: string): boolean {
  const [, first = '', second = ''] = /^(\d{1,2})\/(\d{1,2})\/(?:\d{4}|\d{2})(?!\d)/.exec(text) ?? [];
  return Number(first) >= 1 && Number(first) <= 12 && Number(second) >= 13 && Number(second) <= 31;
}

/** A day, or null where the field is empty or holds a database's word for that. */
export function readOptionalDay(text: string): Result<string | null, string> {
  return /^(null|nan|nat|none|n\/a|-)?$/i.test(text) ? ok(null) : readDay(text);
}

/** Numbers in scientific notation: codes and dates that were opened in a spreadsheet and saved again. */
export function spoiltBySpreadsheet(text: string): boolean {
  return /^\d(\.\d+)?E\+?\d+$/i.test(text);
}

/** As much of a field as fits into a message. */
export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** From the first to the last day of a range, both included. */
export interface Span {
  readonly first: string;
  readonly last: string;
}

/**
 * The day or month of an edition from a file's name, as the days that it may be of: `epraccur_2025-11-28.csv` one day,
 * `epraccur_2025-11.csv` and `ePCN Feb 2023.csv` a month.
 * @returns undefined where the name has neither.
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

function monthOf(year: string, month: string): Span {
  const first = `${year}-${month}-01`;
  return { first, last: addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1) };
}

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
