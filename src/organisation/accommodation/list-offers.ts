import type { Context } from '../../identity/context.js';
import { refusalOf } from '../../identity/permissions.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { offersLoader, waitingOffersLoader } from './accommodation.loader.js';
import type { OfferRow } from './accommodation.queries.js';

/**
 * Those of a network's offers that the viewer may read: all, or their own; refused when there are none of either.
 * Row-level security has left out what concerns neither.
 */
function readable(context: Context, pcnId: string, rows: readonly OfferRow[]): Promise<Result<readonly OfferRow[]>> {
  return context.query(async (_db, scope) => {
    const barredFrom = (organisationId: string | null) =>
      refusalOf(context.viewer, scope, 'readAccommodation', { pcnId, organisationId });
    const shown = rows.filter(({ offeredById }) => barredFrom(offeredById) === undefined);
    const barred = barredFrom(null);
    return shown.length === 0 && barred !== undefined ? refuse(barred) : ok(shown);
  });
}

/** The rooms that a network may use on a day. */
export async function listOffers(context: Context, pcnId: string, day: string): Promise<Result<readonly OfferRow[]>> {
  return readable(context, pcnId, await context.use(offersLoader).load({ id: pcnId, day }));
}

/** What outsiders offer a network and its director has not decided about. */
export async function listOffersWaiting(context: Context, pcnId: string): Promise<Result<readonly OfferRow[]>> {
  return readable(context, pcnId, await context.use(waitingOffersLoader).load(pcnId));
}
