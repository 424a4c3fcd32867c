import { globalId } from '../../../src/platform/ids/global-id.js';
import type { TestDatabase } from '../database/test-database.js';

/** A and B are networks of one ICB, C is one of another. */
export type Letter = 'A' | 'B' | 'C';
export const letters: readonly Letter[] = ['A', 'B', 'C'];

const digit = { A: 1, B: 2, C: 3 } as const;
function uuid(letter: Letter | 'common', n: number) {
  return `00000000-0000-4000-8000-0000000${letter === 'common' ? 9 : digit[letter]}${String(n).padStart(4, '0')}`;
}

/** Every row that a test names, of one network. Practice `one` is the one that tests ask about, `two` its neighbour. */
export function rowsOf(letter: Letter) {
  const row = (n: number) => uuid(letter, n);
  const ofIcb = (n: number) => uuid(letter === 'C' ? 'C' : 'A', n);
  return {
    icb: ofIcb(1),
    subIcb: ofIcb(2),
    partner: ofIcb(15), // books for NHS 111
    pcn: row(3),
    one: row(11),
    two: row(12),
    alone: row(13), // in no network, without a contract until March
    trust: row(14), // lends a clinician and a room
    holder: row(16),
    siteOne: row(21),
    siteTwo: row(22),
    branch: row(23), // of practice one, without sessions
    siteTrust: row(24),
    roomOne: row(31),
    roomTwo: row(32),
    roomTrust: row(34),
    service: row(41), // the network's own
    ann: row(51), // employed by practice one, released
    gp: row(52), // employed by practice two, released
    lent: row(53), // employed by the trust, released
    newcomer: row(54), // registered by practice one
    spare: row(55), // employed by practice one, not released
    agreement: row(61),
    draft: row(62),
    clinic: row(71),
    fixedClinic: row(74), // shared by fixed weights, never published
    session: row(81),
    openSession: row(82),
    pastSession: row(83),
    cancelledSession: row(84), // without slots
    contract: row(91),
    membership: row(92),
    population: row(93),
    operation: row(94),
    offer: row(95),
    participation: row(96),
    employment: row(101),
    release: row(102),
    commitment: row(103),
    leave: row(104),
    spareEmployment: row(105),
    gpEmployment: row(106),
    lentEmployment: row(107),
    roomBranch: row(151),
    offerBranch: row(152), // of the room at the branch, used by nobody
    award: row(153), // the first contract of `alone`, from March
    moving: row(155), // in no network, under notice
    underNotice: row(154), // its contract
    assignment: row(111),
    pastAssignment: row(112),
    booking: row(121), // of practice one
    bookingOfTwo: row(122),
    bookingOfPartner: row(123), // for practice one, by the partner
    cancelledBooking: row(142), // of practice one
    cancelledOfPartner: row(143),
    pastBooking: row(124),
    wait: row(131),
    account: row(141),
  } as const;
}
export type Rows = ReturnType<typeof rowsOf>;

export const common = {
  service: uuid('common', 41),
  both: uuid('common', 51),
  offered: uuid('common', 52), // employed by B's trust; whether A takes them waits for A's director
  waitingOffer: uuid('common', 95), // of the same trust's room to A, likewise
  waitingRelease: uuid('common', 102),
  waitingJob: uuid('common', 101), // of A's Ann with B's trust, which she has not accepted
} as const;

/** The codes in tokens and inputs. */
export function codesOf(letter: Letter) {
  return {
    icb: letter === 'C' ? 'QC1' : 'QA1',
    partner: letter === 'C' ? 'E111C' : 'E111A',
    pcn: `U1000${digit[letter]}`,
    one: `${letter}10001`,
    two: `${letter}10002`,
    alone: `${letter}10003`,
    moving: `${letter}10004`,
    trust: `RT${digit[letter]}`,
    ann: `ANN-${letter}`,
    gp: `GPX-${letter}`,
    lent: `LENT-${letter}`,
    newcomer: `NEW-${letter}`,
    spare: `SPARE-${letter}`,
  };
}

