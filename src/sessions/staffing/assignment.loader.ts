import type { Context } from '../../identity/context.js';
import { idLoader } from '../../platform/batch.js';
import { windowLoader } from '../../workforce/absence.loader.js';
import { assignmentsByIds, assignmentsOfClinicians } from './assignment.queries.js';

/** Assignments by id. */
export function assignmentLoader(context: Context) {
  return idLoader((ids) => context.query((db) => assignmentsByIds(db, ids)));
}

/** Assignments of a clinician on the London days `[from, to)`, in every state, by start. */
export function assignmentsOfClinicianLoader(context: Context) {
  return windowLoader((ids, from, to) => context.query((db) => assignmentsOfClinicians(db, ids, from, to)));
}
