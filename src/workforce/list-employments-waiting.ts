import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Db, Scope } from '../platform/database/scope.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { type EmploymentRow, employmentsWaiting } from './employment.queries.js';

/** Jobs waiting for their clinician: for a clinician those proposed to them, for an employer those that it proposes. */
export async function listEmploymentsWaiting(
  db: Db,
  scope: Scope,
  viewer: Viewer,
): Promise<Result<readonly EmploymentRow[]>> {
  const { organisationId, clinicianId, organisationIds: employerIds } = scope;
  const barred = refusalOf(viewer, scope, 'readWorkforce', { organisationId, clinicianId, pcnId: organisationId });
  return barred === undefined ? ok(await employmentsWaiting(db, { clinicianId, employerIds })) : refuse(barred);
}
