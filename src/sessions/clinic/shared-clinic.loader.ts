import type { Context } from '../../identity/context.js';
import { idLoader } from '../../platform/batch.js';
import { clinicsByIds } from './shared-clinic.queries.js';

/** Shared clinics by id. */
export function sharedClinicLoader(context: Context) {
  return idLoader((ids) => context.query((db) => clinicsByIds(db, ids)));
}