/** The global id of a row, e.g. `nodeId('Session', rows.session)`; `Slot` and `Post` take `session/number`. */
export const nodeId = globalId;

/** The instant at which the scene is set: a Monday, 09:00 in London. */
export const networksNow = '2026-11-23T09:00:00Z';

const shared = `
insert into service (id, code, name, roles, slot_minutes, delivery_modes, appointment_category) values
  ('${common.service}', 'first-contact-physiotherapy', 'First-contact physiotherapy', '{FIRST_CONTACT_PHYSIOTHERAPIST}', 20,
   '{FACE_TO_FACE,TELEPHONE}', 'GENERAL_CONSULTATION_ROUTINE');`;

function icb(letter: Letter) {
  const r = rowsOf(letter);
  const c = codesOf(letter);
  return `
insert into organisation (id, ods_code, kind, source) values ('${r.icb}', '${c.icb}', 'ICB', 'test'),
  ('${r.subIcb}', 'S${c.icb.slice(1)}', 'SUB_ICB', 'test'), ('${r.partner}', '${c.partner}', 'COMMUNITY_PROVIDER', 'test');
insert into organisation_name (organisation_id, name, valid_from) values ('${r.icb}', 'An ICB', '2019-07-01'),
  ('${r.subIcb}', 'A sub-ICB', '2019-07-01'), ('${r.partner}', 'NHS 111', '2019-07-01');
insert into commissioning (organisation_id, commissioner_id, valid_from, source) values
  ('${r.subIcb}', '${r.icb}', '2019-07-01', 'test'), ('${r.partner}', '${r.icb}', '2019-07-01', 'test');`;
}

