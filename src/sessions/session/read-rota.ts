import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { findNetwork } from '../../organisation/directory/known-organisation.js';
import type { Db, Scope } from '../../platform/database/scope.js';
import type { Page } from '../../platform/paging/page.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { windowOf } from '../../time/window.js';
import { listSessions, type SessionFilter, type SessionRow, type SessionState } from './session.queries.js';

/** Which network, by ODS code, which London days `[from, to)`, and what else limits the sessions. */
export interface AskedRota extends Omit<SessionFilter, 'pcnId' | 'from' | 'to' | 'states'> {
  readonly pcn: string;
  readonly from: string;
  readonly to: string;
  /** By default those that take place. */
  readonly states?: readonly SessionState[] | undefined;
}

/** A page of a network's sessions, by start, with the filter for counting them. */
export async function readRota(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  { pcn, from, to, states = ['PUBLISHED'], ...limits }: AskedRota,
  page: Page,
): Promise<Result<{ filter: SessionFilter; rows: readonly SessionRow[] }>> {
  const days = windowOf(from, to);
  if (!days.ok) return days;
  const network = await findNetwork(db, pcn, scope.today);
  if (!network.ok) return network;
  const pcnId = network.value.id;
  const barred = refusalOf(viewer, scope, 'readRota', { pcnId });
  if (barred !== undefined) return refuse(barred);
  const filter: SessionFilter = { ...limits, pcnId, from, to, states };
  return ok({ filter, rows: await listSessions(db, filter, page) });
}
