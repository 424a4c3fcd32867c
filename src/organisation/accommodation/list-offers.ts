import type { Context } from '../../identity/context.js';
import { refusalOf } from '../../identity/permissions.js';
import { ok, refuse, type Result } from '../../platform/result.js';
import { offersLoader, waitingOffersLoader } from './accommodation.loader.js';
import type { OfferRow } from './accommodation.queries.js';

/**
 * The offers to a network that the viewer may read: all of them, or only the viewer's own. Refused if the viewer may
 * read neither. Row-level security has already left out the rest.
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

/** Offers from outside a network that its director has not decided about. */
export async function listOffersWaiting(context: Context, pcnId: string): Promise<Result<readonly OfferRow[]>> {
  return readable(context, pcnId, await context.use(waitingOffersLoader).load(pcnId));
}
