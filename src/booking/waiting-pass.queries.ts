import { sql } from 'kysely';
import type { Db } from '../platform/database/scope.js';
import type { Channel } from './booking.entity.js';
import { lockSlots } from './claim.queries.js';
import type { Assignment, Line, OpenSession, Right, Waiter } from './rules/assign-free-slots.js';

/** The waiting list for one service in one network. */
export interface LineKey {
  readonly pcnId: string;
  readonly serviceId: string;
}

/** The services that somebody waits for, with their networks' codes; over all networks. */
export async function servicesWaitedFor(db: Db): Promise<{ pcn: string; serviceId: string }[]> {
  return (
    await sql<{ pcn: string; serviceId: string }>`/* servicesWaitedFor */
      select pcn_code as pcn, service_id as "serviceId" from services_waited_for()`.execute(db)
  ).rows;
}

/** Undefined when the viewer sees no such session. */
export async function serviceOfSession(db: Db, sessionId: string): Promise<string | undefined> {
  return (
    await sql<{ serviceId: string }>`/* serviceOfSession */
      select service_id as "serviceId" from session where id = ${sessionId}`.execute(db)
  ).rows[0]?.serviceId;
}

/** What a job that offers freed slots needs to know of a session; undefined when the viewer sees no such session. */
export async function freedIn(db: Db, sessionId: string): Promise<{ pcn: string; serviceId: string } | undefined> {
  return (
    await sql<{ pcn: string; serviceId: string }>`/* freedIn */
      select o.ods_code as pcn, s.service_id as "serviceId" from session s join organisation o on o.id = s.pcn_id
      where s.id = ${sessionId}`.execute(db)
  ).rows[0];
}

/**
 * Waits for other turns of a waiting list: with two at once, one could give the second patient what is due to the
 * first.
 */
export async function onePassAtATime(db: Db, { pcnId, serviceId }: LineKey): Promise<void> {
  await sql`/* onePassAtATime */
    select pg_advisory_xact_lock(hashtextextended(${`offers of ${serviceId} in ${pcnId}`}, 0))`.execute(db);
}

/** Now, to the microsecond, as ISO text. */
export async function readInstant(db: Db): Promise<string> {
  return (
    (await sql<{ at: string }>`/* readInstant */ select to_json(app_now()) #>> '{}' as at`.execute(db)).rows[0]?.at ??
    ''
  );
}

export interface ReadLine extends Line {
  readonly waiters: readonly (Waiter & { readonly channel: Channel })[];
  /** When the first of the current offers ends; null when there is none. */
  readonly nextEnd: Date | null;
}

/** Reads who waits and what is free in one statement, so that nothing becomes free between two of them. */
export async function readLine(db: Db, { pcnId, serviceId }: LineKey, at: string): Promise<ReadLine> {
  const dayStart = (day: string) => sql.raw(`${day}::timestamp at time zone 'Europe/London'`);
  const { rows } = await sql<
    Record<'waiters' | 'sessions' | 'rights', string> & { nextEnd: string | null }
  >`/* readLine */
    with entry as materialized (
      select w.*, coalesce(b.state = 'CONFIRMED' or b.state = 'HELD' and b.expires_at > ${at}::timestamptz, false)
          as offered, case when b.state = 'HELD' then b.expires_at end as ends_at
      from waiting_entry w left join booking b on b.id = w.offered_booking_id
      where w.pcn_id = ${pcnId} and w.service_id = ${serviceId} and w.state in ('WAITING', 'OFFERED')
        and w.to_on > (${at}::timestamptz at time zone 'Europe/London')::date
    ), open as materialized (
      select x.practice_id, a.id, a.holder_id, a.session_on, a.step_free, a.pool_at, a.slot_numbers, a.slot_starts,
        a.slot_modes
      from (select practice_id, min(from_on) as from_on, max(to_on) as to_on from entry where not offered group by 1) x
      cross join lateral shared_availability(x.practice_id, ${dayStart('x.from_on')}, ${dayStart('x.to_on')},
        p_service => ${serviceId}::uuid, p_at => ${at}::timestamptz) a
      where a.pcn_id = ${pcnId}
    )
    select (select coalesce(json_agg(json_build_object('id', e.id, 'practiceId', e.practice_id, 'channel', e.channel,
          'accessNeeds', e.access_needs, 'deliveryMode', e.delivery_mode, 'fromOn', e.from_on, 'toOn', e.to_on,
          'offeredBefore', e.offered_booking_id is not null,
          'since', (extract(epoch from e.created_at) * 1000000)::bigint)), '[]')
        from entry e where not e.offered)::text as waiters,
      (select coalesce(json_agg(json_build_object('id', s.id, 'sessionOn', s.session_on, 'stepFree', s.step_free,
          'slots', (select json_agg(json_build_object('number', l.number, 'start', l.start,
              'modes', string_to_array(l.modes, '+')))
            from unnest(s.slot_numbers, s.slot_starts, s.slot_modes) l(number, start, modes)))), '[]')
        from (select distinct on (id) * from open order by id) s)::text as sessions,
      (select coalesce(json_agg(json_build_object('practiceId', o.practice_id, 'sessionId', o.id,
          'places', (select coalesce(json_agg(p.number
              order by p.owner_id is distinct from o.holder_id, p.owner_id is not null, p.number), '[]')
            from place p where p.session_id = o.id
              and place_is_open(p.owner_id, p.taken_until, o.pool_at, o.holder_id, ${at}::timestamptz)))), '[]')
        from open o)::text as rights,
      (select min(ends_at) from entry where offered) as "nextEnd"`.execute(db);
  const row = rows[0];
  if (row === undefined) throw new Error('readLine answered no row');
  return {
    waiters: JSON.parse(row.waiters) as ReadLine['waiters'],
    sessions: JSON.parse(row.sessions) as OpenSession[],
    rights: JSON.parse(row.rights) as Right[],
    nextEnd: row.nextEnd === null ? null : new Date(row.nextEnd),
  };
}

