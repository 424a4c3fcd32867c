import { sql } from 'kysely';
import type { Db } from '../platform/database/scope.js';
import { type Weekday, weekdays } from '../time/london.js';
import type { WorkingTimeStatus } from './employment.entity.js';
import type { RegistrationBody } from './rules/registration.js';
import type { WeeklyWindow } from './rules/weekly-pattern.js';

/** What an assignment needs to know about a clinician on one London day, as far as the viewer may see it. */
export interface AssignableClinician {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly roleCode: string;
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly supervisorId: string | null;
  readonly workingTimeOptOut: boolean;
  /** The bodies with which a registration is valid on the day. */
  readonly registrationBodies: readonly RegistrationBody[];
  /** The employments of the day. */
  readonly employments: readonly {
    readonly id: string;
    readonly employerId: string;
    readonly contractedMinutesPerWeek: number;
    readonly sessionMinutes: number;
    readonly workingTimeStatus: WorkingTimeStatus;
  }[];
  /** The day's releases to PCNs. */
  readonly releases: readonly {
    readonly pcnId: string;
    readonly employmentId: string;
    readonly minutesPerWeek: number;
  }[];
  /** The patterns in force on the day, all weekdays, over all employments; for `availabilityOn` and `patternCovers`. */
  readonly workingPattern: readonly WeeklyWindow[];
}

type Row = Omit<AssignableClinician, 'workingPattern'> & {
  readonly windows: readonly { weekday: number; startTime: string; endTime: string; from: string; to: string | null }[];
};

/** In no particular order; those who do not exist or may not be seen are left out. */
export async function cliniciansForAssignment(
  db: Db,
  clinicianIds: readonly string[],
  day: string,
): Promise<AssignableClinician[]> {
  const onDay = (alias: string) =>
    sql`${sql.ref(`${alias}.valid_from`)} <= ${day}::date
      and (${sql.ref(`${alias}.valid_to`)} is null or ${sql.ref(`${alias}.valid_to`)} > ${day}::date)`;
  const { rows } = await sql<Row>`/* cliniciansForAssignment */
    select c.id, c.code, c.name, c.role_code as "roleCode", c.skills, c.languages, c.supervisor_id as "supervisorId",
      c.working_time_opt_out as "workingTimeOptOut",
      array(select distinct g.body from registration g where g.clinician_id = c.id and ${onDay('g')})
        as "registrationBodies",
      (select coalesce(json_agg(json_build_object('id', e.id, 'employerId', e.employer_id, 'contractedMinutesPerWeek',
          e.contracted_minutes_per_week, 'sessionMinutes', e.session_minutes,
          'workingTimeStatus', e.working_time_status)), '[]')
        from employment e where e.clinician_id = c.id and e.state = 'ACCEPTED' and ${onDay('e')}) as employments,
      (select coalesce(json_agg(json_build_object('pcnId', r.pcn_id, 'employmentId', r.employment_id,
          'minutesPerWeek', r.minutes_per_week)), '[]')
        from pool_release r where r.clinician_id = c.id and r.state = 'ACCEPTED' and ${onDay('r')}) as releases,
      (select coalesce(json_agg(json_build_object('weekday', w.weekday, 'startTime', left(w.from_time::text, 5),
          'endTime', left(w.to_time::text, 5), 'from', w.valid_from, 'to', w.valid_to)), '[]')
        from working_pattern w where w.clinician_id = c.id and ${onDay('w')}) as windows
    from clinician c where c.id = any(${[...clinicianIds]}::uuid[])`.execute(db);
  return rows.map(({ windows, ...row }) => ({
    ...row,
    workingPattern: windows.map(({ weekday, startTime, endTime, from, to }) => ({
      weekday: weekdays[weekday - 1] as Weekday,
      startTime,
      endTime,
      effective: { from, to },
    })),
  }));
}

/**
 * Locks the clinician's row until the transaction ends. Everything that says when a clinician cannot work, or makes
 * them work, takes this lock first: assignments, leave, commitments, patterns, the end of an employment.
 * @returns false if the viewer sees no such clinician.
 */
export async function lockClinician(db: Db, clinicianId: string): Promise<boolean> {
  return (
    (await sql`/* lockClinician */ select from clinician where id = ${clinicianId} for update`.execute(db)).rows
      .length > 0
  );
}

/** The weekly patterns of clinicians, each window with the days on which it applies. */
export async function patternsOf(db: Db, clinicianIds: readonly string[]): Promise<Map<string, WeeklyWindow[]>> {
  const { rows } = await sql<{
    clinicianId: string;
    weekday: number;
    startTime: string;
    endTime: string;
    from: string;
    to: string | null;
  }>`/* patternsOf */
    select w.clinician_id as "clinicianId", w.weekday, left(w.from_time::text, 5) as "startTime",
      left(w.to_time::text, 5) as "endTime", w.valid_from::text as "from", w.valid_to::text as "to"
    from working_pattern w where w.clinician_id = any(${[...clinicianIds]}::uuid[])`.execute(db);
  const patterns = new Map<string, WeeklyWindow[]>();
  for (const { clinicianId, weekday, startTime, endTime, from, to } of rows) {
    const windows = patterns.get(clinicianId) ?? [];
    windows.push({ weekday: weekdays[weekday - 1] as Weekday, startTime, endTime, effective: { from, to } });
    patterns.set(clinicianId, windows);
  }
  return patterns;
}
