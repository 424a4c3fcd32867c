import type { Viewer } from '../../identity/viewer.js';
import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import type { Tx } from '../../platform/database/scope.js';
import { ok, type Result } from '../../platform/result.js';
import { carryOut, type ChangeReport, ReportDraft } from '../change-report.js';
import { lockedClinic } from '../clinic/clinic-for-change.js';
import { setTitle } from './series.queries.js';

export interface RenameClinic {
  readonly clinic: string;
  readonly title: string;
  readonly dryRun?: boolean | undefined;
}

/**
 * Gives a clinic another title, at once and for its sessions of every day: a title is what people call it, not a term
 * of the series. Locks the clinic. Refused: NOT_FOUND, FORBIDDEN, a title that could not be given at scheduling.
 */
export function renameClinic(tx: Tx, viewer: Viewer, input: RenameClinic): Promise<Result<ChangeReport>> {
  return carryOut(tx, input.dryRun, async (inner) => {
    const found = await lockedClinic(inner, viewer, 'renameClinic', input.clinic);
    if (!found.ok) return found;
    const title = checkPlainText(input.title, 200, 'title');
    if (!title.ok) return title;
    const { id, title: before } = found.value.clinic;
    const draft = new ReportDraft(inner.scope.today);
    const about = { type: 'SharedClinic', key: id };
    if (title.value === before) {
      draft.note('stays', 'NAME', `Nothing changes: it is already called “${before}”.`, { about });
      return ok(draft.report);
    }
    await setTitle(inner.db, id, title.value);
    draft.note('moves', 'NAME', `“${before}” is called “${title.value}” from now on.`, {
      about,
      before,
      after: title.value,
    });
    return ok(draft.report);
  });
}
