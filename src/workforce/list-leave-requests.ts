import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Db, Scope } from '../platform/database/scope.js';
import type { Page } from '../platform/paging/page.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { type LeaveFilter, leaveOfStaff, type LeaveRow } from './absence.queries.js';
import type { LeaveState } from './leave.entity.js';

/**
 * A page of the leave of an employer's staff that is not over, by start, with the filter for counting it: that of the
 * organisation that the viewer acts for and of those it has succeeded. For those who decide about leave there.
 */
export async function listLeaveRequests(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  states: readonly LeaveState[],
  page: Page,
): Promise<Result<{ filter: LeaveFilter; rows: readonly LeaveRow[] }>> {
  const barred = refusalOf(viewer, scope, 'decideLeave', { organisationId: scope.organisationId });
  if (barred !== undefined) return refuse(barred);
  const filter = { employerIds: scope.organisationIds, states };
  return ok({ filter, rows: await leaveOfStaff(db, filter, page) });
}
