import { ok, refuse, type Result } from '../../platform/result.js';

const longestReference = 64;
const canonicalUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Control and invisible format characters, lone surrogates, line and paragraph separators. */
const unwanted = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * A practice's own opaque reference for a patient, without spaces around it. Refuses `PATIENT_REFERENCE_MALFORMED` unless
 * it is 1 to 64 characters, none of them a control character, and `PATIENT_REFERENCE_IS_NHS_NUMBER`, never repeating it,
 * when a maximal run of exactly ten digits in it passes the check of an NHS number. Inside a run spaces and hyphens
 * count for nothing; runs are looked for twice, apart at a double separator and across it. Digits of every script and
 * width count. Canonical UUIDs are exempt: otherwise about 2% of them would be refused.
 * Source: no patient identity is stored; NHS Data Dictionary, NHS NUMBER (check by modulus 11).
 */
export function checkReference(text: string): Result<string> {
  const reference = text.trim();
  const length = [...reference].length;
  if (length < 1 || length > longestReference || unwanted.test(reference)) {
    return refuse({
      code: 'PATIENT_REFERENCE_MALFORMED',
      message: `A patient reference has 1 to ${longestReference} characters and no control characters.`,
    });
  }
  if (!canonicalUuid.test(reference) && holdsNhsNumber(reference)) {
    return refuse({
      code: 'PATIENT_REFERENCE_IS_NHS_NUMBER',
      message:
        'This reference holds what may be an NHS number, and no patient identity is kept here. Send a reference of your own system instead, such as the number of the appointment there or a UUID.',
    });
  }
  return ok(reference);
}

/** True when a text holds a run of digits that may be an NHS number, in any usual spelling. */
export function holdsNhsNumber(reference: string): boolean {
  const plain = inAsciiDigits(reference);
  const runs = [...plain.matchAll(/\d(?:[ -]?\d)*/g), ...plain.matchAll(/\d(?:[ -]*\d)*/g)];
  return runs.some(([run]) => passesNhsNumberCheck(run.replace(/[ -]/g, '')));
}

/** The text with digits of every script and width as 0 to 9, every space a plain one and every dash a hyphen. */
function inAsciiDigits(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{M}/gu, '')
    .replace(/\p{Zs}/gu, ' ')
    .replace(/[\p{Pd}\u2212]/gu, '-')
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** Unicode keeps each script's digits together, from zero up, in runs of ten. */
function digitValue(digit: string): number {
  const point = digit.codePointAt(0) ?? 0;
  let zero = point;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return (point - zero) % 10;
}

/** Ten digits of which the last is 11 less the sum of the others, weighted 10 down to 2, modulo 11; 11 counts as 0 and 10 never passes. */
function passesNhsNumberCheck(digits: string): boolean {
  if (digits.length !== 10) return false;
  const sum = [...digits.slice(0, 9)].reduce((total, digit, index) => total + Number(digit) * (10 - index), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}
