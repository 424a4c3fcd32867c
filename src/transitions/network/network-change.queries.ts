import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';

/**
 * Locks the clinics of networks, so that nothing is published in the meantime, and then their published sessions from
 * the day on, so that nothing is booked in them in the meantime. Each in order of id, as publication and bookings do.
 */
export async function lockNetworks(db: Db, pcnIds: readonly string[], from: string): Promise<void> {
  await sql`/* lockClinicsOfNetworks */
    select from shared_clinic where pcn_id = any(${[...pcnIds]}::uuid[]) order by id for update`.execute(db);
  await sql`/* lockSessionsOfNetworks */
    select from session where pcn_id = any(${[...pcnIds]}::uuid[]) and state = 'PUBLISHED'
      and session_on >= ${from}::date order by id for update`.execute(db);
}

export interface PassedPlaces {
  /** True if they go to the new owner, false if they go to the pool. */
  readonly passed: boolean;
  readonly places: number;
  readonly taken: number;
  readonly sessions: number;
}

/**
 * Passes a practice's places in a network's sessions from a day on to another practice where that may share the
 * session, and otherwise to the pool, which the ledger enters as returned. A booked place keeps its booking.
 * Precondition: `lockNetworks`.
 */
export async function passPlaces(
  db: Db,
  { pcnId, from, ownerId, newOwnerId }: { pcnId: string; from: string; ownerId: string; newOwnerId: string | null },
): Promise<PassedPlaces[]> {
  return (
    await sql<PassedPlaces>`/* passPlaces */
      with may as materialized (
        select service_id, days from sharing_right where practice_id = ${newOwnerId}::uuid and pcn_id = ${pcnId}
      ), passed as (
        update place p set owner_id = case when exists (select from may m where m.service_id = s.service_id
          and m.days @> s.session_on) then ${newOwnerId}::uuid end
        from session s where s.id = p.session_id and s.pcn_id = ${pcnId} and s.state = 'PUBLISHED'
          and s.session_on >= ${from}::date and p.owner_id = ${ownerId}
        returning p.session_id, p.owner_id, p.taken_until
      ), entered as (
        insert into share_ledger (pcn_id, account_id, practice_id, kind, session_id, on_day, returned, reason, entered_at)
        select s.pcn_id, l.account_id, ${ownerId}::uuid, 'RETURNED', s.id, s.session_on, r.places,
          'Returned: the practice may no longer share the service', app_now()
        from (select session_id, count(*)::integer as places from passed where owner_id is null group by 1) r
        join session s on s.id = r.session_id
        cross join lateral (select account_id from share_ledger where session_id = s.id order by id limit 1) l
      ), told as (select notify_session(session_id) from (select distinct session_id from passed) x)
      select owner_id is not null as passed, count(*)::integer as places, count(distinct session_id)::integer as sessions,
        (count(*) filter (where not is_free(taken_until, app_now())))::integer as taken
      from passed cross join (select count(*) from told) t group by 1 order by 1 desc`.execute(db)
  ).rows;
}

export interface BusinessAhead {
  readonly pcnId: string;
  readonly bookings: number;
  readonly waiting: number;
  readonly roomOffers: number;
}

/**
 * An organisation's current bookings, waiting patients and room offers from the day on, by the networks that the viewer
 * sees.
 */
export async function businessAhead(db: Db, id: string, from: string): Promise<BusinessAhead[]> {
  return (
    await sql<BusinessAhead>`/* businessAhead */
      select pcn_id as "pcnId", bookings, waiting, room_offers as "roomOffers" from business_ahead(${id}, ${from}::date)
      where bookings + waiting + room_offers > 0`.execute(db)
  ).rows;
}

/** @returns how many waiting patients follow their practice to the other network. */
export async function carryWaitingList(
  db: Db,
  { practiceId, fromPcnId, toPcnId, day }: { practiceId: string; fromPcnId: string; toPcnId: string; day: string },
): Promise<number> {
  return (
    (
      await sql<{ n: number }>`/* carryWaitingList */
      select carry_waiting_list(${practiceId}, ${fromPcnId}, ${toPcnId}, ${day}::date) as n`.execute(db)
    ).rows[0]?.n ?? 0
  );
}

function goesOn(column: RawBuilder<unknown>, pcnId: string | null) {
  return pcnId === 'ANY' ? sql`true` : sql`coalesce(${column} = ${pcnId}::uuid, false)`;
}

/**
 * Passes room offers that an organisation made to one network, or to any, to another organisation from a day on. Those
 * to other networks end.
 * @returns how many ended and how many continue.
 */
