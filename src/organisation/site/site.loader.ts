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
export const siteLoader = (context: Context) => idLoader((ids) => context.query((db) => sitesByIds(db, ids)));

/** Rooms by id. */
export const roomLoader = (context: Context) => idLoader((ids) => context.query((db) => roomsByIds(db, ids)));

/** The rooms of a site, by name. */
export const roomsOfSiteLoader = (context: Context) =>
  groupLoader<string, Awaited<ReturnType<typeof roomsOfSites>>[number]>(
    (ids) => context.query((db) => roomsOfSites(db, ids)),
    (row) => row.siteId,
  );

/** Who runs a site on a day: at most one row. */
export const operationLoader = (context: Context) =>
  dayGroupLoader(
    (ids, day) => context.query((db) => operationsOn(db, ids, day)),
    (row) => row.siteId,
  );

/** All operators of a site, the oldest first. */
export const operationsLoader = (context: Context) =>
  groupLoader<string, Awaited<ReturnType<typeof operationsOfSites>>[number]>(
    (ids) => context.query((db) => operationsOfSites(db, ids)),
    (row) => row.siteId,
  );

/** Operations of sites by their own id. */
export const operationByIdLoader = (context: Context) =>
  idLoader((ids) => context.query((db) => operationsByIds(db, ids)));

/** The sites that an organisation runs on a day. */
export const operatedSitesLoader = (context: Context) =>
  dayGroupLoader(
    (ids, day) => context.query((db) => sitesOperatedBy(db, ids, day)),
    (row) => row.operatorId,
  );

/** Travel times from a site. */
export const travelTimesLoader = (context: Context) =>
  groupLoader<string, Awaited<ReturnType<typeof travelTimesFrom>>[number]>(
    (ids) => context.query((db) => travelTimesFrom(db, ids)),
    (row) => row.fromSiteId,
  );
