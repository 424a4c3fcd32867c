import type { Context } from '../identity/context.js';
import { dayGroupLoader, groupLoader, idLoader } from '../platform/batch.js';
import {
  type EmploymentRow,
  employmentsByIds,
  employmentsOf,
  type PoolReleaseRow,
  releasesByIds,
  releasesOf,
  releasesOfEmployments,
  releasesWaiting,
} from './employment.queries.js';
import { patternsOn } from './working-pattern.queries.js';

/** Employments by id. */
export function employmentLoader(context: Context) {
  return idLoader((ids) => context.query((db) => employmentsByIds(db, ids)));
}

/** A clinician's employments, newest first. */
export function employmentsOfLoader(context: Context) {
  return groupLoader<string, EmploymentRow>(
    (ids) => context.query((db) => employmentsOf(db, ids)),
    (row) => row.clinicianId,
  );
}

/** Releases by id. */
export function releaseLoader(context: Context) {
  return idLoader((ids) => context.query((db) => releasesByIds(db, ids)));
}

/** A clinician's releases, newest first. */
export function releasesOfLoader(context: Context) {
  return groupLoader<string, PoolReleaseRow>(
    (ids) => context.query((db) => releasesOf(db, ids)),
    (row) => row.clinicianId,
  );
}

/** An employment's releases, newest first. */
export function releasesOfEmploymentLoader(context: Context) {
  return groupLoader<string, PoolReleaseRow>(
    (ids) => context.query((db) => releasesOfEmployments(db, ids)),
    (row) => row.employmentId,
  );
}

/** Releases to a PCN that are waiting for its decision. */
export function waitingReleasesLoader(context: Context) {
  return groupLoader<string, PoolReleaseRow>(
    (ids) => context.query((db) => releasesWaiting(db, ids)),
    (row) => row.pcnId,
  );
}

/** An employment's weekly windows on a day. */
export function patternLoader(context: Context) {
  return dayGroupLoader(
    (ids, day) => context.query((db) => patternsOn(db, ids, day)),
    (row) => row.employmentId,
  );
}
