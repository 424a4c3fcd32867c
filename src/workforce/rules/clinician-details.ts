import { holdsNhsNumber } from '../../identity/rules/nhs-number.js';
import { nhsNumberRefused } from '../../organisation/rules/plain-text.js';
import { ok, type Problem, refuse, type Result } from '../../platform/result.js';

const invalid = (field: string, message: string): { ok: false; problems: readonly Problem[] } =>
  refuse({ code: 'INVALID_INPUT', field: [field], message });

/** A clinician's own short code, in capitals. */
export function checkCode(text: string): Result<string> {
  const code = text.trim();
  if (holdsNhsNumber(code)) return invalid('code', nhsNumberRefused);
  return /^[A-Z0-9-]{3,20}$/i.test(code)
    ? ok(code.toUpperCase())
    : invalid('code', 'A code has 3 to 20 letters, digits and hyphens, as GP-0007.');
}

/** Skills in small letters and hyphens, each once, in alphabetical order; services ask for them in the same words. */
export function checkSkills(texts: readonly string[]): Result<string[]> {
  const skills = [...new Set(texts.map((text) => text.trim().toLowerCase()))].toSorted();
  if (skills.length > 50) return invalid('skills', 'A clinician has at most 50 skills.');
  if (skills.some(holdsNhsNumber)) return invalid('skills', nhsNumberRefused);
  const wrong = skills.filter((skill) => skill.length > 60 || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(skill));
  return wrong.length === 0
    ? ok(skills)
    : invalid('skills', 'A skill is written in small letters, digits and hyphens, at most 60, as minor-illness.');
}

/** Language codes of ISO 639, two letters or three (sign languages have three), each once, in alphabetical order. */
export function checkLanguages(texts: readonly string[]): Result<string[]> {
  const languages = [...new Set(texts.map((text) => text.trim().toLowerCase()))].toSorted();
  if (languages.length < 1 || languages.length > 20) return invalid('languages', 'Name 1 to 20 languages.');
  return languages.every((language) => /^[a-z]{2,3}$/.test(language))
    ? ok(languages)
    : invalid(
        'languages',
        'A language is an ISO 639 code of two or three letters: en, ur, bfi for British Sign Language.',
      );
}

/** Refuses a range of days that is empty or back to front; `to` is the first day after it. */
export function checkDays(from: string, to: string | null | undefined, field: string): Result<void> {
  return to != null && to <= from
    ? invalid(field, 'The end comes before the beginning: it is the first day after.')
    : ok(undefined);
}
