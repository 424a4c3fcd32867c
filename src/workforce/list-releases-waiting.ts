import type { Context } from '../identity/context.js';
import { refusalOf, type Target } from '../identity/permissions.js';
import { ok, refuse, type Result } from '../platform/result.js';
import { waitingReleasesLoader } from './employment.loader.js';
import type { PoolReleaseRow } from './employment.queries.js';

/**
 * Working time released to a network from outside that is waiting for its director: all of it for viewers who may read
 * the network's workforce, an employer's own for the employer; refused if the viewer may see neither.
 */
export async function listReleasesWaiting(context: Context, pcnId: string): Promise<Result<readonly PoolReleaseRow[]>> {
  const rows = await context.use(waitingReleasesLoader).load(pcnId);
  return context.query(async (_db, scope) => {
    const barredFrom = (target: Target) => refusalOf(context.viewer, scope, 'readWorkforce', target);
    const barred = barredFrom({ pcnId });
    if (barred === undefined) return ok(rows);
    const own = rows.filter(({ employerId }) => barredFrom({ organisationId: employerId }) === undefined);
    return own.length === 0 ? refuse(barred) : ok(own);
  });
}
