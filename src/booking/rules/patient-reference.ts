import { holdsNhsNumber } from '../../identity/rules/nhs-number.js';
import { ok, refuse, type Result } from '../../platform/result.js';

const longestReference = 64;
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
  if (holdsNhsNumber(reference)) {
    return refuse({
      code: 'PATIENT_REFERENCE_IS_NHS_NUMBER',
      message:
        'This reference holds what may be an NHS number, and no patient identity is kept here. Send a reference of your own system instead, such as the number of the appointment there or a UUID.',
    });
  }
  return ok(reference);
}