function organisations(r: Rows, c: ReturnType<typeof codesOf>) {
  return `
insert into organisation (id, ods_code, kind, source) values
  ('${r.pcn}', '${c.pcn}', 'PCN', 'test'), ('${r.one}', '${c.one}', 'PRACTICE', 'test'),
  ('${r.two}', '${c.two}', 'PRACTICE', 'test'), ('${r.alone}', '${c.alone}', 'PRACTICE', 'test'),
  ('${r.moving}', '${c.moving}', 'PRACTICE', 'test'),
  ('${r.trust}', '${c.trust}', 'TRUST', 'test'), ('${r.holder}', null, 'CONTRACT_HOLDER', 'test');
insert into organisation_name (organisation_id, name, valid_from)
  select id, kind || ' ' || coalesce(ods_code, ''), '2019-07-01' from organisation
  where id in ('${r.pcn}', '${r.one}', '${r.two}', '${r.alone}', '${r.moving}', '${r.trust}', '${r.holder}');
insert into commissioning (organisation_id, commissioner_id, valid_from, source)
  select o.id, '${r.subIcb}', '2019-07-01', 'test' from organisation o
  where o.id in ('${r.pcn}', '${r.one}', '${r.two}', '${r.alone}', '${r.moving}', '${r.trust}');
insert into membership (id, practice_id, pcn_id, valid_from, source) values
  ('${r.membership}', '${r.one}', '${r.pcn}', '2020-07-01', 'test'),
  (gen_random_uuid(), '${r.two}', '${r.pcn}', '2020-07-01', 'test');
insert into contract (id, practice_id, type, holder_id, valid_from, source) values
  ('${r.contract}', '${r.one}', 'GMS', '${r.holder}', '2004-04-01', 'test'),
  (gen_random_uuid(), '${r.two}', 'GMS', '${r.two}', '2004-04-01', 'test'),
  ('${r.award}', '${r.alone}', 'GMS', '${r.two}', '2027-03-01', 'test'),
  ('${r.underNotice}', '${r.moving}', 'GMS', '${r.two}', '2004-04-01', 'test');
update contract set notice_given_on = '2026-11-01', notice_ends_on = '2027-11-30', valid_to = '2027-11-30'
  where id = '${r.underNotice}';
insert into population (id, organisation_id, basis, counted_on, value, source) values
  ('${r.population}', '${r.one}', 'REGISTERED', '2026-04-01', 20000, 'test'),
  (gen_random_uuid(), '${r.two}', 'REGISTERED', '2026-04-01', 12000, 'test');
insert into site (id, name, town, opened_on) values ('${r.siteOne}', 'Surgery one', 'Leighton Buzzard', '2000-01-01'),
  ('${r.siteTwo}', 'Surgery two', 'Leighton Buzzard', '2000-01-01'), ('${r.branch}', 'Branch', 'Linslade', '2000-01-01'),
  ('${r.siteTrust}', 'Hospital', 'Luton', '2000-01-01');
insert into site_operation (id, site_id, operator_id, kind, valid_from, source) values
  ('${r.operation}', '${r.siteOne}', '${r.one}', 'MAIN', '2000-01-01', 'test'),
  (gen_random_uuid(), '${r.siteTwo}', '${r.two}', 'MAIN', '2000-01-01', 'test'),
  (gen_random_uuid(), '${r.branch}', '${r.one}', 'BRANCH', '2000-01-01', 'test'),
  (gen_random_uuid(), '${r.siteTrust}', '${r.trust}', 'HUB', '2000-01-01', 'test');
insert into room (id, site_id, name, kind, step_free) values
  ('${r.roomOne}', '${r.siteOne}', 'Room 1', 'CONSULTING', true), ('${r.roomTwo}', '${r.siteTwo}', 'Room 1', 'CONSULTING', true),
  ('${r.roomTrust}', '${r.siteTrust}', 'Room 1', 'CONSULTING', true),
  ('${r.roomBranch}', '${r.branch}', 'Room 1', 'CONSULTING', true);
insert into accommodation_offer (id, pcn_id, offered_by_id, room_id, weekdays, from_time, to_time, valid_from) values
  ('${r.offer}', '${r.pcn}', '${r.one}', '${r.roomOne}', '{1,2,3,4,5}', '07:00', '21:00', '2026-01-01'),
  ('${r.offerBranch}', '${r.pcn}', '${r.one}', '${r.roomBranch}', '{6}', '07:00', '21:00', '2026-01-01'),
  (gen_random_uuid(), '${r.pcn}', '${r.two}', '${r.roomTwo}', '{1,2,3,4,5}', '07:00', '21:00', '2026-01-01'),
  (gen_random_uuid(), '${r.pcn}', '${r.trust}', '${r.roomTrust}', '{1,2,3,4,5}', '07:00', '21:00', '2026-01-01');
insert into network_agreement (id, pcn_id, title, drafted_on, starts_on, in_force_from) values
  ('${r.agreement}', '${r.pcn}', 'Network agreement', '2026-01-01', '2026-04-01', '2026-04-01'),
  ('${r.draft}', '${r.pcn}', 'Next agreement', '2026-11-01', '2027-04-01', null);
insert into agreement_signature (agreement_id, pcn_id, practice_id, signed_on) values
  ('${r.agreement}', '${r.pcn}', '${r.one}', '2026-03-01'), ('${r.agreement}', '${r.pcn}', '${r.two}', '2026-03-01'),
  ('${r.draft}', '${r.pcn}', '${r.two}', '2026-11-02');
insert into service (id, pcn_id, code, name, roles, slot_minutes, delivery_modes, appointment_category) values
  ('${r.service}', '${r.pcn}', 'joint-clinic', 'Joint clinic', '{FIRST_CONTACT_PHYSIOTHERAPIST}', 20, '{FACE_TO_FACE}',
   'PLANNED_CLINICS');
insert into participation (id, pcn_id, practice_id, service_id, state, valid_from) values
  ('${r.participation}', '${r.pcn}', '${r.one}', '${r.service}', 'IN', '2026-04-01');
insert into unused_to_111_default (pcn_id, unused_to_111_from, valid_from) values ('${r.pcn}', '16:00', '2026-04-01');`;
}

