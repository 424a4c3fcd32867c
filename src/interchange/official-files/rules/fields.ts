import { checkOdsCode, type OdsKind } from '../../../organisation/directory/rules/ods-code.js';
import { checkPrintable } from '../../../organisation/directory/rules/plain-text.js';
import { ok, refuse, type Result } from '../../../platform/result.js';
import { shortened, spoiltBySpreadsheet } from './file-dates.js';

/** Codes of practices anywhere in a text; those of PCNs look alike but begin with U. */
export const practiceCodes = /(?!U)[A-Z]\d{5}(?!\d)/g;
export const pcnCodes = /U\d{5}(?!\d)/g;

/** A code of the wanted kind in capitals. */
export function readCode(text: string, kind: OdsKind): Result<string, string> {
  const code = checkOdsCode(text, kind);
  if (code.ok) return code;
  const found = text === '' ? 'The code is empty.' : `"${shortened(text)}" is not a valid code.`;
  const spoilt = spoiltBySpreadsheet(text) ? ' A spreadsheet has spoilt it: use the file as it was published.' : '';
  return refuse(`${code.problems[0]?.message ?? ''} ${found}${spoilt}`);
}

/** A name on one line; the files pad some with spaces. */
export function readName(text: string): Result<string, string> {
  const name = checkPrintable(text.replace(/[\s\u00a0]+/g, ' '), 200);
  return name.ok ? name : refuse(`The name cannot be kept. ${name.problems[0]?.message ?? ''}`);
}

/** A number as text, digits with an optional fraction; it may have commas between thousands. */
export function readNumber(text: string): Result<string, string> {
  const plain = /^\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(',', '') : text;
  return /^\d{1,9}(\.\d{1,10})?$/.test(plain) ? ok(plain) : refuse(`"${shortened(text)}" is not a number of patients.`);
}
