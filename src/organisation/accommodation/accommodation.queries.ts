import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import type { LendingState } from './rules/lending.js';

/** A request for a room: a given room, or any room of a site. Times are London times `HH:MM`, `fromTime < toTime`. */
export interface RoomWish {
  readonly roomId?: string;
  readonly siteId?: string;
  readonly pcnId: string;
  readonly day: string;
  readonly fromTime: string;
  readonly toTime: string;
}

export interface OfferedRoom {
  readonly roomId: string;
  readonly siteId: string;
  readonly offerId: string;
}

/**
 * The rooms offered to the PCN and accepted by it for the whole of the request in one offer, by room name; empty if
 * none. Does not check whether another session is already held there.
 */
export async function roomOfferedFor(db: Db, wish: RoomWish): Promise<OfferedRoom[]> {
  return (await roomsOfferedFor(db, [wish]))[0] ?? [];
}

/** The same for many requests in one statement: one list for each request, in the order given. */
export async function roomsOfferedFor(db: Db, wishes: readonly RoomWish[]): Promise<OfferedRoom[][]> {
  const column = <T>(pick: (wish: RoomWish) => T) => wishes.map(pick);
  const { rows } = await sql<OfferedRoom & { place: string }>`/* roomsOfferedFor */
    select distinct on (w.place, r.name, r.id) w.place, r.id as "roomId", r.site_id as "siteId", a.id as "offerId"
    from unnest(${column((wish) => wish.roomId ?? null)}::uuid[], ${column((wish) => wish.siteId ?? null)}::uuid[],
      ${column((wish) => wish.pcnId)}::uuid[], ${column((wish) => wish.day)}::date[],
      ${column((wish) => wish.fromTime)}::time[], ${column((wish) => wish.toTime)}::time[])
      with ordinality w(room_id, site_id, pcn_id, day, from_time, to_time, place)
    join accommodation_offer a on a.pcn_id = w.pcn_id and a.state = 'ACCEPTED' and a.valid_from <= w.day
      and (a.valid_to is null or a.valid_to > w.day) and extract(isodow from w.day)::integer = any(a.weekdays)
      and a.from_time <= w.from_time and a.to_time >= w.to_time
    join room r on r.id = a.room_id and (r.id = w.room_id or (w.room_id is null and r.site_id = w.site_id))
      and (r.closed_on is null or r.closed_on > w.day)
    join site s on s.id = r.site_id and s.opened_on <= w.day and (s.closed_on is null or s.closed_on > w.day)
    order by w.place, r.name, r.id, a.valid_from`.execute(db);
  const offered: OfferedRoom[][] = wishes.map(() => []);
  for (const { place, ...room } of rows) offered[Number(place) - 1]?.push(room);
  return offered;
}

/** Locks a room until the transaction ends, so that of two offers of it at the same time the second sees the first. */
export async function lockRoom(db: Db, roomId: string): Promise<void> {
  await sql`/* lockRoom */ select from room where id = ${roomId}::uuid for no key update`.execute(db);
}

export interface OverlappingOffer {
  readonly pcnId: string;
  readonly pcnCode: string | null;
  readonly fromTime: string;
  readonly toTime: string;
  readonly from: string;
}

/**
 * The offers of a room that have not been declined, as far as the viewer sees them, and that share a weekday, a time of
 * day and a day with another offer.
 */
export async function overlappingOffers(
  db: Db,
  offer: {
    roomId: string;
    weekdays: readonly number[];
    fromTime: string;
    toTime: string;
    from: string;
    to: string | null;
  },
): Promise<OverlappingOffer[]> {
  return (
    await sql<OverlappingOffer>`/* overlappingOffers */
      select a.pcn_id as "pcnId", o.ods_code as "pcnCode", left(a.from_time::text, 5) as "fromTime",
        left(a.to_time::text, 5) as "toTime", a.valid_from::text as "from"
      from accommodation_offer a join organisation o on o.id = a.pcn_id
      where a.room_id = ${offer.roomId}::uuid and a.state <> 'DECLINED' and a.weekdays && ${[...offer.weekdays]}::integer[]
        and a.from_time < ${offer.toTime}::time and a.to_time > ${offer.fromTime}::time
        and daterange(a.valid_from, a.valid_to) && daterange(${offer.from}::date, ${offer.to}::date)
      order by a.valid_from, a.from_time, a.id`.execute(db)
  ).rows;
}

export interface OfferRow {
  readonly id: string;
  readonly pcnId: string;
  readonly offeredById: string;
  readonly roomId: string;
  /** ISO weekdays in order; 1 is Monday. */
  readonly weekdays: readonly number[];
  readonly fromTime: string;
  readonly toTime: string;
  readonly from: string;
  readonly to: string | null;
  readonly state: LendingState;
  readonly decidedAt: string | null;
  readonly declineReason: string | null;
  readonly endReason: string | null;
}

const columns = sql`a.id, a.pcn_id as "pcnId", a.offered_by_id as "offeredById", a.room_id as "roomId", a.weekdays,
  a.from_time::text as "fromTime", a.to_time::text as "toTime", a.valid_from::text as "from", a.valid_to::text as "to",
  a.state, a.decided_at as "decidedAt", a.decline_reason as "declineReason",
  a.end_reason as "endReason"`;

/** The rooms that the PCNs may use on the day, oldest offer first. */
export async function offersOn(db: Db, pcnIds: readonly string[], day: string): Promise<OfferRow[]> {
  return (
    await sql<OfferRow>`/* offersOn */
      select ${columns} from accommodation_offer a where a.pcn_id = any(${[...pcnIds]}::uuid[])
        and a.state = 'ACCEPTED' and a.valid_from <= ${day}::date and (a.valid_to is null or a.valid_to > ${day}::date)
      order by a.pcn_id, a.valid_from, a.id`.execute(db)
  ).rows;
}

/** Offers to the PCNs that are waiting for a decision and are not over, earliest start first. */
export async function offersWaiting(db: Db, pcnIds: readonly string[]): Promise<OfferRow[]> {
  return (
    await sql<OfferRow>`/* offersWaiting */
      select ${columns} from accommodation_offer a where a.pcn_id = any(${[...pcnIds]}::uuid[])
        and a.state = 'OFFERED' and (a.valid_to is null or a.valid_to > london_today())
      order by a.pcn_id, a.valid_from, a.id`.execute(db)
  ).rows;
}

export async function offersByIds(db: Db, ids: readonly string[]): Promise<OfferRow[]> {
  return (
    await sql<OfferRow>`/* offersByIds */
      select ${columns} from accommodation_offer a where a.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}
