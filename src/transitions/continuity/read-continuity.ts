import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { findOrganisation } from '../../organisation/directory/known-organisation.js';
import type { Db, Scope } from '../../platform/database/scope.js';
import { generalProblems } from '../../platform/problem-codes.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { windowOf } from '../../time/window.js';
import { continuityOf, type ContinuityRow } from './continuity.queries.js';

const longestDays = 20 * 366;
const mostBreaks = 1000;

/** For which practice, or for all practices of which ICB, by ODS code, and for which London days `[from, to)`. */
export interface AskedContinuity {
  readonly of: { readonly practice?: string | null | undefined; readonly icb?: string | null | undefined };
  readonly from: string;
  readonly to: string;
}

/** Days without a contract holder, a site operator or a PCN, or with two. Refused: more than 1,000 of them. */
export async function readContinuity(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  { of, from, to }: AskedContinuity,
): Promise<Result<readonly ContinuityRow[]>> {
  const days = windowOf(from, to, longestDays);
  if (!days.ok) return days;
  const barred = refusalOf(viewer, scope, 'readDirectory', {});
  if (barred !== undefined) return refuse(barred);
  const kind = of.practice == null ? 'ICB' : 'PRACTICE';
  const found = await findOrganisation(db, scope.today, of.practice ?? of.icb ?? '', [kind], 'of');
  if (!found.ok) return found;
  const { id } = found.value;
  const rows = await continuityOf(db, kind === 'ICB' ? { commissionerId: id } : { practiceId: id }, from, to);
  if (rows.length <= mostBreaks) return ok(rows);
  const message = `There are more than ${mostBreaks}. Ask for fewer days, or for one practice.`;
  return refuse({ code: generalProblems.INVALID_INPUT, field: ['to'], message });
}
