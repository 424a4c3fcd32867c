import type { Context } from '../../identity/context.js';
import { idLoader } from '../../platform/batch.js';
import { servicesByIds } from './service.queries.js';

/** Services by id. */
export function serviceLoader(context: Context) {
  return idLoader((ids) => context.query((db) => servicesByIds(db, ids)));
}
