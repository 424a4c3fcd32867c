import { checkPlainText } from '../../organisation/directory/rules/plain-text.js';
import type { Tx } from '../../platform/database/scope.js';
import { ok, type Result } from '../../platform/result.js';
import type { ReportDraft } from '../change-report.js';
import { renameOrganisation } from './organisation-change.queries.js';

/** Renames an organisation from a day on, if a name is given. */
export async function rename(
  tx: Tx,
  draft: ReportDraft,
  id: string,
  newName: string | null | undefined,
  from: string,
): Promise<Result<null>> {
  if (newName == null) return ok(null);
  const name = checkPlainText(newName, 200, 'newName');
  if (!name.ok) return name;
  if (await renameOrganisation(tx.db, id, name.value, from)) {
    draft.note('moves', 'NAME', `It is called ${name.value} from that day on.`);
  } else {
    draft.note('clashes', 'NAME', 'It already has another name from a later day on.');
  }
  return ok(null);
}
