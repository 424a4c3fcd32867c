import { ok, refuse, type Result } from '../../platform/result.js';

/**
 * The text without blanks around it, for a name or a title. Refuses `INVALID_INPUT` when nothing is left, when it is
 * longer than `longest` characters, or when it holds control characters (a NUL byte or a line break among them).
 */
export function checkTitle(text: string, longest: number, field: readonly string[]): Result<string> {
  const trimmed = text.trim();
  if (trimmed === '') return malformed(field, 'This may not be empty.');
  if ([...trimmed].length > longest) return malformed(field, `This has at most ${longest} characters.`);
  if (/\p{Cc}|\p{Cs}/u.test(trimmed)) return malformed(field, 'This is one line of text without control characters.');
  return ok(trimmed);
}

const malformed = (field: readonly string[], message: string) => refuse({ code: 'INVALID_INPUT', field, message });
