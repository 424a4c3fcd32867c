import { sql } from 'kysely';
import type { PopulationBasis } from '../../organisation/directory/rules/population-basis.js';
import type { Db } from '../../platform/database/scope.js';
import type { BusyRoom } from './rules/plan-sessions.js';
import type { Sharer } from './rules/plan-shares.js';

interface SharerRow extends Omit<Sharer, 'list'> {
  readonly value: number | null;
  readonly countedOn: string | null;
  readonly source: string | null;
}

/**
 * Who may share the service on each of the days (the view `sharing_right` holds the rule), by ODS code, each with its
 * newest list of the basis counted on or before the day; without a basis, without lists. Each also counts for the
 * practices that it has taken over by that day.
 */
export async function sharersOn(
  db: Db,
  {
    pcnId,
    serviceId,
    basis,
    days,
  }: { pcnId: string; serviceId: string; basis: PopulationBasis | null; days: string[] },
): Promise<Sharer[]> {
  const { rows } = await sql<SharerRow>`/* sharersOn */
    with may as materialized (
      select r.practice_id, r.days from sharing_right r where r.pcn_id = ${pcnId}::uuid and r.service_id = ${serviceId}::uuid
    )
    select d.day::text as day, o.id as "practiceId", o.ods_code as "odsCode", p.value::float8 as value,
      p.counted_on::text as "countedOn", p.source,
      array(with recursive before(id) as (
        select s.predecessor_id from succession s where s.successor_id = o.id and s.valid_from <= d.day
        union select s.predecessor_id from succession s join before b on b.id = s.successor_id where s.valid_from <= d.day
      ) select before.id from before) as succeeded
    from unnest(${days}::date[]) d(day)
    join may on may.days @> d.day join organisation o on o.id = may.practice_id
    left join lateral (
      select x.value, x.counted_on, x.source from population x
      where x.organisation_id = o.id and x.basis = ${basis}::text and x.counted_on <= d.day
      order by x.counted_on desc limit 1) p on true
    order by d.day, o.ods_code`.execute(db);
  return rows.map(({ value, countedOn, source, ...row }) => ({
    ...row,
    list: value === null || countedOn === null || source === null ? null : { value, countedOn, source },
  }));
}

/**
 * When the rooms are in use in `[from, to)` (milliseconds), with the clinic's title where it is the viewer's network.
 */
export async function busyRooms(
  db: Db,
  roomIds: readonly string[],
  range: { from: number; to: number },
): Promise<BusyRoom[]> {
  const [from, to] = [new Date(range.from).toISOString(), new Date(range.to).toISOString()];
  const { rows } = await sql<{ roomId: string; start: string; end: string; what: string | null }>`/* busyRooms */
    select b.room_id as "roomId", b.starts_at as start, b.ends_at as "end", c.title as what
    from room_busy_times(${[...roomIds]}::uuid[], ${from}::timestamptz, ${to}::timestamptz) b
    left join session s on s.id = b.session_id left join shared_clinic c on c.id = s.clinic_id
    order by b.starts_at`.execute(db);
  return rows.map((row) => ({ ...row, start: Date.parse(row.start), end: Date.parse(row.end) }));
}

/**
 * Locks the rooms until the transaction ends, in order of their ids. Whoever publishes sessions into a room then sees
 * every session that others have published there, and can say what clashes.
 */
export async function lockRooms(db: Db, roomIds: readonly string[]): Promise<void> {
  await sql`/* lockRooms */
    select from room where id = any(${[...roomIds]}::uuid[]) order by id for no key update`.execute(db);
}
