import type { Viewer } from '../../identity/viewer.js';
import { ok, type Result } from '../../platform/result.js';
import { checkPlainText } from './rules/plain-text.js';

/** A file of the NHS and its day, as the import names them: no caller's words, so they may hold a date. */
export class OfficialSource {
  constructor(readonly words: string) {}
}

/** Where a fact comes from, as its author wrote it at `source`; when nothing was written, the author. */
export function sourceOf(viewer: Viewer, written: string | OfficialSource | undefined): Result<string> {
  if (written instanceof OfficialSource) return ok(written.words);
  return written == null
    ? ok(`Entered by ${viewer.role} of ${viewer.organisationCode}`)
    : checkPlainText(written, 500, 'source');
}
