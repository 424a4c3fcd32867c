import { runSql } from './questions.js';

/** How many entries the audit trail of the asking network has. */
export const auditEntries = 1_000_000;

/** The ICB that commissions everybody. */
export const icb = 'QBE';

function idOf(what: string): string {
  return `md5(${what})::uuid`;
}

const synthetic = `from organisation o where o.kind = 'PRACTICE'`;

/** What the made-up country lacks: who holds, runs and employs what, a ledger, and an audit trail of years. */
function statements(pcn: string): readonly string[] {
  return [
    `insert into organisation (id, ods_code, kind, source) values (${idOf(`'icb'`)}, '${icb}', 'ICB', 'bench')`,
    `insert into organisation (id, ods_code, kind, source) select ${idOf(`'holder' || n`)}, 'HB' || n, 'CONTRACT_HOLDER', 'bench'
     from generate_series(1, 2) n`,
    `insert into organisation_name (organisation_id, name, valid_from) select o.id, 'Synthetic ' || o.ods_code, '2020-01-01'
     from organisation o where o.ods_code = '${icb}' or o.kind = 'CONTRACT_HOLDER'`,
    `insert into commissioning (organisation_id, commissioner_id, valid_from, source)
     select o.id, ${idOf(`'icb'`)}, '2020-01-01', 'bench' from organisation o where o.kind in ('PRACTICE', 'PCN')`,
    `insert into contract (practice_id, type, holder_id, valid_from, source)
     select o.id, 'GMS', ${idOf(`'holder1'`)}, '2020-01-01', 'bench' ${synthetic}`,
    `insert into population (organisation_id, basis, counted_on, value, source)
     select o.id, b.basis, '2026-10-01', 9000, 'bench'
     from organisation o, (values ('REGISTERED'), ('WEIGHTED')) b(basis) where o.kind = 'PRACTICE'`,
    `insert into site_operation (site_id, operator_id, kind, valid_from, source)
     select s.id, o.id, 'MAIN', '2020-01-01', 'bench' from site s
     join organisation o on o.ods_code = 'B' || substring(s.code from 2)`,
    `insert into room (site_id, name, kind, step_free) select id, 'Room ' || n, 'CONSULTING', true
     from site, generate_series(1, 20) n`,
    `insert into accommodation_offer (pcn_id, offered_by_id, room_id, weekdays, from_time, to_time, valid_from)
     select m.pcn_id, m.practice_id, r.id, '{1,2,3,4,5,6,7}', '07:00', '20:00', '2020-07-01'
     from room r join site_operation o on o.site_id = r.site_id join membership m on m.practice_id = o.operator_id`,
    `insert into clinic_host (clinic_id, pcn_id, position, site_id)
     select distinct clinic_id, pcn_id, 1, site_id from session`,
    `insert into clinic_staffing_line (clinic_id, pcn_id, position, role_code, count, slots_per_post)
     select id, pcn_id, 1, 'CLINICAL_PHARMACIST', 1, 16 from shared_clinic`,
    `insert into employment (clinician_id, employer_id, contracted_minutes_per_week, session_minutes, working_time_status, valid_from)
     select id, registered_by_id, 2400, 240, 'WORKER', '2020-07-01' from clinician`,
    `insert into pool_release (employment_id, clinician_id, employer_id, pcn_id, minutes_per_week, valid_from)
     select e.id, e.clinician_id, e.employer_id, m.pcn_id, 2400, '2020-07-01'
     from employment e join membership m on m.practice_id = e.employer_id`,
    `insert into leave (clinician_id, kind, starts_at, ends_at, state)
     select id, 'ANNUAL', london_today() + 20, london_today() + 30, 'REQUESTED' from clinician`,
    `insert into assignment (pcn_id, session_id, post_number, starts_at, ends_at, clinician_id, state, assigned_at, assigned_by)
     select s.pcn_id, s.id, p.number, s.starts_at, s.ends_at, p.clinician_id, 'PUBLISHED', now(), 'bench'
     from session s join post p on p.session_id = s.id`,
    `insert into share_account (id, pcn_id, service_id, slot_minutes)
     select ${idOf(`'account' || pcn_id || service_id`)}, pcn_id, service_id, 15
     from (select distinct pcn_id, service_id from session) s`,
    `insert into session_share (session_id, pcn_id, practice_id, weight, weight_source, entitlement, places)
     select session_id, pcn_id, owner_id, 1, 'EQUAL', 3.2, count(*) from place where owner_id is not null group by 1, 2, 3`,
    `insert into share_ledger (pcn_id, account_id, practice_id, kind, session_id, on_day, entitled, given, entered_at)
     select s.pcn_id, ${idOf(`'account' || s.pcn_id || s.service_id`)}, sh.practice_id, 'PUBLISHED', s.id, s.session_on, 3.2, 3, now()
     from session s join session_share sh on sh.session_id = s.id`,
    `insert into waiting_entry (pcn_id, practice_id, service_id, reference, channel, need, from_on, to_on, state, created_at)
     select m.pcn_id, m.practice_id, v.id, 'W-' || n, 'PHONE', 'MEDICATION_REVIEW', london_today() + 1, london_today() + 90,
       'WAITING', now() from membership m, service v, generate_series(1, 60) n`,
    `insert into audit_entry (at, actor, actor_role, actor_organisation_id, pcn_id, table_name, operation, row_key, after)
     select now() - make_interval(secs => n % 2000000), 'bench', 'system', o.id, o.id, 'session', 'UPDATE',
       jsonb_build_object('id', gen_random_uuid()), '{}'
     from organisation o, generate_series(1, ${auditEntries}) n where o.ods_code = '${pcn}'`,
  ];
}

/** Gives it to the country, in one transaction without triggers. @param pcn whose audit trail is long. */
export async function enrich(superuser: string, pcn: string): Promise<void> {
  const all = ['set local session_replication_role = replica', ...statements(pcn)];
  await runSql(superuser, `begin; ${all.join(';\n')}; commit`);
  await runSql(superuser, 'vacuum (analyze)');
}