/**
 * Locks everything that would be offered, in the order of all commands: the entries of the waiting list, waiting for
 * anyone who has them locked; sessions and slots, waiting likewise; places.
 * @returns the places that are locked, as `session/number`; without those that somebody is claiming at this moment.
 */
export async function lockForOffers(db: Db, assignments: readonly Assignment[]): Promise<Set<string>> {
  await sql`/* lockWaiters */
    select from waiting_entry where id = any(${assignments.map(({ waiterId }) => waiterId)}::uuid[])
    order by id for update`.execute(db);
  await lockSlots(db, assignments);
  const { rows } = await sql<{ key: string }>`/* lockPlaces */
    select p.session_id || '/' || p.number as key from place p
    where (p.session_id, p.number) in (select * from unnest(
      ${assignments.map(({ sessionId }) => sessionId)}::uuid[],
      ${assignments.map(({ placeNumber }) => placeNumber)}::int[]))
    order by p.session_id, p.number for no key update skip locked`.execute(db);
  return new Set(rows.map(({ key }) => key));
}

export interface Offer extends Assignment {
  readonly id: string;
  readonly channel: Channel;
  readonly expiresAt: Date;
}

/**
 * Writes the holds that are offered, and to whom. Precondition: `lockForOffers`, and they are still free.
 * @param bookedById the organisation for which the booker acts.
 */
export async function insertOffers(db: Db, bookedById: string, at: string, offers: readonly Offer[]): Promise<void> {
  if (offers.length === 0) return;
  const list = JSON.stringify(offers);
  const offered = sql`json_to_recordset(${list}::json) as x(id uuid, "waiterId" uuid, "practiceId" uuid, "sessionId" uuid,
    "slotNumber" integer, "placeNumber" integer, channel text, "deliveryMode" text, "expiresAt" timestamptz)`;
  await sql`/* expireHoldsInTheWay */
    select expire_holds(x."sessionId", x."slotNumber", x."placeNumber") from ${offered}`.execute(db);
  await sql`/* insertOffers */
    insert into booking (id, pcn_id, session_id, slot_number, place_number, practice_id, booked_by_id, channel,
      access_needs, delivery_mode, state, expires_at, starts_at, ends_at, created_at)
    select x.id, l.pcn_id, l.session_id, l.number, x."placeNumber", x."practiceId", ${bookedById}::uuid, x.channel, '{}',
      x."deliveryMode", 'HELD', x."expiresAt", l.starts_at, l.ends_at, ${at}::timestamptz
    from ${offered} join slot l on (l.session_id, l.number) = (x."sessionId", x."slotNumber")`.execute(db);
  await sql`/* markOffered */
    update waiting_entry w set state = 'OFFERED', offered_booking_id = x.id from ${offered}
    where w.id = x."waiterId"`.execute(db);
}
