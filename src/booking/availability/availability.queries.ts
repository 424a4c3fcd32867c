import { type RawBuilder, sql } from 'kysely';
import { countUpTo, mostCounted } from '../../platform/database/count-up-to.js';
import type { Db } from '../../platform/database/scope.js';
import type { Page } from '../../platform/paging/page.js';
import { sitesAsJson, type SiteRow } from '../../organisation/site/site.queries.js';
import { servicesAsJson, type ServiceRow } from '../../sessions/service/service.queries.js';
import type { Need } from '../../sessions/service/rules/needs.js';
import type { Asker } from '../rules/asker.js';
import type { DeliveryMode } from '../../sessions/service/rules/delivery-mode.js';

export interface AvailabilityFilter {
  readonly practiceId: string;
  /** Instants, `[from, to)`, ISO text. */
  readonly from: string;
  readonly to: string;
  readonly sessionId?: string | undefined;
  readonly serviceId?: string | undefined;
  readonly role?: string | undefined;
  /** Only slots that can be given in one of these ways. */
  readonly deliveryModes?: readonly DeliveryMode[] | undefined;
  /** Only services that name this need, or name none. */
  readonly need?: Need | undefined;
  /** ISO 639-1 code of a language that the clinician speaks. */
  readonly language?: string | undefined;
  readonly stepFree?: boolean | undefined;
  /** Only places of the practice's own share. */
  readonly ownShareOnly?: boolean | undefined;
  readonly near?: { readonly latitude: number; readonly longitude: number } | undefined;
  readonly withinKm?: number | undefined;
  /** NHS 111 may book slots held for it and, from the time set for the session, general slots too. */
  readonly asker: Asker;
}

/** How much of each slot is read: nothing, its number and start, or everything. */
export type SlotDetail = 'none' | 'start' | 'all';

/** A session with what can be booked in it now. */
export interface AvailabilityRow {
  readonly id: string;
  readonly serviceId: string;
  readonly siteId: string;
  readonly sessionOn: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly poolAt: string;
  readonly ownPlacesFree: number;
  readonly poolPlacesFree: number;
  readonly otherPlacesFree: number;
  readonly bookable: number;
  readonly distanceKm: number | null;
  readonly stepFree: boolean | null;
  /**
   * PostgreSQL's text of a list: `{1,2}`. The lists have the same length and order; lists not requested are left out.
   */
  readonly slotNumbers?: string;
  /** Seconds since 1970. */
  readonly slotStarts?: string;
  readonly slotEnds?: string;
  /** Each slot's delivery modes, joined by `+`. */
  readonly slotModes?: string;
  readonly slotRoles?: string;
}

/** The practice that acts for itself, taken from the scope, so that the query can be sent together with the scope. */
export const ownPractice = sql`nullif(split_part(current_setting('app.organisations'), ',', 1), '')::uuid`;

/** The rule itself is in the database, where every reader shares it: migrations/functions/shared_availability.sql. */
function available(
  filter: AvailabilityFilter,
  page: { readonly limit: number | null; readonly backward: boolean; readonly from: readonly string[] | undefined },
  practice: RawBuilder<unknown> = sql`${filter.practiceId}::uuid`,
): RawBuilder<unknown> {
  const limit = filter.asker === 'OTHER_PARTNER' ? 0 : page.limit; // it may book nothing
  const [afterStart = null, afterId = null] = page.from ?? [];
  return sql`${sql.raw(page.backward ? 'shared_availability_backward' : 'shared_availability')}(${practice},
    ${filter.from}::timestamptz, ${filter.to}::timestamptz, ${limit}::integer, ${afterStart}::timestamptz,
    ${afterId}::uuid, ${filter.asker === 'NHS_111'}::boolean, ${filter.ownShareOnly ?? false}::boolean,
    ${filter.sessionId ?? null}::uuid, ${filter.serviceId ?? null}::uuid, ${filter.stepFree ?? false}::boolean,
    ${filter.role ?? null}::text, ${filter.deliveryModes === undefined ? null : [...filter.deliveryModes]}::text[], ${filter.language ?? null}::text,
    ${filter.near?.latitude ?? null}::float8, ${filter.near?.longitude ?? null}::float8,
    ${filter.withinKm ?? null}::float8, ${filter.need ?? null}::text)`;
}

const slotColumns: Record<SlotDetail, RawBuilder<unknown>> = {
  none: sql``,
  start: sql`, a.slot_numbers::text as "slotNumbers", a.slot_starts::text as "slotStarts"`,
  all: sql`, a.slot_numbers::text as "slotNumbers", a.slot_starts::text as "slotStarts", a.slot_ends::text as "slotEnds",
    a.slot_modes::text as "slotModes", a.slot_roles::text as "slotRoles"`,
};

export interface AvailabilityColumns {
  readonly slots: SlotDetail;
  /** Whether the page's services and sites are read with it. */
  readonly services?: boolean | undefined;
  readonly sites?: boolean | undefined;
  /** Whether the practice is the viewer's own; then `practiceId` is ignored. */
  readonly own?: boolean;
}

/** A page of what can be booked. */
export interface AvailabilityPage {
  /** Ordered by start, then id; `limit + 1` rows in the page's direction. */
  readonly rows: readonly AvailabilityRow[];
  /** Services requested with the page, each once. */
  readonly services: readonly ServiceRow[];
  readonly sites: readonly SiteRow[];
}

