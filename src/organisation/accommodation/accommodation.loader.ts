import type { Context } from '../../identity/context.js';
import { dayGroupLoader, groupLoader, idLoader } from '../../platform/batch.js';
import { offersByIds, offersOn, offersWaiting, type OfferRow } from './accommodation.queries.js';

/** The rooms that a PCN may use on a day. */
export function offersLoader(context: Context) {
  return dayGroupLoader(
    (ids, day) => context.query((db) => offersOn(db, ids, day)),
    (row) => row.pcnId,
  );
}

/** Offers to a PCN that are waiting for a decision. */
export function waitingOffersLoader(context: Context) {
  return groupLoader<string, OfferRow>(
    (ids) => context.query((db) => offersWaiting(db, ids)),
    (row) => row.pcnId,
  );
}

/** Offers by id. */
export function offerLoader(context: Context) {
  return idLoader((ids) => context.query((db) => offersByIds(db, ids)));
}
