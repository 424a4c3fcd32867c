import { sql } from 'kysely';
import type { LendingState } from '../organisation/accommodation/rules/lending.js';
import type { Db } from '../platform/database/scope.js';
import type { EmploymentState, WorkingTimeStatus } from './employment.entity.js';

export interface EmploymentRow {
  readonly id: string;
  readonly clinicianId: string;
  readonly employerId: string;
  readonly contractedMinutesPerWeek: number;
  readonly sessionMinutes: number;
  readonly workingTimeStatus: WorkingTimeStatus;
  readonly from: string;
  readonly to: string | null;
  readonly state: EmploymentState;
  readonly decidedAt: string | null;
  readonly declineReason: string | null;
  /** The clinician's code, which the employer knows even if it can see nothing else about them. */
  readonly clinicianCode: string | null;
}

export interface PoolReleaseRow {
  readonly id: string;
  readonly employmentId: string;
  readonly clinicianId: string;
  readonly employerId: string;
  readonly pcnId: string;
  readonly minutesPerWeek: number;
  readonly from: string;
  readonly to: string | null;
  readonly state: LendingState;
  readonly decidedAt: string | null;
  readonly declineReason: string | null;
  readonly changeReason: string | null;
}

const employmentColumns = sql`e.id, e.clinician_id as "clinicianId", e.employer_id as "employerId",
  e.contracted_minutes_per_week as "contractedMinutesPerWeek", e.session_minutes as "sessionMinutes",
  e.working_time_status as "workingTimeStatus", e.valid_from::text as "from", e.valid_to::text as "to",
  e.state, e.decided_at as "decidedAt", e.decline_reason as "declineReason",
  coalesce((select c.code from clinician c where c.id = e.clinician_id), code_proposed_to(e.id)) as "clinicianCode"`;

const releaseColumns = sql`r.id, r.employment_id as "employmentId", r.clinician_id as "clinicianId",
  r.employer_id as "employerId", r.pcn_id as "pcnId", r.minutes_per_week as "minutesPerWeek", r.valid_from::text as "from", r.valid_to::text as "to",
  r.state, r.decided_at as "decidedAt", r.decline_reason as "declineReason", r.change_reason as "changeReason"`;

export async function employmentsByIds(db: Db, ids: readonly string[]): Promise<EmploymentRow[]> {
  return (
    await sql<EmploymentRow>`/* employmentsByIds */
      select ${employmentColumns} from employment e where e.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

export async function employmentById(db: Db, id: string): Promise<EmploymentRow | undefined> {
  return (await employmentsByIds(db, [id]))[0];
}

/** Accepted jobs, newest first. */
export async function employmentsOf(db: Db, clinicianIds: readonly string[]): Promise<EmploymentRow[]> {
  return (
    await sql<EmploymentRow>`/* employmentsOf */
      select ${employmentColumns} from employment e where e.clinician_id = any(${[...clinicianIds]}::uuid[])
        and e.state = 'ACCEPTED' order by e.valid_from desc, e.id`.execute(db)
  ).rows;
}

/** Jobs proposed to the clinician, or by the organisations, that are waiting and not over, earliest start first. */
export async function employmentsWaiting(
  db: Db,
  of: { readonly clinicianId: string | null; readonly employerIds: readonly string[] },
): Promise<EmploymentRow[]> {
  return (
    await sql<EmploymentRow>`/* employmentsWaiting */
      select ${employmentColumns} from employment e where e.state = 'OFFERED'
        and (e.clinician_id = ${of.clinicianId}::uuid or e.employer_id = any(${[...of.employerIds]}::uuid[]))
        and (e.valid_to is null or e.valid_to > london_today())
      order by e.valid_from, e.id`.execute(db)
  ).rows;
}

/**
 * Whether a job that the viewer's organisation gives to the clinician from a day on needs nobody's consent. The rule is
 * in the database, which refuses other rows: migrations/0025-proposed-jobs.ts. Precondition: a viewer who sees the
 * clinician has locked them, because another employer's job might be accepted in the meantime.
 */
export async function standsAtOnce(db: Db, clinicianId: string, from: string): Promise<boolean> {
  return (
    (
      await sql<{ stands: boolean }>`/* standsAtOnce */
      select job_stands_at_once(${clinicianId}::uuid, ${from}::date) as stands`.execute(db)
    ).rows[0]?.stands === true
  );
}

export async function releasesByIds(db: Db, ids: readonly string[]): Promise<PoolReleaseRow[]> {
  return (
    await sql<PoolReleaseRow>`/* releasesByIds */
      select ${releaseColumns} from pool_release r where r.id = any(${[...ids]}::uuid[])`.execute(db)
  ).rows;
}

/** Newest first. */
export async function releasesOfEmployments(db: Db, employmentIds: readonly string[]): Promise<PoolReleaseRow[]> {
  return (
    await sql<PoolReleaseRow>`/* releasesOfEmployments */
      select ${releaseColumns} from pool_release r where r.employment_id = any(${[...employmentIds]}::uuid[])
      order by r.valid_from desc, r.id`.execute(db)
  ).rows;
}

/** Newest first. */
export async function releasesOf(db: Db, clinicianIds: readonly string[]): Promise<PoolReleaseRow[]> {
  return (
    await sql<PoolReleaseRow>`/* releasesOf */
      select ${releaseColumns} from pool_release r where r.clinician_id = any(${[...clinicianIds]}::uuid[])
      order by r.valid_from desc, r.id`.execute(db)
  ).rows;
}

/** Releases to the PCNs that are waiting for their decision and are not over, earliest start first. */
export async function releasesWaiting(db: Db, pcnIds: readonly string[]): Promise<PoolReleaseRow[]> {
  return (
    await sql<PoolReleaseRow>`/* releasesWaiting */
      select ${releaseColumns} from pool_release r where r.pcn_id = any(${[...pcnIds]}::uuid[])
        and r.state = 'OFFERED' and (r.valid_to is null or r.valid_to > london_today())
      order by r.pcn_id, r.valid_from, r.id`.execute(db)
  ).rows;
}

/** Shortens an employment's releases and patterns to end on a day; those that begin then or later are deleted. */
export async function endWhatHangsOn(db: Db, employmentId: string, day: string): Promise<void> {
  for (const table of ['pool_release', 'working_pattern'] as const) await endRows(db, table, employmentId, day);
}

/** Ends the employment's pattern on a day, so that another one can begin. */
export function endPattern(db: Db, employmentId: string, day: string): Promise<void> {
  return endRows(db, 'working_pattern', employmentId, day);
}

async function endRows(
  db: Db,
  table: 'pool_release' | 'working_pattern',
  employmentId: string,
  day: string,
): Promise<void> {
  await sql`/* endRows.delete */ delete from ${sql.table(table)}
    where employment_id = ${employmentId} and valid_from >= ${day}::date`.execute(db);
  await sql`/* endRows.shorten */ update ${sql.table(table)} set valid_to = ${day}::date
    where employment_id = ${employmentId} and (valid_to is null or valid_to > ${day}::date)`.execute(db);
}
