import { globalId } from '../../../src/platform/ids/global-id.js';
import type { TestDatabase } from '../database/test-database.js';

function uuid(n: number) {
  return `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** The uuids of the scene; in GraphQL they are `leightonIds`. */
export const leighton = {
  icb: uuid(1), // QHG
  subIcb: uuid(2), // M1J4Y
  pcn: uuid(3), // U15644, Leighton Linslade
  otherPcn: uuid(4), // U27128, of Luton
  bassettRoad: uuid(11), // E81003, 21,349 patients
  salisburyHouse: uuid(12), // E81004, 12,423 patients
  leightonRoad: uuid(13), // E81044, 19,515 patients
  otherPractice: uuid(14), // E81063, of the other PCN
  bassettRoadSite: uuid(21),
  salisburyHouseSite: uuid(22),
  leightonRoadSite: uuid(23),
  otherSite: uuid(24),
  bassettRoadRoom: uuid(31),
  salisburyHouseRoom: uuid(32),
  leightonRoadRoom: uuid(33),
  otherRoom: uuid(34),
  service: uuid(41), // first-contact-physiotherapy, in the common catalogue
  physiotherapist: uuid(51), // PHYSIO-1: employed by E81003, released to U15644
  sharedPhysiotherapist: uuid(52), // PHYSIO-2: employed by E81004, released to U15644 and to U27128
  gp: uuid(53), // GP-1: employed by E81003, released to U15644
} as const;

/** The same objects as global ids, for documents and inputs. */
export const leightonIds = {
  pcn: globalId('PrimaryCareNetwork', leighton.pcn),
  otherPcn: globalId('PrimaryCareNetwork', leighton.otherPcn),
  bassettRoadSite: globalId('Site', leighton.bassettRoadSite),
  salisburyHouseSite: globalId('Site', leighton.salisburyHouseSite),
  leightonRoadSite: globalId('Site', leighton.leightonRoadSite),
  otherSite: globalId('Site', leighton.otherSite),
  bassettRoadRoom: globalId('Room', leighton.bassettRoadRoom),
  salisburyHouseRoom: globalId('Room', leighton.salisburyHouseRoom),
  leightonRoadRoom: globalId('Room', leighton.leightonRoadRoom),
  otherRoom: globalId('Room', leighton.otherRoom),
  service: globalId('Service', leighton.service),
  physiotherapist: globalId('Clinician', leighton.physiotherapist),
  sharedPhysiotherapist: globalId('Clinician', leighton.sharedPhysiotherapist),
  gp: globalId('Clinician', leighton.gp),
} as const;

const s = leighton;

const scene = `
insert into organisation (id, ods_code, kind, source) values
  ('${s.icb}', 'QHG', 'ICB', 'test'), ('${s.subIcb}', 'M1J4Y', 'SUB_ICB', 'test'),
  ('${s.pcn}', 'U15644', 'PCN', 'test'), ('${s.otherPcn}', 'U27128', 'PCN', 'test'),
  ('${s.bassettRoad}', 'E81003', 'PRACTICE', 'test'), ('${s.salisburyHouse}', 'E81004', 'PRACTICE', 'test'),
  ('${s.leightonRoad}', 'E81044', 'PRACTICE', 'test'), ('${s.otherPractice}', 'E81063', 'PRACTICE', 'test');
insert into organisation_name (organisation_id, name, valid_from) values
  ('${s.icb}', 'Bedfordshire, Luton and Milton Keynes ICB', '2019-07-01'),
  ('${s.subIcb}', 'Bedfordshire, Luton and Milton Keynes sub-ICB', '2019-07-01'),
  ('${s.pcn}', 'Leighton Linslade PCN', '2019-07-01'), ('${s.otherPcn}', 'A PCN of Luton', '2019-07-01'),
  ('${s.bassettRoad}', 'Bassett Road Surgery', '2000-01-01'),
  ('${s.salisburyHouse}', 'Salisbury House Surgery', '2000-01-01'),
  ('${s.leightonRoad}', 'Leighton Road Surgery', '2000-01-01'),
  ('${s.otherPractice}', 'A practice of Luton', '2000-01-01');
insert into commissioning (organisation_id, commissioner_id, valid_from, source)
  select o.id, '${s.subIcb}'::uuid, date '2019-07-01', 'test' from organisation o where o.kind in ('PCN', 'PRACTICE')
  union all select '${s.subIcb}', '${s.icb}', date '2019-07-01', 'test';
insert into membership (practice_id, pcn_id, valid_from, source)
  select o.id, '${s.pcn}'::uuid, date '2020-07-01', 'test' from organisation o where o.ods_code in ('E81003', 'E81004', 'E81044')
  union all select '${s.otherPractice}', '${s.otherPcn}', date '2020-07-01', 'test';
insert into contract (practice_id, type, holder_id, valid_from, source)
  select o.id, 'GMS', o.id, '2004-04-01', 'test' from organisation o where o.kind = 'PRACTICE';
insert into population (organisation_id, basis, counted_on, value, source) values
  ('${s.bassettRoad}', 'REGISTERED', '2026-04-01', 21349, 'NHS Digital, Patients Registered at a GP Practice, April 2026'),
  ('${s.salisburyHouse}', 'REGISTERED', '2026-04-01', 12423, 'NHS Digital, Patients Registered at a GP Practice, April 2026'),
  ('${s.leightonRoad}', 'REGISTERED', '2026-04-01', 19515, 'NHS Digital, Patients Registered at a GP Practice, April 2026'),
  ('${s.otherPractice}', 'REGISTERED', '2026-04-01', 9000, 'test'),
  ('${s.bassettRoad}', 'WEIGHTED', '2023-03-31', 18475, 'NHS Payments to General Practice 2022/23'),
  ('${s.salisburyHouse}', 'WEIGHTED', '2023-03-31', 10819.14, 'NHS Payments to General Practice 2022/23'),
  ('${s.leightonRoad}', 'WEIGHTED', '2023-03-31', 17235.09, 'NHS Payments to General Practice 2022/23');
insert into site (id, name, town, postcode, latitude, longitude, coordinate_precision, opened_on) values
  ('${s.bassettRoadSite}', 'Bassett Road Surgery', 'Leighton Buzzard', 'LU7 1AR', 51.917, -0.661, 'TOWN', '2000-01-01'),
  ('${s.salisburyHouseSite}', 'Salisbury House Surgery', 'Leighton Buzzard', 'LU7 1RS', 51.917, -0.661, 'TOWN', '2000-01-01'),
  ('${s.leightonRoadSite}', 'Leighton Road Surgery', 'Leighton Buzzard', 'LU7 1LB', 51.917, -0.661, 'TOWN', '2000-01-01'),
  ('${s.otherSite}', 'A surgery of Luton', 'Luton', 'LU1 1AA', 51.879, -0.42, 'TOWN', '2000-01-01');
insert into site_operation (site_id, operator_id, kind, valid_from, source) values
  ('${s.bassettRoadSite}', '${s.bassettRoad}', 'MAIN', '2000-01-01', 'test'),
  ('${s.salisburyHouseSite}', '${s.salisburyHouse}', 'MAIN', '2000-01-01', 'test'),
  ('${s.leightonRoadSite}', '${s.leightonRoad}', 'MAIN', '2000-01-01', 'test'),
  ('${s.otherSite}', '${s.otherPractice}', 'MAIN', '2000-01-01', 'test');
insert into room (id, site_id, name, kind, step_free) values
  ('${s.bassettRoadRoom}', '${s.bassettRoadSite}', 'Room 1', 'CONSULTING', true),
  ('${s.salisburyHouseRoom}', '${s.salisburyHouseSite}', 'Room 1', 'CONSULTING', false),
  ('${s.leightonRoadRoom}', '${s.leightonRoadSite}', 'Room 1', 'CONSULTING', true),
  ('${s.otherRoom}', '${s.otherSite}', 'Room 1', 'CONSULTING', true);
insert into accommodation_offer (pcn_id, offered_by_id, room_id, weekdays, from_time, to_time, valid_from)
  select m.pcn_id, m.practice_id, r.id, '{1,2,3,4,5,6,7}', '07:00', '21:00', '2026-01-01'
  from membership m join site_operation x on x.operator_id = m.practice_id join room r on r.site_id = x.site_id;
insert into network_agreement (pcn_id, title, drafted_on, starts_on, in_force_from) values
  ('${s.pcn}', 'Network agreement', '2026-01-01', '2026-04-01', '2026-04-01'),
  ('${s.otherPcn}', 'Network agreement', '2026-01-01', '2026-04-01', '2026-04-01');
insert into agreement_signature (agreement_id, pcn_id, practice_id, signed_on)
  select a.id, a.pcn_id, m.practice_id, '2026-03-01' from network_agreement a join membership m using (pcn_id);
insert into service (id, code, name, roles, slot_minutes, delivery_modes, appointment_category) values
  ('${s.service}', 'first-contact-physiotherapy', 'First-contact physiotherapy', '{FIRST_CONTACT_PHYSIOTHERAPIST}', 20,
   '{FACE_TO_FACE,TELEPHONE}', 'GENERAL_CONSULTATION_ROUTINE');
insert into clinician (id, code, registered_by_id, name, synthetic, role_code) values
  ('${s.physiotherapist}', 'PHYSIO-1', '${s.bassettRoad}', 'Synthetic Physiotherapist One', true, 'FIRST_CONTACT_PHYSIOTHERAPIST'),
  ('${s.sharedPhysiotherapist}', 'PHYSIO-2', '${s.salisburyHouse}', 'Synthetic Physiotherapist Two', true, 'FIRST_CONTACT_PHYSIOTHERAPIST'),
  ('${s.gp}', 'GP-1', '${s.bassettRoad}', 'Synthetic GP One', true, 'GP');
insert into registration (clinician_id, body, number, valid_from) values
  ('${s.physiotherapist}', 'HCPC', 'PH000001', '2015-01-01'),
  ('${s.sharedPhysiotherapist}', 'HCPC', 'PH000002', '2015-01-01'),
  ('${s.gp}', 'GMC', '0000001', '2015-01-01');
insert into employment (clinician_id, employer_id, contracted_minutes_per_week, session_minutes, working_time_status,
    valid_from)
  select c.id, c.registered_by_id, 2250, 250, 'WORKER', '2024-01-01' from clinician c;
insert into pool_release (employment_id, clinician_id, employer_id, pcn_id, minutes_per_week, valid_from)
  select e.id, e.clinician_id, e.employer_id, p.pcn_id, 1000, '2024-01-01'
  from employment e join (values ('${s.physiotherapist}'::uuid, '${s.pcn}'::uuid),
    ('${s.sharedPhysiotherapist}', '${s.pcn}'), ('${s.sharedPhysiotherapist}', '${s.otherPcn}'), ('${s.gp}', '${s.pcn}'))
    p(clinician_id, pcn_id) using (clinician_id);
insert into working_pattern (employment_id, clinician_id, weekday, from_time, to_time, valid_from)
  select e.id, e.clinician_id, d, '08:00', '18:30', '2024-01-01' from employment e, generate_series(1, 5) d;
`;

/**
 * Lays the scene by SQL as the owner: two PCNs under one ICB; three practices of Leighton Buzzard with their real lists
 * and a room each, offered to the network all week from 07:00 to 21:00; agreements signed and in force from 1 April
 * 2026; one service of the common catalogue and three synthetic clinicians. No clinic and no session yet.
 */
export async function seedLeighton(database: Pick<TestDatabase, 'sql'>): Promise<typeof leighton> {
  await database.sql(scene);
  return leighton;
}
