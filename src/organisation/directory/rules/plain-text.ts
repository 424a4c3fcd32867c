import { identifying, identityRule } from '../../../identity/rules/patient-identity.js';
import { ok, type Problem, refuse, type Result } from '../../../platform/result.js';

/**
 * Control characters (NUL, line ends), invisible formatting, lone surrogates, private use and pictographs. Joiners
 * between letters are allowed, because Persian and the scripts of India need them for spelling.
 */
const unwanted =
  /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|(?!(?<=[\p{L}\p{M}])[\u200c\u200d](?=\p{L}))\p{Cf}|(?![©®™])\p{Extended_Pictographic}|\p{Regional_Indicator}/u;

/** Why a text in which `identifying` finds something is refused. The message never repeats the text. */
export const identityRefused = `Write ${identityRule}: anything more may identify a patient, and no patient identity is kept here.`;

/**
 * A text as it is stored: composed (NFC), without spaces around it, 1 to `longest` characters on one line. Refuses
 * INVALID_INPUT at `field`, because a name must be printable on a letter and readable aloud.
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

/**
 * A name or note that a caller writes, for an organisation, a site, a service or a person. It must not identify a
 * patient either.
 */
export function checkPlainText(text: string, longest: number, ...field: readonly string[]): Result<string> {
  const printable = checkPrintable(text, longest, ...field);
  return printable.ok && identifying(printable.value) !== undefined
    ? refuse({ code: 'INVALID_INPUT', field, message: identityRefused })
    : printable;
}
