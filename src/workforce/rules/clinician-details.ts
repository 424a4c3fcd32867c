import { identifying } from '../../identity/rules/patient-identity.js';
import { identityRefused } from '../../organisation/directory/rules/plain-text.js';
import { ok, type Problem, refuse, type Result } from '../../platform/result.js';

function invalid(field: string, message: string): { ok: false; problems: readonly Problem[] } {
  return refuse({ code: 'INVALID_INPUT', field: [field], message });
}

/** A clinician's own short code, in capitals. */
export function checkCode(text: string): Result<string> {
  const code = text.trim();
  if (identifying(code) !== undefined) return invalid('code', identityRefused);
  return /^[A-Z0-9-]{3,20}$/i.test(code)
    ? ok(code.toUpperCase())
    : invalid('code', 'A code has 3 to 20 letters, digits and hyphens, such as GP-0007.');
}

/** Skills in lower case with hyphens, each once, in alphabetical order; services require them in the same words. */
export function checkSkills(texts: readonly string[]): Result<string[]> {
  if (texts.length > 50) return invalid('skills', 'A clinician can have at most 50 skills.');
  return eachChecked(texts, 'skills', (skill) => {
    if (identifying(skill) !== undefined) return identityRefused;
    return skill.length <= 60 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(skill)
      ? undefined
      : 'A skill is written in lower case, with digits and hyphens, at most 60 characters, such as minor-illness.';
  });
}

/** Language codes of ISO 639, two letters or three (sign languages have three), each once, in alphabetical order. */
export function checkLanguages(texts: readonly string[]): Result<string[]> {
  if (texts.length < 1 || texts.length > 20) return invalid('languages', 'Name 1 to 20 languages.');
  return eachChecked(texts, 'languages', (language) =>
    /^[a-z]{2,3}$/.test(language)
      ? undefined
      : 'A language is an ISO 639 code of two or three letters: en, ur, bfi for British Sign Language.',
  );
}

/** Words in lower case, each once, in alphabetical order, or what is wrong with each at its position in the list. */
function eachChecked(
  texts: readonly string[],
  field: string,
  wrongWith: (word: string) => string | undefined,
): Result<string[]> {
  const words = texts.map((text) => text.trim().toLowerCase());
  const problems = words.flatMap((word, index): Problem[] => {
    const message = wrongWith(word);
    return message === undefined ? [] : [{ code: 'INVALID_INPUT', field: [field, String(index)], message }];
  });
  return problems.length === 0 ? ok([...new Set(words)].toSorted()) : { ok: false, problems };
}

/** Refuses a range of days that is empty or back to front; `to` is the first day after it. */
export function checkDays(from: string, to: string | null | undefined, field: string): Result<void> {
  return to != null && to <= from
    ? invalid(field, 'The end must be after the start. It is the first day after the last one.')
    : ok(undefined);
}
