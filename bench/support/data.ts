import pg from 'pg';
import { connectionOf } from '../../src/platform/database/connection-settings.js';

/** How large a made-up country is. */
export interface Country {
  readonly pcns: number;
  readonly practicesPerPcn: number;
  readonly clinicsPerPcn: number;
  /** Each clinic is held once on each of as many days from tomorrow on, with 16 slots and 16 places. */
  readonly days: number;
}

/** Those of a few ICBs: 200 practices and a million slots. */
export const fortyNetworks: Country = { pcns: 40, practicesPerPcn: 5, clinicsPerPcn: 18, days: 87 };

export const slotsPerSession = 16;
export function slotsOf({ pcns, clinicsPerPcn, days }: Country): number {
  return pcns * clinicsPerPcn * days * slotsPerSession;
}

/** ODS codes of the made-up practices, from 1 on. */
export function practiceCode(n: number): string {
  return `B${String(n).padStart(5, '0')}`;
}

const tables = [
  ['organisation', 'organisation_name', 'site', 'membership', 'network_agreement', 'agreement_signature', 'service'],
  ['clinician', 'shared_clinic', 'session', 'post', 'slot', 'place'],
].flat();

/** A uuid out of what a row is: the same at every run, and spread like a random one. */
function id(what: string): string {
  return `md5(${what})::uuid`;
}

/**
 * Sessions and the numbers in each. Rows lie in the order in which they are published: a clinic's days one after the
 * other, so that a network's week lies in as many places as it has clinics, and a session's slots side by side.
 */
const numbered = `(select session.*, generate_series(1, ${slotsPerSession}) as k from session)`;

/**
 * The statements that fill an empty, migrated database. In each session every practice of the network has three places
 * and the pool has the rest; all slots are released, staffed and free.
 */
