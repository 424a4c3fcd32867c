import { refusalOf } from '../identity/permissions.js';
import type { Viewer } from '../identity/viewer.js';
import type { Db, Scope } from '../platform/database/scope.js';
import type { Page } from '../platform/paging/page.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { waitingListOf, type WaitingRow } from './waiting.queries.js';

/** A page of a practice's patients who wait for a slot, longest wait first; for the practice and its network. */
export async function readWaitingList(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  practiceId: string,
  page: Page,
): Promise<Result<readonly WaitingRow[]>> {
  const barred = refusalOf(viewer, scope, 'readWaitingList', {
    organisationId: practiceId,
    pcnId: scope.bookingPcnIds[0] ?? null,
  });
  return barred === undefined ? ok(await waitingListOf(db, practiceId, page)) : refuse(barred);
}
