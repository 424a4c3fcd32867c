import type { Context } from '../../identity/context.js';
import { dayGroupLoader, groupLoader, idLoader } from '../../platform/batch.js';
import { offersByIds, offersOn, offersWaiting, type OfferRow } from './accommodation.queries.js';

/** The rooms that a PCN may use on a day. */
export const offersLoader = (context: Context) =>
  dayGroupLoader(
    (ids, day) => context.query((db) => offersOn(db, ids, day)),
    (row) => row.pcnId,
  );

/** What is offered to a PCN and waits for it. */
export const waitingOffersLoader = (context: Context) =>
  groupLoader<string, OfferRow>(
    (ids) => context.query((db) => offersWaiting(db, ids)),
    (row) => row.pcnId,
  );

/** Offers by their own id. */
export const offerLoader = (context: Context) => idLoader((ids) => context.query((db) => offersByIds(db, ids)));
