import type { Viewer } from '../identity/viewer.js';
import type { Tx } from '../platform/database/scope.js';
import { instantNow } from '../platform/database/today.queries.js';
import { ok, type Result } from '../platform/result.js';
import { leaveForChange } from './leave-for-change.js';

export interface RefuseLeave {
  readonly leaveId: string;
}

/** Refuses leave that was asked for. */
export async function refuseLeave(tx: Tx, viewer: Viewer, input: RefuseLeave): Promise<Result<{ leaveId: string }>> {
  const found = await leaveForChange(tx, viewer, 'decideLeave', input.leaveId);
  if (!found.ok) return found;
  const decided = found.value.decide('REFUSED', viewer.subject, await instantNow(tx.db));
  if (!decided.ok) return decided;
  await tx.em.flush();
  return ok({ leaveId: found.value.id });
}