function workforce(r: Rows, c: ReturnType<typeof codesOf>, n: number) {
  return `
insert into clinician (id, code, registered_by_id, name, synthetic, role_code) values
  ('${r.ann}', '${c.ann}', '${r.one}', 'Synthetic Ann', true, 'FIRST_CONTACT_PHYSIOTHERAPIST'),
  ('${r.gp}', '${c.gp}', '${r.two}', 'Synthetic GP', true, 'GP'),
  ('${r.lent}', '${c.lent}', '${r.trust}', 'Synthetic Lent', true, 'FIRST_CONTACT_PHYSIOTHERAPIST'),
  ('${r.newcomer}', '${c.newcomer}', '${r.one}', 'Synthetic Newcomer', true, 'CARE_COORDINATOR'),
  ('${r.spare}', '${c.spare}', '${r.one}', 'Synthetic Spare', true, 'CARE_COORDINATOR');
update clinician set supervisor_id = '${r.gp}' where id = '${r.ann}';
insert into registration (clinician_id, body, number, valid_from) values
  ('${r.ann}', 'HCPC', 'PH00000${n}', '2015-01-01'), ('${r.gp}', 'GMC', '000000${n}', '2015-01-01'),
  ('${r.lent}', 'HCPC', 'PH00001${n}', '2015-01-01');
insert into employment (id, clinician_id, employer_id, contracted_minutes_per_week, session_minutes, working_time_status,
    valid_from) values
  ('${r.employment}', '${r.ann}', '${r.one}', 2250, 250, 'WORKER', '2024-01-01'),
  ('${r.gpEmployment}', '${r.gp}', '${r.two}', 2250, 250, 'PARTNER', '2024-01-01'),
  ('${r.lentEmployment}', '${r.lent}', '${r.trust}', 2250, 250, 'WORKER', '2024-01-01'),
  ('${r.spareEmployment}', '${r.spare}', '${r.one}', 2250, 250, 'WORKER', '2024-01-01');
insert into pool_release (id, employment_id, clinician_id, employer_id, pcn_id, minutes_per_week, valid_from)
  select case when e.id = '${r.employment}' then '${r.release}'::uuid else gen_random_uuid() end, e.id, e.clinician_id,
    e.employer_id, '${r.pcn}', 1000, '2024-01-01' from employment e
  where e.id in ('${r.employment}', '${r.gpEmployment}', '${r.lentEmployment}');
insert into working_pattern (employment_id, clinician_id, weekday, from_time, to_time, valid_from)
  select e.id, e.clinician_id, d, '08:00', '18:30', '2024-01-01' from employment e, generate_series(1, 5) d
  where e.id in ('${r.employment}', '${r.gpEmployment}', '${r.lentEmployment}');
insert into commitment (id, clinician_id, declared_by_id, kind, weekday, from_time, to_time, valid_from, working_minutes)
  values ('${r.commitment}', '${r.ann}', '${r.one}', 'WEEKLY', 6, '09:00', '12:00', '2026-01-01', 180);
insert into leave (id, clinician_id, kind, starts_at, ends_at, state) values
  ('${r.leave}', '${r.ann}', 'SICK', '2026-12-14T00:00:00Z', '2026-12-15T00:00:00Z', 'REQUESTED');`;
}