/** JSON texts in the first row of a page; null when there are none, left out when not requested. */
interface Companions {
  readonly services?: string | null;
  readonly sites?: string | null;
}

function listIn<Row>(json: string | null | undefined): Row[] {
  return json == null ? [] : (JSON.parse(json) as Row[]);
}

/**
 * One statement, whatever is read with the page: this query runs all day, and each further statement is another round
 * trip to the database.
 */
export async function findAvailability(
  db: Db,
  filter: AvailabilityFilter,
  page: Page,
  { slots, services = false, sites = false, own = false }: AvailabilityColumns = { slots: 'all' },
): Promise<AvailabilityPage> {
  // What is read with the page comes in its first row.
  const inFirst = (what: RawBuilder<unknown>) => sql`case when page.nth = 1 then ${what} end`;
  const { rows } = await sql<AvailabilityRow & Companions>`/* findAvailability */
    with page as materialized (
      select row_number() over () as nth, a.id, a.service_id as "serviceId", a.site_id as "siteId",
        a.session_on::text as "sessionOn", a.starts_at as "startsAt", a.ends_at as "endsAt", a.pool_at as "poolAt",
        a.own_places_free as "ownPlacesFree", a.pool_places_free as "poolPlacesFree",
        a.other_places_free as "otherPlacesFree", a.bookable, a.distance_km as "distanceKm", a.step_free as "stepFree"
        ${slotColumns[slots]}
      from ${available(filter, { ...page, limit: page.limit + 1 }, own ? ownPractice : undefined)} a
    )
    select page.* ${services ? sql`, ${inFirst(servicesAsJson(sql`select "serviceId" from page`))} as services` : sql``}
      ${sites ? sql`, ${inFirst(sitesAsJson(sql`select "siteId" from page`))} as sites` : sql``}
    from page order by nth`.execute(db);
  return { rows, services: listIn(rows[0]?.services), sites: listIn(rows[0]?.sites) };
}

/** What a practice may book in one session now, on any day; undefined when nothing. */
export async function availabilityOfSession(
  db: Db,
  filter: Omit<AvailabilityFilter, 'from' | 'to'> & { readonly sessionId: string },
): Promise<AvailabilityRow | undefined> {
  const { rows } = await sql<{ startsAt: string }>`/* startOfSession */
    select starts_at as "startsAt" from session where id = ${filter.sessionId}`.execute(db);
  const start = rows[0]?.startsAt;
  if (start === undefined) return undefined;
  const moment = { from: start, to: new Date(Date.parse(start) + 1000).toISOString() };
  const page: Page = { limit: 1, backward: false, from: undefined };
  return (await findAvailability(db, { ...filter, ...moment }, page)).rows[0];
}

export async function countAvailability(db: Db, filter: AvailabilityFilter): Promise<number> {
  const asMany = { limit: mostCounted, backward: false, from: undefined };
  return countUpTo(db, 'countAvailability', sql`from ${available(filter, asMany)}`);
}

export interface OfferRow {
  readonly sessionId: string;
  readonly slotNumber: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly siteId: string;
}

/**
 * The slots nearest in time to an instant that the practice may book, at most `limit`, from now to 28 days after it.
 */
export async function nearestOffers(
  db: Db,
  filter: Omit<AvailabilityFilter, 'from' | 'to'>,
  instant: Date,
  limit: number,
): Promise<OfferRow[]> {
  const window = {
    ...filter,
    from: new Date(instant.getTime() - 28 * 86_400_000).toISOString(),
    to: new Date(instant.getTime() + 28 * 86_400_000).toISOString(),
  };
  const { rows } = await sql<OfferRow>`/* nearestOffers */
    select a.id as "sessionId", l.number as "slotNumber", to_timestamp(l.start) as "startsAt",
      to_timestamp(l.finish) as "endsAt", a.site_id as "siteId"
    from ${available(window, { limit: null, backward: false, from: undefined })} a
    cross join lateral unnest(a.slot_numbers, a.slot_starts, a.slot_ends) l(number, start, finish)
    order by abs(l.start - extract(epoch from ${instant.toISOString()}::timestamptz)), 1, 2 limit ${limit}`.execute(db);
  return rows;
}

/** The position of a site or a postcode, by the sites in our records; undefined when none of them has coordinates. */
export async function coordinatesOf(
  db: Db,
  place: { siteId: string } | { postcode: string },
): Promise<{ latitude: number; longitude: number } | undefined> {
  return (
    await sql<{ latitude: number; longitude: number }>`/* coordinatesOf */
      select latitude, longitude from site
      where ${'siteId' in place ? sql`id = ${place.siteId}` : sql`postcode = ${place.postcode}`} and latitude is not null
      order by closed_on is not null, code limit 1`.execute(db)
  ).rows[0];
}

/** The newest version of what can be booked, over all networks. */
export async function availabilityVersion(db: Db): Promise<string> {
  return (
    (
      await sql<{
        version: string;
      }>`/* availabilityVersion */ select last_value::text as version from availability_version`.execute(db)
    ).rows[0]?.version ?? '0'
  );
}
