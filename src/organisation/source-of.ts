import type { Viewer } from '../identity/viewer.js';
import { ok, type Result } from '../platform/result.js';
import { checkPlainText } from './rules/plain-text.js';

/** Where a fact comes from, as its author wrote it at `source`; when nothing was written, the author. */
export const sourceOf = (viewer: Viewer, written: string | undefined): Result<string> =>
  written == null
    ? ok(`Entered by ${viewer.role} of ${viewer.organisationCode}`)
    : checkPlainText(written, 500, 'source');