function clinics(r: Rows) {
  return `
insert into shared_clinic (id, pcn_id, service_id, title, rrule, start_time, duration_minutes, starts_on, hosting,
    sharing_policy, bank_holiday_policy, slot_minutes, delivery_modes, held_for_111, pool_minutes_before, published_until,
    created_at) values
  ('${r.clinic}', '${r.pcn}', '${common.service}', 'Physiotherapy', 'FREQ=WEEKLY;BYDAY=WE', '09:00', 120, '2026-11-18',
   'ONE', 'REGISTERED_LIST', 'SKIP', 20, '{FACE_TO_FACE,TELEPHONE}', 2, 1440, '2026-11-27', '2026-11-01T09:00:00Z');
insert into clinic_host (clinic_id, pcn_id, position, site_id, room_id) values
  ('${r.clinic}', '${r.pcn}', 1, '${r.siteOne}', '${r.roomOne}');
insert into clinic_staffing_line (clinic_id, pcn_id, position, role_code, count, slots_per_post) values
  ('${r.clinic}', '${r.pcn}', 1, 'FIRST_CONTACT_PHYSIOTHERAPIST', 1, 6);
insert into clinic_release_wave (clinic_id, pcn_id, position, slots, days_before, release_time) values
  ('${r.clinic}', '${r.pcn}', 1, 4, 14, '08:00');
insert into shared_clinic select (jsonb_populate_record(c, '{"id": "${r.fixedClinic}", "sharing_policy": "FIXED"}')).*
  from shared_clinic c where id = '${r.clinic}';
insert into clinic_host (clinic_id, pcn_id, position, site_id, room_id) values
  ('${r.fixedClinic}', '${r.pcn}', 1, '${r.siteTwo}', '${r.roomTwo}');
insert into clinic_staffing_line select (jsonb_populate_record(l, '{"clinic_id": "${r.fixedClinic}"}')).*
  from clinic_staffing_line l where clinic_id = '${r.clinic}';
insert into clinic_fixed_share (clinic_id, pcn_id, practice_id, weight) values ('${r.fixedClinic}', '${r.pcn}', '${r.one}', 1);
insert into clinic_date (clinic_id, pcn_id, on_day, kind) values ('${r.fixedClinic}', '${r.pcn}', '2030-01-02', 'ADDED');
insert into session (id, pcn_id, clinic_id, service_id, occurrence_on, session_on, starts_at, ends_at, site_id, room_id,
    state, pool_at, bookable_unstaffed, published_at)
  select id::uuid, '${r.pcn}', '${r.clinic}', '${common.service}', d::date, d::date, d::date + time '09:00',
    d::date + time '11:00', '${r.siteOne}', '${r.roomOne}', 'PUBLISHED', d::date, false, '2026-11-01T09:00:00Z'
  from (values ('${r.pastSession}', '2026-11-18'), ('${r.session}', '2026-11-25'), ('${r.openSession}', '2026-11-26')) x(id, d);
insert into session_share (session_id, pcn_id, practice_id, weight, weight_source, entitlement, places)
  select s.id, s.pcn_id, p.id::uuid, 1, 'test', 2, p.places from session s, (values ('${r.one}', 2), ('${r.two}', 1)) p(id, places)
  where s.pcn_id = '${r.pcn}';
insert into post (session_id, number, pcn_id, line, role_code)
  select id, 1, pcn_id, 1, 'FIRST_CONTACT_PHYSIOTHERAPIST' from session where pcn_id = '${r.pcn}';
insert into slot (session_id, number, pcn_id, post_number, starts_at, ends_at, delivery_modes, released_at, held_for_111)
  select s.id, n, s.pcn_id, 1, s.starts_at + (n - 1) * interval '20 minutes', s.starts_at + n * interval '20 minutes',
    '{FACE_TO_FACE,TELEPHONE}', '2026-11-01T09:00:00Z', n > 4 from session s, generate_series(1, 6) n
  where s.pcn_id = '${r.pcn}';
insert into place (session_id, number, pcn_id, owner_id, given_to_id)
  select s.id, p.n, s.pcn_id, p.owner::uuid, p.owner::uuid from session s,
    (values (1, '${r.one}'), (2, '${r.one}'), (3, '${r.two}'), (4, null)) p(n, owner) where s.pcn_id = '${r.pcn}';
insert into assignment (id, pcn_id, session_id, post_number, starts_at, ends_at, clinician_id, state, assigned_at, assigned_by)
  select x.id::uuid, s.pcn_id, s.id, 1, s.starts_at, s.ends_at, '${r.ann}', 'PUBLISHED', '2026-11-01T09:00:00Z', 'test'
  from session s join (values ('${r.assignment}', '${r.session}'), ('${r.pastAssignment}', '${r.pastSession}')) x(id, session_id)
    on s.id = x.session_id::uuid;
insert into share_account (id, pcn_id, service_id, slot_minutes) values ('${r.account}', '${r.pcn}', '${common.service}', 20);
insert into share_ledger (pcn_id, account_id, practice_id, kind, session_id, on_day, entitled, given, entered_at)
  select h.pcn_id, '${r.account}', h.practice_id, 'PUBLISHED', h.session_id, s.session_on, h.places, h.places, s.published_at
  from session_share h join session s on s.id = h.session_id where h.pcn_id = '${r.pcn}';
insert into hosting_ledger (pcn_id, clinic_id, site_id, kind, session_id, on_day, entitled, hosted, entered_at)
  select pcn_id, clinic_id, site_id, 'PUBLISHED', id, session_on, 1, 1, published_at from session where pcn_id = '${r.pcn}';
insert into session select (jsonb_populate_record(s, '{"id": "${r.cancelledSession}", "occurrence_on": "2026-11-27",
    "session_on": "2026-11-27", "starts_at": "2026-11-27T09:00:00Z", "ends_at": "2026-11-27T11:00:00Z",
    "state": "CANCELLED", "cancelled_reason": "A training day"}')).*
  from session s where id = '${r.openSession}';`;
}

