import { ok, refuse, type Result } from '../../../platform/result.js';

/** The kind of organisation an ODS code is expected to name. `ORGANISATION` is any organisation or site. */
export type OdsKind = 'PRACTICE' | 'PCN' | 'ICB' | 'SUB_ICB' | 'ORGANISATION';

const shapes: Record<OdsKind, { pattern: RegExp; expected: string }> = {
  PRACTICE: {
    pattern: /^[A-Z]\d{5}$/i,
    expected: 'The code of a practice is a letter and five digits, such as E81003.',
  },
  PCN: { pattern: /^U\d{5}$/i, expected: 'The code of a PCN is U and five digits, such as U15644.' },
  ICB: {
    pattern: /^[A-Z0-9]{3,5}$/i,
    expected: 'The code of an ICB is three to five letters and digits, such as QHG.',
  },
  SUB_ICB: {
    pattern: /^([A-Z0-9]{3}|[A-Z0-9]{5})$/i,
    expected: 'The code of a sub-ICB location is three or five letters and digits, such as M1J4Y.',
  },
  ORGANISATION: {
    pattern: /^[A-Z0-9]{3,10}$/i,
    expected: 'An ODS code is three to ten letters and digits, such as RC9.',
  },
};

/**
 * The ODS code in upper case without spaces around it. Refuses `ODS_CODE_MALFORMED`, saying what was expected, if it
 * does not have the shape of its kind. A right shape does not mean that the organisation exists. Source: NHS
 * Organisation Data Service.
 */
export function checkOdsCode(text: string, kind: OdsKind = 'ORGANISATION'): Result<string> {
  const code = text.trim();
  const { pattern, expected } = shapes[kind];
  // Matched before it is put in upper case, because that would turn some letters outside ASCII into A to Z.
  return pattern.test(code) ? ok(code.toUpperCase()) : refuse({ code: 'ODS_CODE_MALFORMED', message: expected });
}

/**
 * Every kind whose shape the code has, narrowest first; empty if it is not an ODS code. Shapes overlap: U15644 could be
 * a PCN's or a practice's, and three characters an ICB's, a sub-ICB's or a trust's.
 */
export function odsKindsOf(text: string): OdsKind[] {
  const order: OdsKind[] = ['PCN', 'PRACTICE', 'SUB_ICB', 'ICB', 'ORGANISATION'];
  return order.filter((kind) => checkOdsCode(text, kind).ok);
}
