import type { Context } from '../../identity/context.js';
import { idLoader } from '../../platform/batch.js';
import { clinicsByIds } from './shared-clinic.queries.js';

/** Shared clinics by id. */
export const sharedClinicLoader = (context: Context) => idLoader((ids) => context.query((db) => clinicsByIds(db, ids)));
