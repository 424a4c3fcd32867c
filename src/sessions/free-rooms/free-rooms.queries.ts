import { sql } from 'kysely';
import type { RoomRow } from '../../organisation/site/site.queries.js';
import type { Db } from '../../platform/database/scope.js';

/** A network, a London day and times `HH:MM` of it, `fromTime < toTime`. */
export interface RoomHours {
  readonly pcnId: string;
  readonly on: string;
  readonly fromTime: string;
  readonly toTime: string;
}

export interface FreeRoom extends RoomRow {
  readonly siteName: string;
}

/**
 * The rooms that the network may use for the whole of the hours by one accepted offer, at sites open that day, in which
 * no session of any network is held; in no particular order.
 * @param stepFree true for only those with step-free access.
 */
export async function freeRoomsAt(
  db: Db,
  { pcnId, on, fromTime, toTime }: RoomHours,
  stepFree: boolean,
): Promise<FreeRoom[]> {
  const london = (time: string) => sql`((${on}::date + ${time}::time) at time zone 'Europe/London')`;
  return (
    await sql<FreeRoom>`/* freeRoomsAt */
      with offered as (
        select distinct a.room_id from accommodation_offer a
        where a.pcn_id = ${pcnId}::uuid and a.state = 'ACCEPTED' and a.valid_from <= ${on}::date
          and (a.valid_to is null or a.valid_to > ${on}::date)
          and extract(isodow from ${on}::date)::integer = any(a.weekdays)
          and a.from_time <= ${fromTime}::time and a.to_time >= ${toTime}::time
      ), busy as (
        select b.room_id from room_busy_times(array(select o.room_id from offered o), ${london(fromTime)}, ${london(toTime)}) b
      )
      select r.id, r.site_id as "siteId", r.name, r.kind, r.equipment, r.step_free as "stepFree",
        r.places, r.closed_on::text as "closedOn", r.closed_because as "closedBecause", t.name as "siteName"
      from room r join site t on t.id = r.site_id
      where r.id in (select o.room_id from offered o) and r.id not in (select b.room_id from busy b)
        and (r.closed_on is null or r.closed_on > ${on}::date)
        and t.opened_on <= ${on}::date and (t.closed_on is null or t.closed_on > ${on}::date)
        and (r.step_free or not ${stepFree})`.execute(db)
  ).rows;
}