function bookings(r: Rows, letter: Letter) {
  return `
insert into booking (id, pcn_id, session_id, slot_number, place_number, practice_id, booked_by_id, reference, channel, need,
    delivery_mode, state, starts_at, ends_at, created_at, confirmed_at)
  select b.id::uuid, l.pcn_id, l.session_id, l.number, b.place::integer, b.practice::uuid, b.booker::uuid, b.reference,
    b.channel, 'MUSCULOSKELETAL', 'FACE_TO_FACE', 'CONFIRMED', l.starts_at, l.ends_at, '2026-11-10T09:00:00Z',
    '2026-11-10T09:00:00Z'
  from (values ('${r.booking}', '${r.session}', 1, '1', '${r.one}', '${r.one}', 'REF-1', 'PHONE'),
    ('${r.bookingOfTwo}', '${r.session}', 2, '3', '${r.two}', '${r.two}', 'REF-2', 'PHONE'),
    ('${r.bookingOfPartner}', '${r.session}', 5, null, '${r.one}', '${r.partner}', 'REF-111', 'NHS_111'),
    ('${r.pastBooking}', '${r.pastSession}', 1, '1', '${r.one}', '${r.one}', 'REF-1', 'PHONE'))
    b(id, session_id, slot, place, practice, booker, reference, channel)
  join slot l on l.session_id = b.session_id::uuid and l.number = b.slot;
insert into booking (id, pcn_id, session_id, slot_number, practice_id, booked_by_id, reference, channel, need, delivery_mode,
    state, starts_at, ends_at, created_at, confirmed_at, cancelled_at, cancelled_reason)
  select c.id::uuid, l.pcn_id, l.session_id, l.number, '${r.one}', c.booker::uuid, c.reference, c.channel, 'MUSCULOSKELETAL',
    'FACE_TO_FACE', 'CANCELLED', l.starts_at, l.ends_at, '2026-11-10T09:00:00Z', '2026-11-10T09:00:00Z',
    '2026-11-11T09:00:00Z', 'PATIENT_CANCELLED'
  from (values ('${r.cancelledBooking}', 4, '${r.one}', 'REF-4', 'PHONE'),
    ('${r.cancelledOfPartner}', 6, '${r.partner}', 'REF-6', 'NHS_111')) c(id, slot, booker, reference, channel)
  join slot l on l.session_id = '${r.session}' and l.number = c.slot;
insert into waiting_entry (id, pcn_id, practice_id, service_id, reference, channel, need, from_on, to_on, state, created_at)
  values ('${r.wait}', '${r.pcn}', '${r.one}', '${common.service}', 'WAIT-1', 'PHONE', 'MUSCULOSKELETAL', '2026-11-24',
    '2026-12-10', 'WAITING', '2026-11-10T09:00:00Z');
insert into idempotency_key (subject, organisation_code, mutation, key, input_hash, outcome, created_at) values
  ('subject-${letter}', '${codesOf(letter).one}', 'bookSlot', 'a-key', 'a-hash',
   '{"ok": true, "value": {"bookingId": "${r.booking}"}}', '${networksNow}');`;
}

