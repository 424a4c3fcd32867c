const canonicalUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const mostDigits = 9;

/** What in a text may identify a patient. */
export type Identifying = 'DIGITS' | 'DATE';

/** The rule of `identifying` in words, for refusals and descriptions. */
export const identityRule = `at most ${mostDigits} digits in all and no full date (day, month and year)`;

/**
 * What in a text may identify a patient, or undefined: more than nine digits in all (an NHS number has ten, a telephone
 * number eleven), or day, month and year together, like a date of birth. A text in which this finds something is never
 * stored: not as a reference, a reason, a name or a note. Digits of every script and width count, whatever is between
 * them. A text that is exactly one canonical UUID is exempt. Names of people cannot be recognised. Source: no patient
 * identity is stored; NHS Data Dictionary, NHS NUMBER and PERSON BIRTH DATE.
 */
export function identifying(text: string): Identifying | undefined {
  if (canonicalUuid.test(text)) return undefined;
  const plain = inAsciiDigits(text);
  if (plain.replace(/\D/g, '').length > mostDigits) return 'DIGITS';
  return dates.some((date) => date.test(plain)) ? 'DATE' : undefined;
}

const month =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?!\\p{L})';
const day = '\\d{1,2}(?: ?(?:st|nd|rd|th))?';
/** The marks inside a date; a list such as "2, 3 and 26" has other marks. */
const mark = ' ?[^\\p{L}\\p{N} ,;:&+()] ?';
/** The marks between the parts of a date with a four-digit year, which can mean nothing else. */
const loose = '[^\\p{L}\\p{N}:&+()]{1,3}';
const year = '(?:1[89]|20|21)\\d{2}';

const dates = [
  `(?<!\\d)\\d{1,2}${mark}\\d{1,2}${mark}\\d{4}(?!\\d)`,
  `(?<!\\d)\\d{1,2}(${mark})\\d{1,2}\\1\\d{2}(?!\\d)`, // the same mark twice: 08.30-16.30 is not a date
  `(?<!\\d)\\d{1,2}${loose}\\d{1,2}${loose}${year}(?!\\d)`,
  `(?<!\\d)${year}${loose}\\d{1,2}${loose}\\d{1,2}(?!\\d)`,
  `(?<!\\d)${day}(?: of )?[^\\p{L}\\p{N}]{0,3}(?<!\\p{L})${month}[^\\p{L}\\p{N}]{0,3}${year}(?!\\d)`,
  `(?<!\\d)${day}${mark}${month}${mark}\\d{2}(?!\\d)`,
  `(?<!\\p{L})${month}[^\\p{L}\\p{N}]{0,3}${day}[^\\p{L}\\p{N}]{1,3}${year}(?!\\d)`,
  `(?<!\\d)${year}[^\\p{L}\\p{N}]{0,3}${month}[^\\p{L}\\p{N}]{0,3}${day}(?!\\d)`,
].map((pattern) => new RegExp(pattern, 'iu'));

/**
 * The text with digits of every script and width as 0 to 9, every space a plain one, every dash a hyphen and every
 * slash one.
 */
function inAsciiDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/\s/gu, ' ')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/[\u2044\u2215]/g, '/')
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** Unicode keeps each script's digits together, in runs of ten from zero up. */
function digitValue(digit: string): number {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (point - zero) % 10;
}