export async function passRoomOffers(
  db: Db,
  {
    from,
    offeredById,
    newOfferedById,
    pcnId,
  }: { from: string; offeredById: string; newOfferedById: string; pcnId: string | null },
): Promise<{ ended: number; continued: number }> {
  await sql`/* takeOverLaterRoomOffers */
    update accommodation_offer set offered_by_id = ${newOfferedById}
    where offered_by_id = ${offeredById} and ${goesOn(sql`pcn_id`, pcnId)} and valid_from >= ${from}::date`.execute(db);
  const { rows } = await sql<{ goesOn: boolean; id: string; ended: string | null }>`/* cutRoomOffers */
    update accommodation_offer a set valid_to = ${from}::date
    from accommodation_offer was where was.id = a.id and a.offered_by_id = ${offeredById} and a.state <> 'DECLINED'
      and (a.valid_to is null or a.valid_to > ${from}::date) and a.valid_from < ${from}::date
    returning a.id, was.valid_to::text as ended, ${goesOn(sql`a.pcn_id`, pcnId)} as "goesOn"`.execute(db);
  const onward = rows.filter(({ goesOn }) => goesOn);
  await sql`/* continueRoomOffers */
    insert into accommodation_offer (pcn_id, offered_by_id, room_id, weekdays, from_time, to_time, valid_from, valid_to,
      state, decided_at, decided_by)
    select a.pcn_id, ${newOfferedById}, a.room_id, a.weekdays, a.from_time, a.to_time, ${from}::date, e.ended::date,
      a.state, a.decided_at, a.decided_by
    from accommodation_offer a join jsonb_to_recordset(${JSON.stringify(onward)}::jsonb) e(id uuid, ended text)
      on e.id = a.id`.execute(db);
  return { ended: rows.length - onward.length, continued: onward.length };
}

export interface GuestSessions {
  readonly siteId: string;
  readonly siteName: string;
  readonly pcnId: string;
  readonly sessions: number;
}

/** Published sessions at the sites from the day on, by site and network, of every network. */
export async function guestSessions(db: Db, siteIds: readonly string[], from: string): Promise<GuestSessions[]> {
  return (
    await sql<GuestSessions>`/* guestSessions */
      select t.id as "siteId", t.name as "siteName", x.pcn_id as "pcnId", count(*)::integer as sessions
      from site t cross join lateral sessions_at_site(t.id, ${from}::date) x
      where t.id = any(${[...siteIds]}::uuid[]) group by 1, 2, 3 order by 2, 1, 3`.execute(db)
  ).rows;
}

export interface HostedClinic {
  readonly clinicId: string;
  readonly title: string;
  readonly pcnId: string;
  readonly siteName: string;
  readonly publishedUntil: string | null;
}

/** The viewer's networks' clinics that have a turn at one of the sites after the day. */
export async function clinicsHostedAt(db: Db, siteIds: readonly string[], from: string): Promise<HostedClinic[]> {
  return (
    await sql<HostedClinic>`/* clinicsHostedAt */
      select distinct c.id as "clinicId", c.title, c.pcn_id as "pcnId", t.name as "siteName",
        c.published_until::text as "publishedUntil"
      from clinic_host h join shared_clinic c on c.id = h.clinic_id join site t on t.id = h.site_id
      where h.site_id = any(${[...siteIds]}::uuid[]) and (c.ends_on is null or c.ends_on > ${from}::date)
      order by c.title, c.id, t.name`.execute(db)
  ).rows;
}

/**
 * The network's clinics that run past `from` and have a fixed share that belongs to the practice `on` the day: one that
 * names it, or names a practice that it has taken over by then; with their total weight.
 */
export async function fixedSharesNaming(
  db: Db,
  { practiceId, pcnId, from, on }: { practiceId: string; pcnId: string; from: string; on: string },
): Promise<{ clinicId: string; title: string; serviceId: string; weight: number }[]> {
  return (
    await sql<{ clinicId: string; title: string; serviceId: string; weight: number }>`/* fixedSharesNaming */
      select c.id as "clinicId", c.title, c.service_id as "serviceId", sum(f.weight)::float8 as weight
      from clinic_fixed_share f join shared_clinic c on c.id = f.clinic_id
      where c.pcn_id = ${pcnId}::uuid and c.sharing_policy = 'FIXED' and (c.ends_on is null or c.ends_on > ${from}::date)
        and exists (select from heirs_of(f.practice_id) h where h.holder_id = ${practiceId}::uuid and h.days @> ${on}::date)
      group by c.id, c.title, c.service_id order by c.title, c.id`.execute(db)
  ).rows;
}

/** A network's drafted agreements, not in force and not ended, locked in order of id. */
export async function lockOpenDrafts(db: Db, pcnId: string): Promise<string[]> {
  return (
    await sql<{ id: string }>`/* lockOpenDrafts */
      select id from network_agreement where pcn_id = ${pcnId} and in_force_from is null
        and (ended_on is null or ended_on > london_today()) order by id for update`.execute(db)
  ).rows.map(({ id }) => id);
}
