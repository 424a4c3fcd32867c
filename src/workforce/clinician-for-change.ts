import { type Action, refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { changeTarget } from './clinician-access.js';
import { clinicianById, type ClinicianRow } from './clinician.queries.js';
import { lockClinician } from './eligibility.queries.js';

/**
 * Locks and reads the clinician whom a command changes, and checks the permission table. Refused: NOT_FOUND if the
 * viewer sees no such clinician; FORBIDDEN.
 */
export async function clinicianForChange(
  tx: Tx,
  viewer: Viewer,
  action: Action,
  clinicianId: string,
  field: readonly string[] = ['clinician'],
): Promise<Result<ClinicianRow>> {
  const row = (await lockClinician(tx.db, clinicianId)) ? await clinicianById(tx.db, clinicianId) : undefined;
  if (row === undefined) {
    return refuse({
      code: generalProblems.NOT_FOUND,
      field,
      message: 'There is no such clinician, or they are neither employed by you nor released to your network.',
    });
  }
  const barred = refusalOf(viewer, tx.scope, action, changeTarget(tx.scope, row));
  return barred === undefined ? ok(row) : refuse(barred);
}
