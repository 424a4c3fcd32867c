import type { Context } from '../../identity/context.js';
import { dayGroupLoader } from '../../platform/batch.js';
import { populationsOn } from './population.queries.js';

/** An organisation's newest populations by basis on a day. */
export function populationLoader(context: Context) {
  return dayGroupLoader(
    (ids, day) => context.query((db) => populationsOn(db, ids, day)),
    (row) => row.organisationId,
  );
}
