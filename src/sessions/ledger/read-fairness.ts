import { refusalOf } from '../../identity/permissions.js';
import type { Viewer } from '../../identity/viewer.js';
import { findNetwork } from '../../organisation/directory/known-organisation.js';
import type { Db, Scope } from '../../platform/database/scope.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { windowOf } from '../../time/window.js';
import {
  type AccountRow,
  accountsOfService,
  type HostSums,
  hostSums,
  type PracticeSums,
  practiceSums,
} from './fairness.queries.js';

/** Which network, by ODS code, which service and which London days `[from, to)`. */
export interface AskedFairness {
  readonly pcn: string;
  readonly service: string;
  /** Only the ledger of slots of this many minutes. */
  readonly slotMinutes?: number | null | undefined;
  readonly from: string;
  readonly to: string;
}

export interface Fairness {
  readonly from: string;
  readonly to: string;
  readonly accounts: readonly AccountRow[];
  readonly practices: readonly PracticeSums[];
  readonly hosts: readonly HostSums[];
}

/** The totals of a network's ledgers of a service, over a period of any length. */
export async function readFairness(
  db: Db,
  scope: Scope,
  viewer: Viewer,
  { pcn, service: serviceId, slotMinutes = null, from, to }: AskedFairness,
): Promise<Result<Fairness>> {
  const days = windowOf(from, to, Infinity);
  if (!days.ok) return days;
  const network = await findNetwork(db, pcn, scope.today);
  if (!network.ok) return network;
  const pcnId = network.value.id;
  const barred = refusalOf(viewer, scope, 'readFairness', { pcnId });
  if (barred !== undefined) return refuse(barred);
  const accounts = await accountsOfService(db, { pcnId, serviceId, slotMinutes });
  const ids = accounts.map(({ id }) => id);
  const practices = await practiceSums(db, ids, { from, to });
  return ok({ from, to, accounts, practices, hosts: await hostSums(db, ids, { from, to }) });
}
