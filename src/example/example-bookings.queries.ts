import { sql } from 'kysely';
import type { Db } from '../platform/database/scope.js';

export interface BookingPeriod {
  /** London days `[from, to)` of the sessions. */
  readonly from: string;
  readonly to: string;
  /** The percentage of staffed time that is booked. */
  readonly filled: number;
  /** Whether the sessions have ended, so that each booking has an outcome, or are still to come. */
  readonly ended: boolean;
  /** The latest instant at which a booking was made. */
  readonly madeBefore: string;
  readonly partnerId: string;
}

/**
 * Books part of the staffed sessions of a period, in one statement. A hash of day, clinic and number decides what is
 * booked, by whom and with which outcome, so it is the same wherever the example is placed around that day. It keeps
 * the rules of booking: a general slot takes a place of the practice, a slot held for 111 is booked by the partner for
 * a practice that shares, and nothing is booked before its slot is released. References are opaque and synthetic.
 */
export async function bookPeriod(db: Db, period: BookingPeriod): Promise<number> {
  const { from, to, filled, ended, madeBefore, partnerId } = period;
  const chance = (salt: string) => sql`abs(hashtextextended(key || ${salt}, 0) % 100)`;
  const { rows } = await sql<{ count: number }>`/* bookPeriod */
    with staffed as (
      select s.id, s.pcn_id, s.starts_at, s.pool_at, s.published_at, v.code as service,
        c.title || ' ' || p.ods_code || ' ' || s.occurrence_on as name
      from session s join shared_clinic c on c.id = s.clinic_id join organisation p on p.id = s.pcn_id
      join service v on v.id = s.service_id
      where s.state = 'PUBLISHED' and s.session_on >= ${from}::date and s.session_on < ${to}::date
    ), open_slot as (
      select f.*, t.number, t.starts_at as slot_starts, t.ends_at as slot_ends, t.delivery_modes, t.released_at,
        t.held_for_111, f.name || ' ' || t.number as key,
        row_number() over (partition by f.id, t.held_for_111 order by hashtext(f.name || ' slot ' || t.number)) as rank
      from staffed f join slot t on t.session_id = f.id
      join post o on o.session_id = t.session_id and o.number = t.post_number and o.clinician_id is not null
      where t.released_at < ${madeBefore}::timestamptz
    ), own_place as (
      select f.id, l.number, l.owner_id,
        row_number() over (partition by f.id order by hashtext(f.name || ' place ' || l.number)) as rank
      from staffed f join place l on l.session_id = f.id and l.owner_id is not null
    ), general as (
      select t.*, l.number as place_number, l.owner_id as practice_id, l.owner_id as booked_by_id
      from open_slot t join own_place l on l.id = t.id and l.rank = t.rank and not t.held_for_111
    ), for_111 as (
      select t.*, null::integer as place_number,
        (select h.practice_id from session_share h where h.session_id = t.id
          order by hashtext(t.key || h.practice_id) limit 1) as practice_id,
        ${partnerId}::uuid as booked_by_id
      from open_slot t where t.held_for_111
    ), chosen as (
      select b.*, least(${madeBefore}::timestamptz, greatest(b.released_at, b.published_at,
          b.slot_starts - make_interval(hours => 3 + (${chance(' made')})::integer * 2))) as made_at,
        row_number() over (order by b.slot_starts, b.name, b.number) as serial
      from (select * from general union all select * from for_111) b
      where ${chance(' taken')} < ${filled} and b.practice_id is not null
    ), ending as (
      select c.*, case when not ${ended} then 'CONFIRMED' when ${chance(' end')} < 5 then 'DID_NOT_ATTEND'
        when ${chance(' end')} < 6 then 'LEFT_UNSEEN' when ${chance(' end')} < 12 then 'CANCELLED'
        else 'ATTENDED' end as state
      from chosen c where c.made_at < c.slot_starts
    ), written as (
      insert into booking (pcn_id, session_id, slot_number, place_number, practice_id, booked_by_id, reference, channel,
        need, access_needs, delivery_mode, state, starts_at, ends_at, created_at, confirmed_at, cancelled_at,
        cancelled_reason, outcome_at)
      select e.pcn_id, e.id, e.number, e.place_number, e.practice_id, e.booked_by_id,
        'EX-' || to_char(e.slot_starts at time zone 'Europe/London', 'YYMMDD') || '-' || lpad(e.serial::text, 6, '0'),
        case when e.held_for_111 then 'NHS_111' when ${chance(' door')} < 45 then 'PHONE'
          when ${chance(' door')} < 65 then 'ONLINE' when ${chance(' door')} < 80 then 'NHS_APP'
          when ${chance(' door')} < 92 then 'WALK_IN_ASSISTED' else 'PRACTICE_STAFF' end,
        case e.service when 'first-contact-physiotherapy' then 'MUSCULOSKELETAL'
          when 'structured-medication-review' then 'MEDICATION_REVIEW'
          when 'diabetes-nurse-clinic' then 'LONG_TERM_CONDITION_REVIEW'
          when 'mental-health-practitioner' then 'MENTAL_HEALTH' when 'social-prescribing' then 'SOCIAL_SUPPORT'
          when 'phlebotomy' then 'TEST_OR_PROCEDURE' else 'NEW_PROBLEM' end,
        case when ${chance(' access')} < 6 then array['INTERPRETER'] else '{}' end,
        e.delivery_modes[1], e.state, e.slot_starts, e.slot_ends, e.made_at, e.made_at,
        case when e.state = 'CANCELLED' then e.made_at + (e.slot_starts - e.made_at) / 2 end,
        case when e.state = 'CANCELLED' then 'PATIENT_CANCELLED' end,
        case when e.state in ('ATTENDED', 'DID_NOT_ATTEND', 'LEFT_UNSEEN') then e.slot_ends end
      from ending e returning 1
    ) select count(*)::integer as count from written`.execute(db);
  return rows[0]?.count ?? 0;
}
