import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Db, Scope } from '../../platform/database/scope.js';
import type { Page } from '../../platform/paging/page.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { type ClinicRow, clinicsOf } from './shared-clinic.queries.js';

/** A page of a network's shared clinics, by title. */
export async function listClinics(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  pcnId: string,
  page: Page,
): Promise<Result<readonly ClinicRow[]>> {
  const barred = refusalOf(viewer, scope, 'readNetwork', { pcnId });
  return barred === undefined ? ok(await clinicsOf(db, pcnId, page)) : refuse(barred);
}
