import type { Context } from '../../identity/context.js';
import { refusalOf } from '../../identity/permissions.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { containsDay } from '../../time/interval.js';
import { unusedTo111DefaultsLoader } from './unused-to-111.loader.js';
import type { UnusedTo111DefaultRow } from './unused-to-111.queries.js';

/**
 * What a network has set for unused slots on a day, for anyone who may read the network's papers; null where it has set
 * nothing.
 */
export async function readUnusedTo111(
  context: Context,
  pcnId: string,
  day: string,
): Promise<Result<UnusedTo111DefaultRow | null>> {
  const barred = await context.query(async (_db, scope) =>
    refusalOf(context.viewer, scope, 'readNetworkPapers', { pcnId }),
  );
  if (barred !== undefined) return refuse(barred);
  const rows = await context.use(unusedTo111DefaultsLoader).load(pcnId);
  return ok(rows.find((row) => containsDay(row, day)) ?? null);
}
