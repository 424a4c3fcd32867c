import type { Context } from '../../identity/context.js';
import { dayGroupLoader, dayLoader } from '../../platform/batch.js';
import { commissionersOn, formerNamesOn, icbsAbove, organisationsByIds } from './organisation.queries.js';

/** Organisations by id, named as of a day. */
export function organisationLoader(context: Context) {
  return dayLoader((ids, day) => context.query((db) => organisationsByIds(db, ids, day)));
}

/** The former names of an organisation by a day, newest first. */
export function formerNamesLoader(context: Context) {
  return dayGroupLoader(
    (ids, day) => context.query((db) => formerNamesOn(db, ids, day)),
    (row) => row.organisationId,
  );
}

/** Who commissions an organisation on a day: at most one row. */
export function commissionerLoader(context: Context) {
  return dayGroupLoader(
    (ids, day) => context.query((db) => commissionersOn(db, ids, day)),
    (row) => row.organisationId,
  );
}

/** The ICBs above an organisation on a day; used to decide what a viewer may do with it. */
export function icbsLoader(context: Context) {
  return dayGroupLoader(
    (ids, day) => context.query((db) => icbsAbove(db, ids, day)),
    (row) => row.organisationId,
  );
}
