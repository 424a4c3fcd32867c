import type { TestDatabase } from '../database/test-database.js';
import { codesOf, type Letter, rowsOf, seedNetworks } from '../network/networks.js';

/** More practices of a network, each with a contract, a site, a room that it offers, and two physiotherapists. */
function morePractices(letter: Letter, count: number): string {
  const rows = rowsOf(letter);
  const made = (kind: string) => `md5('${letter} ${kind} ' || n)::uuid`;
  const [practice, site, room] = [made('practice'), made('site'), made('room')];
  const each = `from generate_series(1, ${count}) n`;
  return `
insert into organisation (id, ods_code, kind, source) select ${practice}, '${letter}' || 20000 + n, 'PRACTICE', 'test' ${each};
insert into organisation_name (organisation_id, name, valid_from) select ${practice}, 'Practice ' || n, '2019-07-01' ${each};
insert into commissioning (organisation_id, commissioner_id, valid_from, source)
  select ${practice}, '${rows.subIcb}', '2019-07-01', 'test' ${each};
insert into membership (practice_id, pcn_id, valid_from, source) select ${practice}, '${rows.pcn}', '2020-07-01', 'test' ${each};
insert into contract (practice_id, type, holder_id, valid_from, source)
  select ${practice}, 'GMS', ${practice}, '2004-04-01', 'test' ${each};
insert into population (organisation_id, basis, counted_on, value, source)
  select ${practice}, 'REGISTERED', '2026-04-01', 4000 + 1000 * n, 'test' ${each};
insert into site (id, name, town, opened_on) select ${site}, 'Surgery ' || n, 'Luton', '2000-01-01' ${each};
insert into site_operation (site_id, operator_id, kind, valid_from, source)
  select ${site}, ${practice}, 'MAIN', '2000-01-01', 'test' ${each};
insert into room (id, site_id, name, kind, step_free) select ${room}, ${site}, 'Room 1', 'CONSULTING', true ${each};
insert into accommodation_offer (pcn_id, offered_by_id, room_id, weekdays, from_time, to_time, valid_from)
  select '${rows.pcn}', ${practice}, ${room}, '{1,2,3,4,5,6,7}', '07:00', '21:00', '2026-01-01' ${each};
insert into agreement_signature (agreement_id, pcn_id, practice_id, signed_on)
  select '${rows.agreement}', '${rows.pcn}', ${practice}, '2026-03-01' ${each};
${[0, 1].map((which) => staffOf(letter, which, each, made)).join('')}`;
}

function staffOf(letter: Letter, which: number, each: string, made: (kind: string) => string): string {
  const [clinician, job] = [made(`clinician ${which}`), made(`job ${which}`)];
  const number = `'PH${'ABC'.indexOf(letter) + 1}${which}' || lpad(n::text, 4, '0')`;
  const { pcn } = codesOf(letter);
  return `
insert into clinician (id, code, registered_by_id, name, synthetic, role_code)
  select ${clinician}, '${pcn}-${which}-' || n, ${made('practice')}, 'Synthetic ' || n, true,
    'FIRST_CONTACT_PHYSIOTHERAPIST' ${each};
insert into registration (clinician_id, body, number, valid_from) select ${clinician}, 'HCPC', ${number}, '2015-01-01' ${each};
insert into employment (id, clinician_id, employer_id, contracted_minutes_per_week, session_minutes, working_time_status,
    valid_from) select ${job}, ${clinician}, ${made('practice')}, 2250, 250, 'WORKER', '2024-01-01' ${each};
insert into pool_release (employment_id, clinician_id, employer_id, pcn_id, minutes_per_week, valid_from)
  select ${job}, ${clinician}, ${made('practice')}, '${rowsOf(letter).pcn}', 2000, '2024-01-01' ${each};
insert into working_pattern (employment_id, clinician_id, weekday, from_time, to_time, valid_from)
  select ${job}, ${clinician}, d, '07:30', '19:00', '2024-01-01' ${each}, generate_series(1, 5) d;`;
}

/** The networks' scene with six more practices in A and in B, so that there is something to hand over and to share. */
export async function seedHistory(database: Pick<TestDatabase, 'sql'>): Promise<void> {
  await seedNetworks(database);
  await database.sql(morePractices('A', 6) + morePractices('B', 6));
}
