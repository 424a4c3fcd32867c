import { identifying, identityRule } from '../../identity/rules/patient-identity.js';
import { refuse, ok, type Result } from '../../platform/result.js';

const longestReference = 64;
/** Letters of the Latin alphabet, digits 0 to 9 and a few marks. */
const form = /^(?:(?=\p{L})\p{Script=Latin}|[0-9\-_./#])+$/u;

/** What a patient reference may be, for refusals and descriptions. */
export const referenceRule = `1 to ${longestReference} letters, digits and the marks - _ . / #, with ${identityRule}; a UUID may be as it is`;

/**
 * A practice's own opaque reference for a patient, composed (NFC) and without spaces around it. Refuses
 * `PATIENT_REFERENCE_IS_NHS_NUMBER` when it has more than nine digits in all, wherever they are, and
 * `PATIENT_REFERENCE_MALFORMED` when it holds a full date, has characters that the rule does not name, or is empty or
 * too long. The refusal gives the whole rule and never repeats the text. Canonical UUIDs are exempt. A name cannot be
 * recognised: practices must not send one. Source: no patient identity is stored; see `identifying`.
 */
export function checkReference(text: string): Result<string> {
  const reference = text.normalize('NFC').trim();
  const found = identifying(reference);
  if (found === 'DIGITS') {
    return refuse({
      code: 'PATIENT_REFERENCE_IS_NHS_NUMBER',
      message: `This reference may be an NHS number, and no patient identity is kept here. A reference is ${referenceRule}. ${remedy}`,
    });
  }
  if (found === 'DATE' || [...reference].length > longestReference || !form.test(reference)) {
    return refuse({
      code: 'PATIENT_REFERENCE_MALFORMED',
      message: `A patient reference is ${referenceRule}. ${remedy}`,
    });
  }
  return ok(reference);
}

const remedy = 'Send a reference from your own system, such as the number of the appointment there or a UUID.';
