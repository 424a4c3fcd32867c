import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Db, Scope } from '../../platform/database/scope.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { askerOf } from '../rules/asker.js';
import { availabilityOfSession, type AvailabilityRow } from './availability.queries.js';

/** What a practice can book in one session now; null when nothing. */
export async function readAvailability(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  { practiceId, sessionId }: { readonly practiceId: string; readonly sessionId: string },
): Promise<Result<AvailabilityRow | null>> {
  const barred = refusalOf(viewer, scope, 'readAvailability', {
    organisationId: practiceId,
    pcnId: scope.pcnIds[0] ?? null,
  });
  if (barred !== undefined) return refuse(barred);
  const asker = askerOf(viewer.role, viewer.channels);
  return ok((await availabilityOfSession(db, { practiceId, sessionId, asker })) ?? null);
}
