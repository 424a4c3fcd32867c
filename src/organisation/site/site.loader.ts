import type { Context } from '../../identity/context.js';
import { dayGroupLoader, groupLoader, idLoader } from '../../platform/batch.js';
import {
  operationsByIds,
  operationsOfSites,
  operationsOn,
  roomsByIds,
  roomsOfSites,
  sitesByIds,
  sitesOperatedBy,
  travelTimesFrom,
} from './site.queries.js';

/** Sites by id. */
export function siteLoader(context: Context) {
  return idLoader((ids) => context.query((db) => sitesByIds(db, ids)));
}

/** Rooms by id. */
export function roomLoader(context: Context) {
  return idLoader((ids) => context.query((db) => roomsByIds(db, ids)));
}

/** The rooms of a site, by name. */
export function roomsOfSiteLoader(context: Context) {
  return groupLoader<string, Awaited<ReturnType<typeof roomsOfSites>>[number]>(
    (ids) => context.query((db) => roomsOfSites(db, ids)),
    (row) => row.siteId,
  );
}

/** Who runs a site on a day: at most one row. */
export function operationLoader(context: Context) {
  return dayGroupLoader(
    (ids, day) => context.query((db) => operationsOn(db, ids, day)),
    (row) => row.siteId,
  );
}

/** All operators of a site, oldest first. */
export function operationsLoader(context: Context) {
  return groupLoader<string, Awaited<ReturnType<typeof operationsOfSites>>[number]>(
    (ids) => context.query((db) => operationsOfSites(db, ids)),
    (row) => row.siteId,
  );
}

/** Operations of sites by id. */
export function operationByIdLoader(context: Context) {
  return idLoader((ids) => context.query((db) => operationsByIds(db, ids)));
}

/** The sites that an organisation runs on a day. */
export function operatedSitesLoader(context: Context) {
  return dayGroupLoader(
    (ids, day) => context.query((db) => sitesOperatedBy(db, ids, day)),
    (row) => row.operatorId,
  );
}

/** Travel times from a site. */
export function travelTimesLoader(context: Context) {
  return groupLoader<string, Awaited<ReturnType<typeof travelTimesFrom>>[number]>(
    (ids) => context.query((db) => travelTimesFrom(db, ids)),
    (row) => row.fromSiteId,
  );
}
