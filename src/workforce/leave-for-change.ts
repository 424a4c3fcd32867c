import type { Action } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { generalProblems } from '../platform/problem-codes.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { leaveByIds } from './absence.queries.js';
import { clinicianForChange } from './clinician-for-change.js';
import { Leave } from './leave.entity.js';

/**
 * Locks the clinician, as an assignment does, checks the permission table, and loads the leave as it is under that
 * lock. Refused: NOT_FOUND for leave that the viewer may not see; FORBIDDEN.
 */
export async function leaveForChange(tx: Tx, viewer: Viewer, action: Action, leaveId: string): Promise<Result<Leave>> {
  const unknown = refuse({
    code: generalProblems.NOT_FOUND,
    field: ['leave'],
    message: 'There is no such leave, or the clinician is not employed by you.',
  });
  const [row] = await leaveByIds(tx.db, [leaveId]);
  if (row === undefined) return unknown;
  const clinician = await clinicianForChange(tx, viewer, action, row.clinicianId, ['leave']);
  if (!clinician.ok) return clinician;
  const leave = await tx.em.findOne(Leave, { id: leaveId });
  return leave === null ? unknown : ok(leave);
}
