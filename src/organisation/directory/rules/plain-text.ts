import { identifying, identityRule } from '../../../identity/rules/patient-identity.js';
import { ok, type Problem, refuse, type Result } from '../../../platform/result.js';

/**
 * Control characters (NUL, line ends), invisible formatting, lone surrogates, private use and pictographs. The joiners by
 * which Persian and the scripts of India spell stay between letters.
 */
const unwanted =
  /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?!(?<=[\p{L}\p{M}])[\u200c\u200d](?=\p{L}))\p{Cf}|(?![©®™])\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

/** Why a text is refused in which `identifying` finds something; it never repeats the text. */
export const identityRefused = `Write ${identityRule}: more may tell who a patient is, and no patient identity is kept here.`;

/**
 * A text as it is stored: composed (NFC), without spaces around it, 1 to `longest` characters on one line. Refuses
 * INVALID_INPUT at `field`: what cannot be printed on a letter or read out is no name.
 */
export function checkPrintable(text: string, longest: number, ...field: readonly string[]): Result<string> {
  const invalid = (message: string): { ok: false; problems: readonly Problem[] } =>
    refuse({ code: 'INVALID_INPUT', field, message });
  const written = text.normalize('NFC').trim();
  const length = [...written].length;
  if (length === 0) return invalid('Write at least one character.');
  if (length > longest) return invalid(`Write at most ${longest} characters; there are ${length}.`);
  if (unwanted.test(written)) {
    return invalid('Write letters, digits and punctuation on one line: no control characters and no emoji.');
  }
  return ok(written);
}

/** A name or note that a caller writes, of an organisation, a site, a service or a person alike: it names no patient either. */
export function checkPlainText(text: string, longest: number, ...field: readonly string[]): Result<string> {
  const printable = checkPrintable(text, longest, ...field);
  return printable.ok && identifying(printable.value) !== undefined
    ? refuse({ code: 'INVALID_INPUT', field, message: identityRefused })
    : printable;
}
