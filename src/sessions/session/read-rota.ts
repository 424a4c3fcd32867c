import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { findNetwork } from '../../organisation/directory/known-organisation.js';
import type { Db, Scope } from '../../platform/database/scope.js';
import type { Page } from '../../platform/paging/page.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { windowOf } from '../../time/window.js';
import { listSessions, type SessionFilter, type SessionRow } from './session.queries.js';

/** Which network, by ODS code, and which London days `[from, to)`. */
export interface AskedRota {
  readonly pcn: string;
  readonly from: string;
  readonly to: string;
  readonly withCancelled?: boolean | undefined;
}

/** A page of a network's published sessions, by start, with the filter for counting them. */
export async function readRota(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  { pcn, from, to, withCancelled = false }: AskedRota,
  page: Page,
): Promise<Result<{ filter: SessionFilter; rows: readonly SessionRow[] }>> {
  const days = windowOf(from, to);
  if (!days.ok) return days;
  const network = await findNetwork(db, pcn, scope.today);
  if (!network.ok) return network;
  const pcnId = network.value.id;
  const barred = refusalOf(viewer, scope, 'readRota', { pcnId });
  if (barred !== undefined) return refuse(barred);
  const filter: SessionFilter = { pcnId, from, to, withCancelled };
  return ok({ filter, rows: await listSessions(db, filter, page) });
}
