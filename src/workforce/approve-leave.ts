import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { assignmentsBetween, instantNow } from './absence.queries.js';
import { leaveForChange } from './leave-for-change.js';
import { clashesInWords } from './rules/clash-wording.js';
import { workforceProblems } from './workforce.problems.js';

export interface ApproveLeave {
  readonly leaveId: string;
}

/**
 * Approves leave, from when on nobody can assign the clinician at that time.
 * Locks the clinician's row first, as `assignClinician` does: of an approval and an assignment at one time, one loses.
 * Refused with LEAVE_CLASHES while published sessions, of any network, are staffed by the clinician during the leave.
 */
export const approveLeave = async (
  tx: Tx,
  viewer: Viewer,
  input: ApproveLeave,
): Promise<Result<{ leaveId: string }>> => {
  const found = await leaveForChange(tx, viewer, 'decideLeave', input.leaveId);
  if (!found.ok) return found;
  const leave = found.value;
  const decided = leave.decide('APPROVED', viewer.subject, await instantNow(tx.db));
  if (!decided.ok) return decided;
  const clashes = await assignmentsBetween(
    tx.db,
    leave.clinicianId,
    leave.startsAt.toISOString(),
    leave.endsAt.toISOString(),
  );
  if (clashes.length > 0) {
    return refuse({
      code: workforceProblems.LEAVE_CLASHES,
      field: ['leave'],
      message: `${clashesInWords(clashes)} Have somebody else assigned there first, or refuse the leave.`,
    });
  }
  await tx.em.flush();
  return ok({ leaveId: leave.id });
};