function statements({ pcns, practicesPerPcn, clinicsPerPcn, days }: Country): readonly string[] {
  const practices = pcns * practicesPerPcn;
  const everySession = `generate_series(1, ${pcns}) n, generate_series(1, ${clinicsPerPcn}) c, generate_series(1, ${days}) d`;
  const pcnOf = `(n - 1) / ${practicesPerPcn} + 1`;
  return [
    `insert into organisation (id, ods_code, kind, source)
      select ${id(`'pcn' || n`)}, 'U' || lpad(n::text, 5, '0'), 'PCN', 'bench' from generate_series(1, ${pcns}) n
      union all
      select ${id(`'practice' || n`)}, 'B' || lpad(n::text, 5, '0'), 'PRACTICE', 'bench' from generate_series(1, ${practices}) n`,
    `insert into organisation_name (organisation_id, name, valid_from)
      select o.id, 'Synthetic ' || o.ods_code, '2020-01-01' from organisation o`,
    `insert into site (id, code, name, opened_on)
      select ${id(`'site' || n`)}, 'S' || lpad(n::text, 5, '0'), 'Synthetic surgery ' || n, '2020-01-01'
      from generate_series(1, ${practices}) n`,
    `insert into membership (practice_id, pcn_id, valid_from, source)
      select ${id(`'practice' || n`)}, ${id(`'pcn' || (${pcnOf})`)}, '2020-07-01', 'bench' from generate_series(1, ${practices}) n`,
    `insert into network_agreement (id, pcn_id, title, drafted_on, starts_on, in_force_from)
      select ${id(`'agreement' || n`)}, ${id(`'pcn' || n`)}, 'Sharing', '2020-07-01', '2020-07-01', '2020-07-01'
      from generate_series(1, ${pcns}) n`,
    `insert into agreement_signature (agreement_id, pcn_id, practice_id, signed_on)
      select ${id(`'agreement' || (${pcnOf})`)}, ${id(`'pcn' || (${pcnOf})`)}, ${id(`'practice' || n`)}, '2020-07-01'
      from generate_series(1, ${practices}) n`,
    `insert into service (id, code, name, roles, slot_minutes, delivery_modes, appointment_category)
      select ${id(`'service' || n`)}, 'bench-' || n, 'Synthetic service ' || n, '{CLINICAL_PHARMACIST}', 15,
        '{FACE_TO_FACE,TELEPHONE}', 'General Consultation Routine' from generate_series(1, 3) n`,
    `insert into clinician (id, code, name, registered_by_id, synthetic, role_code)
      select ${id(`'clinician' || n || '-' || c`)}, 'C-' || n || '-' || c, 'Synthetic clinician ' || n || '-' || c,
        ${id(`'practice' || (n * ${practicesPerPcn})`)}, true, 'CLINICAL_PHARMACIST'
      from generate_series(1, ${pcns}) n, generate_series(1, ${clinicsPerPcn}) c`,
    `insert into shared_clinic (id, pcn_id, service_id, title, rrule, start_time, duration_minutes, starts_on, hosting,
        sharing_policy, bank_holiday_policy, slot_minutes, delivery_modes, pool_minutes_before, published_until, created_at)
      select ${id(`'clinic' || n || '-' || c`)}, ${id(`'pcn' || n`)}, ${id(`'service' || (c % 3 + 1)`)}, 'Clinic ' || c,
        'FREQ=DAILY', time '08:00' + make_interval(mins => c * 5), 240, '2020-07-01', 'ONE', 'EQUAL', 'KEEP', 15,
        '{FACE_TO_FACE,TELEPHONE}', 2880, london_today() + ${days + 1}, now()
      from generate_series(1, ${pcns}) n, generate_series(1, ${clinicsPerPcn}) c`,
    `insert into session (id, pcn_id, clinic_id, service_id, occurrence_on, session_on, starts_at, ends_at, site_id, state,
        pool_at, bookable_unstaffed, published_at)
      select ${id(`'session' || n || '-' || c || '-' || d`)}, ${id(`'pcn' || n`)}, ${id(`'clinic' || n || '-' || c`)},
        ${id(`'service' || (c % 3 + 1)`)}, x.day, x.day, x.at, x.at + interval '4 hours',
        ${id(`'site' || ((n - 1) * ${practicesPerPcn} + c % ${practicesPerPcn} + 1)`)}, 'PUBLISHED',
        x.at - interval '2 days', false, now()
      from ${everySession}
      cross join lateral (select london_today() + d as day, (london_today() + d + time '08:00' + make_interval(mins => c * 5))
        at time zone 'Europe/London' as at) x
      order by n, c, d`,
    `insert into post (session_id, number, pcn_id, line, role_code, clinician_id)
      select ${id(`'session' || n || '-' || c || '-' || d`)}, 1, ${id(`'pcn' || n`)}, 1, 'CLINICAL_PHARMACIST',
        ${id(`'clinician' || n || '-' || c`)}
      from ${everySession} order by n, c, d`,
    `insert into slot (session_id, number, pcn_id, post_number, starts_at, ends_at, delivery_modes, released_at)
      select s.id, k, s.pcn_id, 1, s.starts_at + make_interval(mins => (k - 1) * 15), s.starts_at + make_interval(mins => k * 15),
        '{FACE_TO_FACE,TELEPHONE}', '2026-01-01Z' from ${numbered} s`,
    `insert into place (session_id, number, pcn_id, owner_id, given_to_id)
      select s.id, k, s.pcn_id, o.owner, o.owner
      from ${numbered} s
      join (select ${id(`'pcn' || n`)} as pcn_id, k, case when (k - 1) / 3 < ${practicesPerPcn}
          then ${id(`'practice' || ((n - 1) * ${practicesPerPcn} + (k - 1) / 3 + 1)`)} end as owner
        from generate_series(1, ${pcns}) n, generate_series(1, ${slotsPerSession}) k) o using (pcn_id, k)`,
  ];
}

/**
 * Fills an empty, migrated database by one statement a table, as the superuser and without triggers (their work is in
 * the rows already), in one transaction that writes next to no WAL.
 */
export async function fill(superuserUrl: string, country: Country, say: (line: string) => void): Promise<void> {
  const client = new pg.Client(connectionOf(superuserUrl));
  await client.connect();
  try {
    await client.query(`set session_replication_role = replica; set timezone = 'UTC'; set maintenance_work_mem = '512MB';
      set work_mem = '256MB'; begin; truncate ${tables.join(', ')} cascade`);
    for (const statement of statements(country)) {
      const began = performance.now();
      const { rowCount } = await client.query(statement);
      const table = /insert into (\w+)/.exec(statement)?.[1];
      if ((rowCount ?? 0) > 100_000) say(`${table}: ${rowCount} rows in ${Math.round(performance.now() - began)} ms`);
    }
    await client.query('commit');
    // Visible to all from the start, as in a database that has been running for a while.
    await client.query('vacuum (analyze)');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}
