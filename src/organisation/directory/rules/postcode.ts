import { ok, refuse, type Result } from '../../../platform/result.js';

const area = '[A-PR-UWYZ]';
const second = '[A-HK-Y]';
const outward = [
  `${area}\\d{1,2}`,
  `${area}${second}\\d{1,2}`,
  `${area}\\d[A-HJKPSTUW]`,
  `${area}${second}\\d[ABEHMNPRVWXY]`,
];
const pattern = new RegExp(`^(${outward.join('|')}|GIR)(\\d[ABD-HJLNP-UW-Z]{2})$`, 'i');

/**
 * The UK postcode in upper case with one space before its last three characters: `lu71ar` becomes `LU7 1AR`. Refuses
 * `POSTCODE_MALFORMED` if it does not have the form of one; whether it is in use is not checked. A postcode is not a
 * key: LU4 8BY has two practices. Source: BS 7666 as printed in the Government Data Standards Catalogue.
 */
export function checkPostcode(text: string): Result<string> {
  const [, outwardCode, inwardCode] = pattern.exec(text.replace(/\s/g, '')) ?? [];
  if (outwardCode === undefined || inwardCode === undefined) {
    return refuse({ code: 'POSTCODE_MALFORMED', message: 'A postcode has the form LU7 1AR.' });
  }
  return ok(`${outwardCode} ${inwardCode}`.toUpperCase());
}