/** One clinician of two employers' knowledge: employed by A's second practice, released to A and to B. */
function both(a: Rows, b: Rows) {
  return `
insert into clinician (id, code, registered_by_id, name, synthetic, role_code) values
  ('${common.both}', 'BOTH-1', '${a.two}', 'Synthetic Both', true, 'FIRST_CONTACT_PHYSIOTHERAPIST');
insert into registration (clinician_id, body, number, valid_from) values ('${common.both}', 'HCPC', 'PH000099', '2015-01-01');
insert into employment (clinician_id, employer_id, contracted_minutes_per_week, session_minutes, working_time_status, valid_from)
  values ('${common.both}', '${a.two}', 2250, 250, 'WORKER', '2024-01-01');
insert into pool_release (employment_id, clinician_id, employer_id, pcn_id, minutes_per_week, valid_from)
  select e.id, e.clinician_id, e.employer_id, p::uuid, 1000, '2024-01-01'
  from employment e, unnest(array['${a.pcn}', '${b.pcn}']) p where e.clinician_id = '${common.both}';`;
}

/** What B's trust lends to A, who has not said yet whether it takes it, and a job that it proposes there. */
function waiting(a: Rows, b: Rows) {
  return `
insert into accommodation_offer (id, pcn_id, offered_by_id, room_id, weekdays, from_time, to_time, valid_from, state) values
  ('${common.waitingOffer}', '${a.pcn}', '${b.trust}', '${b.roomTrust}', '{3}', '08:00', '13:00', '2026-12-01', 'OFFERED');
insert into clinician (id, code, registered_by_id, name, synthetic, role_code) values
  ('${common.offered}', 'OFFERED-1', '${b.trust}', 'Synthetic Offered', true, 'FIRST_CONTACT_PHYSIOTHERAPIST');
insert into registration (clinician_id, body, number, valid_from) values ('${common.offered}', 'HCPC', 'PH000098', '2015-01-01');
insert into employment (clinician_id, employer_id, contracted_minutes_per_week, session_minutes, working_time_status, valid_from)
  values ('${common.offered}', '${b.trust}', 2250, 250, 'WORKER', '2024-01-01');
insert into working_pattern (employment_id, clinician_id, weekday, from_time, to_time, valid_from)
  select e.id, e.clinician_id, d, '08:00', '18:30', '2024-01-01' from employment e, generate_series(1, 5) d
  where e.clinician_id = '${common.offered}';
insert into pool_release (id, employment_id, clinician_id, employer_id, pcn_id, minutes_per_week, valid_from, state)
  select '${common.waitingRelease}', e.id, e.clinician_id, e.employer_id, '${a.pcn}', 500, '2026-12-01', 'OFFERED'
  from employment e where e.clinician_id = '${common.offered}';
insert into employment (id, clinician_id, employer_id, contracted_minutes_per_week, session_minutes, working_time_status,
    valid_from, state)
  values ('${common.waitingJob}', '${a.ann}', '${b.trust}', 300, 240, 'WORKER', '2026-12-01', 'OFFERED');`;
}

/**
 * Lays three whole networks by SQL as the owner, alike but for their letters: every table with tenant rows holds rows
 * of each. Sessions: one a week ago, one the day after tomorrow (staffed, part booked), one on the day after (open).
 */
export async function seedNetworks(database: Pick<TestDatabase, 'sql'>): Promise<void> {
  const texts = [shared, icb('A'), icb('C')];
  for (const letter of letters) {
    const rows = rowsOf(letter);
    texts.push(organisations(rows, codesOf(letter)), workforce(rows, codesOf(letter), digit[letter]));
    texts.push(clinics(rows), bookings(rows, letter));
  }
  await database.sql([...texts, both(rowsOf('A'), rowsOf('B')), waiting(rowsOf('A'), rowsOf('B'))].join('\n'));
}
