import { type RawBuilder, sql } from 'kysely';
import { keyset } from '../platform/database/keyset.js';
import type { Db } from '../platform/database/scope.js';
import type { Page } from '../platform/graphql/connection.type.js';
import { sessionColumns, type SessionRow } from '../sessions/session.queries.js';
import type { DeliveryMode } from './booking.entity.js';

export interface AvailabilityFilter {
  readonly practiceId: string;
  /** Instants, `[from, to)`, ISO text. */
  readonly from: string;
  readonly to: string;
  readonly sessionId?: string | undefined;
  readonly serviceId?: string | undefined;
  readonly role?: string | undefined;
  readonly deliveryMode?: DeliveryMode | undefined;
  /** ISO 639-1 code that the clinician speaks. */
  readonly language?: string | undefined;
  readonly stepFree?: boolean | undefined;
  /** Only places of the practice's own share. */
  readonly ownShareOnly?: boolean | undefined;
  readonly near?: { readonly latitude: number; readonly longitude: number } | undefined;
  readonly withinKm?: number | undefined;
  /** Slots held for NHS 111 instead of general ones. */
  readonly heldFor111: boolean;
}

export interface AvailableSlotRow {
  readonly number: number;
  /** PostgreSQL's JSON text of an instant, in UTC. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly deliveryModes: readonly DeliveryMode[];
  readonly roleCode: string;
}

/** A session with what can be booked in it now. */
export interface AvailabilityRow extends SessionRow {
  readonly ownPlacesFree: number;
  readonly poolPlacesFree: number;
  readonly otherPlacesFree: number;
  readonly bookable: number;
  readonly distanceKm: number | null;
  readonly stepFree: boolean | null;
  readonly slots: readonly AvailableSlotRow[];
}

/** For a question about one session, whenever it is. */
export const anyTime = { from: '2000-01-01T00:00:00Z', to: '2200-01-01T00:00:00Z' };
export const onePage: Page = { limit: 1, backward: false, from: undefined };

/** Great-circle distance on a sphere of 6371.0088 km to one decimal, as in organisation/rules/distance.ts. */
const distance = (near: AvailabilityFilter['near']): RawBuilder<unknown> =>
  near === undefined
    ? sql`null::float8`
    : sql`round((2 * 6371.0088 * asin(least(1, sqrt(
        power(sin(radians(t.latitude - ${near.latitude}::float8) / 2), 2) + cos(radians(${near.latitude}::float8))
        * cos(radians(t.latitude)) * power(sin(radians(t.longitude - ${near.longitude}::float8) / 2), 2)))))::numeric, 1)::float8`;

const when = (given: unknown, condition: RawBuilder<unknown>): RawBuilder<unknown> =>
  given === undefined || given === null || given === false ? sql`` : sql`and ${condition}`;

/**
 * The rule of availability, once: sessions in which the practice may book now, with its free places and the slots it may
 * take. Free places of others count from the session's pool time on. `offset 0` has the practice's sharing rights worked
 * out once, not once a session.
 */
const available = (filter: AvailabilityFilter): RawBuilder<unknown> => sql`
  from (select app_now() as now) c
  cross join (select holder_id, pcn_id, service_id, days from booking_rights(${filter.practiceId}) offset 0) q
  join session s on s.pcn_id = q.pcn_id and s.service_id = q.service_id and q.days @> s.session_on
  join site t on t.id = s.site_id
  left join room r on r.id = s.room_id
  cross join lateral (
    select count(*) filter (where p.owner_id = q.holder_id)::int as own,
      count(*) filter (where p.owner_id is null)::int as pool,
      count(*) filter (where p.owner_id <> q.holder_id and s.pool_at <= c.now)::int as others
    from place p where p.session_id = s.id and (p.taken_until is null or p.taken_until <= c.now)
  ) f
  cross join lateral (
    select count(*)::int as n, json_agg(json_build_object('number', l.number, 'startsAt', l.starts_at, 'endsAt', l.ends_at,
      'deliveryModes', l.delivery_modes, 'roleCode', o.role_code) order by l.starts_at, l.number) as slots
    from slot l join post o on o.session_id = l.session_id and o.number = l.post_number
    where l.session_id = s.id and l.held_for_111 = ${filter.heldFor111} and l.released_at <= c.now and l.starts_at > c.now
      and (l.taken_until is null or l.taken_until <= c.now) and (o.clinician_id is not null or s.bookable_unstaffed)
      ${when(filter.deliveryMode, sql`l.delivery_modes @> array[${filter.deliveryMode}]`)}
      ${when(filter.role, sql`o.role_code = ${filter.role}`)}
      ${when(filter.language, sql`exists (select from clinician k where k.id = o.clinician_id and k.languages @> array[${filter.language}])`)}
  ) g
  cross join lateral (
    select least(g.n, ${filter.heldFor111 ? sql`g.n` : filter.ownShareOnly === true ? sql`f.own` : sql`f.own + f.pool + f.others`}) as bookable,
      ${distance(filter.near)} as "distanceKm"
  ) b
  where s.state = 'PUBLISHED' and s.starts_at >= ${filter.from}::timestamptz and s.starts_at < ${filter.to}::timestamptz
    and s.pcn_id = any(string_to_array((select current_setting('app.pcns', true)), ',')::uuid[])
    and s.ends_at > c.now and b.bookable > 0
    ${when(filter.sessionId, sql`s.id = ${filter.sessionId}`)}
    ${when(filter.serviceId, sql`s.service_id = ${filter.serviceId}`)}
    ${when(filter.stepFree, sql`r.step_free`)}
    ${when(filter.withinKm, sql`b."distanceKm" <= ${filter.withinKm}`)}`;

/** Ordered by start, then id; `limit + 1` rows in the page's direction. */
export const findAvailability = async (db: Db, filter: AvailabilityFilter, page: Page): Promise<AvailabilityRow[]> => {
  const { beyond, order } = keyset(page, ['s.starts_at', 'timestamptz'], ['s.id', 'uuid']);
  const { rows } = await sql<AvailabilityRow>`/* findAvailability */
    select ${sessionColumns},
      f.own as "ownPlacesFree", f.pool as "poolPlacesFree", f.others as "otherPlacesFree", b.bookable, b."distanceKm",
      r.step_free as "stepFree", g.slots
    ${available(filter)} and ${beyond} ${order}`.execute(db);
  return rows;
};

export const countAvailability = async (db: Db, filter: AvailabilityFilter): Promise<number> =>
  Number(
    (await sql<{ n: string }>`/* countAvailability */ select count(*) as n ${available(filter)}`.execute(db)).rows[0]
      ?.n,
  );

export interface OfferRow {
  readonly sessionId: string;
  readonly slotNumber: number;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly siteId: string;
}

/** The slots nearest in time to an instant that the practice may book, at most `limit`, from now to 28 days after it. */
export const nearestOffers = async (
  db: Db,
  filter: Omit<AvailabilityFilter, 'from' | 'to'>,
  instant: Date,
  limit: number,
): Promise<OfferRow[]> => {
  const window = {
    ...filter,
    from: new Date(instant.getTime() - 28 * 86_400_000).toISOString(),
    to: new Date(instant.getTime() + 28 * 86_400_000).toISOString(),
  };
  const { rows } = await sql<OfferRow>`/* nearestOffers */
    select a."sessionId", (slot->>'number')::int as "slotNumber", (slot->>'startsAt')::timestamptz as "startsAt",
      (slot->>'endsAt')::timestamptz as "endsAt", a."siteId"
    from (select s.id as "sessionId", s.site_id as "siteId", g.slots ${available(window)}) a
    cross join lateral json_array_elements(a.slots) slot
    order by abs(extract(epoch from (slot->>'startsAt')::timestamptz - ${instant.toISOString()}::timestamptz)), 1, 2
    limit ${limit}`.execute(db);
  return rows;
};

/** Where a site or a postcode is, by the sites we hold; undefined when nothing of it has coordinates. */
export const coordinatesOf = async (
  db: Db,
  place: { siteId: string } | { postcode: string },
): Promise<{ latitude: number; longitude: number } | undefined> =>
  (
    await sql<{ latitude: number; longitude: number }>`/* coordinatesOf */
      select latitude, longitude from site
      where ${'siteId' in place ? sql`id = ${place.siteId}` : sql`postcode = ${place.postcode}`} and latitude is not null
      order by closed_on is not null, code limit 1`.execute(db)
  ).rows[0];

/** The newest version of what can be booked, of all networks. */
export const availabilityVersion = async (db: Db): Promise<string> =>
  (
    await sql<{
      version: string;
    }>`/* availabilityVersion */ select last_value::text as version from availability_version`.execute(db)
  ).rows[0]?.version ?? '0';
