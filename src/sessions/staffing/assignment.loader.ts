import type { Context } from '../../identity/context.js';
import { idLoader } from '../../platform/batch.js';
import { assignmentsByIds } from './assignment.queries.js';

/** Assignments by id. */
export function assignmentLoader(context: Context) {
  return idLoader((ids) => context.query((db) => assignmentsByIds(db, ids)));
}
