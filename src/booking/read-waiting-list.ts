import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Db, Scope } from '../platform/database/scope.js';
import type { Page } from '../platform/paging/page.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { type WaitingFilter, waitingListOf, type WaitingRow } from './waiting.queries.js';

/** A page of those who wait for a slot, longest wait first: a practice's, for it and its network; or a network's. */
export async function readWaitingList(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  filter: WaitingFilter,
  page: Page,
): Promise<Result<readonly WaitingRow[]>> {
  const target =
    'pcnId' in filter ? filter : { organisationId: filter.practiceId, pcnId: scope.bookingPcnIds[0] ?? null };
  const barred = refusalOf(viewer, scope, 'readWaitingList', target);
  return barred === undefined ? ok(await waitingListOf(db, filter, page)) : refuse(barred);
}
