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
export const employmentLoader = (context: Context) =>
  idLoader((ids) => context.query((db) => employmentsByIds(db, ids)));

/** A clinician's employments, the newest first. */
export const employmentsOfLoader = (context: Context) =>
  groupLoader<string, EmploymentRow>(
    (ids) => context.query((db) => employmentsOf(db, ids)),
    (row) => row.clinicianId,
  );

/** Releases by id. */
export const releaseLoader = (context: Context) => idLoader((ids) => context.query((db) => releasesByIds(db, ids)));

/** A clinician's releases, the newest first. */
export const releasesOfLoader = (context: Context) =>
  groupLoader<string, PoolReleaseRow>(
    (ids) => context.query((db) => releasesOf(db, ids)),
    (row) => row.clinicianId,
  );

/** An employment's releases, the newest first. */
export const releasesOfEmploymentLoader = (context: Context) =>
  groupLoader<string, PoolReleaseRow>(
    (ids) => context.query((db) => releasesOfEmployments(db, ids)),
    (row) => row.employmentId,
  );

/** What is released to a PCN and waits for it. */
export const waitingReleasesLoader = (context: Context) =>
  groupLoader<string, PoolReleaseRow>(
    (ids) => context.query((db) => releasesWaiting(db, ids)),
    (row) => row.pcnId,
  );

/** An employment's weekly windows on a day. */
export const patternLoader = (context: Context) =>
  dayGroupLoader(
    (ids, day) => context.query((db) => patternsOn(db, ids, day)),
    (row) => row.employmentId,
  );
