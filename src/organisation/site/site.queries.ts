import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import type { RoomKind } from './room.entity.js';
import type { CoordinatePrecision } from './site.entity.js';
import type { Certainty, SiteKind } from './site-operation.entity.js';

export interface SiteRow {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly address: string | null;
  readonly town: string | null;
  readonly postcode: string | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly coordinatePrecision: CoordinatePrecision | null;
  readonly openedOn: string;
  readonly closedOn: string | null;
}

const siteColumns = sql`s.id, s.code, s.name, s.address, s.town, s.postcode, s.latitude, s.longitude,
  s.coordinate_precision as "coordinatePrecision", s.opened_on::text as "openedOn", s.closed_on::text as "closedOn"`;

/** In no particular order; ids that do not exist are left out. */
export async function sitesByIds(db: Db, ids: readonly string[]): Promise<SiteRow[]> {
  return (
    await sql<SiteRow>`/* sitesByIds */
      select ${siteColumns} from site s where s.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

/** A subquery: the `SiteRow`s of the ids that `ids` selects, as one JSON text; null if none. */
export function sitesAsJson(ids: RawBuilder<unknown>): RawBuilder<string | null> {
  return sql`(select json_agg(x)::text from (select ${siteColumns} from site s where s.id in (${ids})) x)`;
}

export async function siteByCode(db: Db, code: string): Promise<SiteRow | undefined> {
  return (await sql<SiteRow>`/* siteByCode */ select ${siteColumns} from site s where s.code = ${code}`.execute(db))
    .rows[0];
}

export interface RoomRow {
  readonly id: string;
  readonly siteId: string;
  readonly name: string;
  readonly kind: RoomKind;
  readonly equipment: readonly string[];
  readonly stepFree: boolean;
  /** How many people can work with patients there at once. */
  readonly places: number;
  readonly closedOn: string | null;
  readonly closedBecause: string | null;
}

const roomColumns = sql`r.id, r.site_id as "siteId", r.name, r.kind, r.equipment, r.step_free as "stepFree",
  r.places, r.closed_on::text as "closedOn", r.closed_because as "closedBecause"`;

/** In no particular order; ids that do not exist are left out. */
export async function roomsByIds(db: Db, ids: readonly string[]): Promise<RoomRow[]> {
  return (
    await sql<RoomRow>`/* roomsByIds */
      select ${roomColumns} from room r where r.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

/** By site, then by name. */
export async function roomsOfSites(db: Db, siteIds: readonly string[]): Promise<RoomRow[]> {
  return (
    await sql<RoomRow>`/* roomsOfSites */
      select ${roomColumns} from room r where r.site_id = any(${[...siteIds]}::uuid[])
      order by r.site_id, r.name`.execute(db)
  ).rows;
}

export interface SiteOperationRow {
  readonly id: string;
  readonly siteId: string;
  readonly operatorId: string;
  readonly kind: SiteKind;
  readonly from: string;
  readonly to: string | null;
  readonly certainty: Certainty;
  readonly source: string;
}

const operationColumns = sql`x.id, x.site_id as "siteId", x.operator_id as "operatorId", x.kind,
  x.valid_from::text as "from", x.valid_to::text as "to", x.certainty, x.source`;

/** Who runs each site on the day; a site without an operator that day is left out. */
export async function operationsOn(db: Db, siteIds: readonly string[], day: string): Promise<SiteOperationRow[]> {
  return (
    await sql<SiteOperationRow>`/* operationsOn */
      select ${operationColumns} from site_operation x where x.site_id = any(${[...siteIds]}::uuid[])
        and x.valid_from <= ${day}::date and (x.valid_to is null or x.valid_to > ${day}::date)`.execute(db)
  ).rows;
}

/** Every operator that the sites have had or will have, oldest first. */
export async function operationsOfSites(db: Db, siteIds: readonly string[]): Promise<SiteOperationRow[]> {
  return (
    await sql<SiteOperationRow>`/* operationsOfSites */
      select ${operationColumns} from site_operation x where x.site_id = any(${[...siteIds]}::uuid[])
      order by x.site_id, x.valid_from`.execute(db)
  ).rows;
}

export async function operationsByIds(db: Db, ids: readonly string[]): Promise<SiteOperationRow[]> {
  return (
    await sql<SiteOperationRow>`/* operationsByIds */
      select ${operationColumns} from site_operation x where x.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

/** The sites that each organisation runs on the day: its main site first, then by name. */
export async function sitesOperatedBy(
  db: Db,
  operatorIds: readonly string[],
  day: string,
): Promise<(SiteRow & { readonly operatorId: string })[]> {
  return (
    await sql<SiteRow & { operatorId: string }>`/* sitesOperatedBy */
      select ${siteColumns}, x.operator_id as "operatorId" from site_operation x join site s on s.id = x.site_id
      where x.operator_id = any(${[...operatorIds]}::uuid[])
        and x.valid_from <= ${day}::date and (x.valid_to is null or x.valid_to > ${day}::date)
      order by x.operator_id, x.kind = 'MAIN' desc, s.name, s.id`.execute(db)
  ).rows;
}

export interface TravelTimeRow {
  readonly fromSiteId: string;
  readonly toSiteId: string;
  readonly minutes: number;
  readonly assumed: boolean;
  readonly source: string;
}

/** Nearest first. */
export async function travelTimesFrom(db: Db, siteIds: readonly string[]): Promise<TravelTimeRow[]> {
  return (
    await sql<TravelTimeRow>`/* travelTimesFrom */
      select t.from_site_id as "fromSiteId", t.to_site_id as "toSiteId", t.minutes, t.assumed, t.source
      from travel_time t where t.from_site_id = any(${[...siteIds]}::uuid[])
      order by t.from_site_id, t.minutes, t.to_site_id`.execute(db)
  ).rows;
}
