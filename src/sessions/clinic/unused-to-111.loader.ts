import type { Context } from '../../identity/context.js';
import { groupLoader } from '../../platform/batch.js';
import { type UnusedTo111DefaultRow, unusedTo111DefaultsOf } from './unused-to-111.queries.js';

/** A network's settings for unused slots, in order of their days. */
export function unusedTo111DefaultsLoader(context: Context) {
  return groupLoader<string, UnusedTo111DefaultRow>(
    (ids) => context.query((db) => unusedTo111DefaultsOf(db, ids)),
    (row) => row.pcnId,
  );
}
