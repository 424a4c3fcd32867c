import type { Context } from '../identity/context.js';
import { dayGroupLoader, idLoader } from '../platform/graphql/batch.js';
import { offersByIds, offersOn } from './accommodation.queries.js';

/** What is offered to a PCN on a day. */
export const offersLoader = (context: Context) =>
  dayGroupLoader(
    (ids, day) => context.query((db) => offersOn(db, ids, day)),
    (row) => row.pcnId,
  );

/** Offers by their own id. */
export const offerLoader = (context: Context) => idLoader((ids) => context.query((db) => offersByIds(db, ids)));
