import { sql, type RawBuilder } from 'kysely';
import { countUpTo } from '../platform/database/count-up-to.js';
import { keyset } from '../platform/paging/keyset.js';
import type { Db } from '../platform/database/scope.js';
import type { Page } from '../platform/paging/page.js';
import type { RegistrationBody } from './rules/registration.js';

export interface ClinicianRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly synthetic: boolean;
  readonly roleCode: string;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly supervisorId: string | null;
  readonly registeredById: string;
  readonly workingTimeOptOut: boolean;
  /** PCNs to which the clinician is, was or will be released, of those that the viewer may see. */
  readonly pcnIds: readonly string[];
  /** Employers with an accepted job that is not over today, of those that the viewer may see. */
  readonly employerIds: readonly string[];
}

export interface RegistrationRow {
  readonly clinicianId: string;
  readonly body: RegistrationBody;
  readonly number: string;
  readonly from: string;
  readonly to: string | null;
  readonly endReason: string | null;
}

const columns = sql`
  c.id, c.code, c.name, c.synthetic, c.role_code as "roleCode", c.skills, c.languages,
  c.supervisor_id as "supervisorId", c.registered_by_id as "registeredById",
  c.working_time_opt_out as "workingTimeOptOut",
  array(select distinct r.pcn_id from pool_release r where r.clinician_id = c.id and r.state <> 'DECLINED') as "pcnIds",
  array(select distinct e.employer_id from employment e where e.clinician_id = c.id and e.state = 'ACCEPTED'
    and (e.valid_to is null or e.valid_to > london_today())) as "employerIds"`;

/** In no particular order; those who may not be seen are left out. */
export async function cliniciansByIds(db: Db, ids: readonly string[]): Promise<ClinicianRow[]> {
  return (
    await sql<ClinicianRow>`/* cliniciansByIds */
      select ${columns} from clinician c where c.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

export async function clinicianById(db: Db, id: string): Promise<ClinicianRow | undefined> {
  return (await cliniciansByIds(db, [id]))[0];
}

export async function clinicianByCode(db: Db, code: string): Promise<ClinicianRow | undefined> {
  return (
    await sql<ClinicianRow>`/* clinicianByCode */ select ${columns} from clinician c where c.code = ${code}`.execute(db)
  ).rows[0];
}

/**
 * A clinician who is in no row that the viewer can see yet, by code and registration number together; undefined if they
 * do not match.
 */
export async function findClinician(
  db: Db,
  code: string,
  registrationNumber: string,
): Promise<{ id: string; roleCode: string } | undefined> {
  return (
    await sql<{ id: string; roleCode: string }>`/* findClinician */
      select f.id, f.role_code as "roleCode" from find_clinician(${code}, ${registrationNumber}) f`.execute(db)
  ).rows[0];
}

/**
 * Who is listed on a London day: those released to a PCN, those employed by an organisation, or the viewer's own staff
 * and the viewer.
 */
export type ClinicianFilter =
  | { readonly kind: 'RELEASED_TO'; readonly pcnId: string; readonly day: string }
  | { readonly kind: 'EMPLOYED_BY'; readonly organisationId: string; readonly day: string }
  | {
      readonly kind: 'OWN';
      readonly organisationId: string | null;
      readonly clinicianId: string | null;
      readonly day: string;
    };

function employedBy(organisationId: string | null, day: string) {
  return sql`exists (
  select from employment e where e.clinician_id = c.id and e.employer_id = ${organisationId}::uuid
    and e.state = 'ACCEPTED' and e.valid_from <= ${day}::date and (e.valid_to is null or e.valid_to > ${day}::date))`;
}

function matching(filter: ClinicianFilter): RawBuilder<unknown> {
  switch (filter.kind) {
    case 'RELEASED_TO':
      return sql`exists (select from pool_release r where r.clinician_id = c.id and r.pcn_id = ${filter.pcnId}
        and r.state = 'ACCEPTED' and r.valid_from <= ${filter.day}::date and (r.valid_to is null or r.valid_to > ${filter.day}::date))`;
    case 'EMPLOYED_BY':
      return employedBy(filter.organisationId, filter.day);
    case 'OWN':
      // otherwise people who are registered but not employed yet would be in nobody's list
      return sql`(${employedBy(filter.organisationId, filter.day)} or c.id = ${filter.clinicianId}::uuid
        or (c.registered_by_id = ${filter.organisationId}::uuid
          and not exists (select from employment e where e.clinician_id = c.id and e.state = 'ACCEPTED')))`;
  }
}

/** By name; the page's key is (name, code). */
export async function listClinicians(
  db: Db,
  filter: ClinicianFilter,
  roleCode: string | null,
  page: Page,
): Promise<ClinicianRow[]> {
  const { beyond, order } = keyset(page, ['c.name', 'text'], ['c.code', 'text']);
  return (
    await sql<ClinicianRow>`/* listClinicians */
      select ${columns} from clinician c
      where ${matching(filter)} and (${roleCode}::text is null or c.role_code = ${roleCode})
        and ${beyond} ${order}`.execute(db)
  ).rows;
}

export async function countClinicians(db: Db, filter: ClinicianFilter, roleCode: string | null): Promise<number> {
  return countUpTo(
    db,
    'countClinicians',
    sql`from clinician c where ${matching(filter)} and (${roleCode}::text is null or c.role_code = ${roleCode})`,
  );
}

/** By register and number. */
export async function registrationsOf(db: Db, clinicianIds: readonly string[]): Promise<RegistrationRow[]> {
  return (
    await sql<RegistrationRow>`/* registrationsOf */
      select g.clinician_id as "clinicianId", g.body, g.number, g.valid_from::text as "from", g.valid_to::text as "to",
        g.end_reason as "endReason"
      from registration g where g.clinician_id = any(${[...clinicianIds]}::uuid[])
      order by g.body, g.number, g.valid_from`.execute(db)
  ).rows;
}
