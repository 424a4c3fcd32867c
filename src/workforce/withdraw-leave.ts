import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { ok, type Result } from '../platform/result.js';
import { leaveForChange } from './leave-for-change.js';

export interface WithdrawLeave {
  readonly leaveId: string;
}

/** Withdraws a request, or approved leave: the clinician can be assigned again at that time. */
export async function withdrawLeave(
  tx: Tx,
  viewer: Viewer,
  input: WithdrawLeave,
): Promise<Result<{ leaveId: string }>> {
  const found = await leaveForChange(tx, viewer, 'requestLeave', input.leaveId);
  if (!found.ok) return found;
  const withdrawn = found.value.withdraw();
  if (!withdrawn.ok) return withdrawn;
  await tx.em.flush();
  return ok({ leaveId: found.value.id });
}
