import type { Viewer } from '../../identity/viewer.js';
import { ok, type Result } from '../../platform/result.js';
import { checkPlainText } from './rules/plain-text.js';

/** An NHS file and its day, as the import names them. These are not a caller's words, so they may hold a date. */
export class OfficialSource {
  constructor(readonly words: string) {}
}

/** Where a fact comes from, as written at `source` by its author, or the author if nothing was written. */
export function sourceOf(viewer: Viewer, written: string | OfficialSource | undefined): Result<string> {
  if (written instanceof OfficialSource) return ok(written.words);
  return written == null
    ? ok(`Entered by ${viewer.role} of ${viewer.organisationCode}`)
    : checkPlainText(written, 500, 'source');
}
