import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { findNetwork } from '../../organisation/directory/known-organisation.js';
import type { Db, Scope } from '../../platform/database/scope.js';
import type { Page } from '../../platform/paging/page.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { type ServiceRow, servicesOf } from './service.queries.js';

/** A page of services, by name: the common catalogue and, of the PCN with this ODS code, its own. */
export async function listServices(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  pcn: string | null | undefined,
  page: Page,
): Promise<Result<{ pcnId: string | null; rows: readonly ServiceRow[] }>> {
  const pcnId = pcn == null ? ok(null) : await readableNetwork(db, scope, viewer, pcn);
  return pcnId.ok ? ok({ pcnId: pcnId.value, rows: await servicesOf(db, pcnId.value, page) }) : pcnId;
}

async function readableNetwork(db: Db, scope: Scope, viewer: Viewer, pcn: string): Promise<Result<string>> {
  const network = await findNetwork(db, pcn, scope.today);
  if (!network.ok) return network;
  const barred = refusalOf(viewer, scope, 'readNetwork', { pcnId: network.value.id });
  return barred === undefined ? ok(network.value.id) : refuse(barred);
}
