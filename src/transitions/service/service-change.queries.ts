import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import { instantText } from '../../platform/instant-text.js';

export interface ClinicOfService {
  readonly clinicId: string;
  readonly title: string;
  readonly roles: readonly string[];
  readonly deliveryModes: readonly string[];
  /** Published sessions on the day or later. */
  readonly sessions: number;
}

/**
 * The clinics of a service that run past a day, and their published sessions from then on. With `lock` they stay as
 * they are: nothing of them is published in the meantime.
 */
export async function clinicsOfService(
  db: Db,
  serviceId: string,
  from: string,
  lock = false,
): Promise<ClinicOfService[]> {
  if (lock) {
    await sql`/* lockClinicsOfService */
      select from shared_clinic where service_id = ${serviceId}::uuid order by id for update`.execute(db);
  }
  return (
    await sql<ClinicOfService>`/* clinicsOfService */
      select c.id as "clinicId", c.title, c.delivery_modes as "deliveryModes",
        array(select distinct l.role_code from clinic_staffing_line l where l.clinic_id = c.id order by 1) as roles,
        (select count(*)::integer from session s where s.clinic_id = c.id and s.state = 'PUBLISHED'
          and s.session_on >= ${from}::date) as sessions
      from shared_clinic c where c.service_id = ${serviceId}::uuid and (c.ends_on is null or c.ends_on > ${from}::date)
      order by c.title, c.id`.execute(db)
  ).rows;
}

export interface WorkOfService {
  readonly sessionId: string;
  readonly sessionOn: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly clinicianId: string;
  readonly name: string;
  readonly roleCode: string;
  readonly skills: readonly string[];
  readonly lineRoleCode: string;
}

/** Who is assigned to published sessions of a service that are not over. */
export async function workOfService(db: Db, serviceId: string): Promise<WorkOfService[]> {
  return (
    await sql<WorkOfService>`/* workOfService */
      select s.id as "sessionId", s.session_on::text as "sessionOn", s.starts_at as "startsAt", s.ends_at as "endsAt",
        a.clinician_id as "clinicianId", c.name, c.role_code as "roleCode", c.skills, p.role_code as "lineRoleCode"
      from session s join assignment a on a.session_id = s.id and a.state = 'PUBLISHED'
      join post p on p.session_id = a.session_id and p.number = a.post_number join clinician c on c.id = a.clinician_id
      where s.service_id = ${serviceId}::uuid and s.state = 'PUBLISHED' and s.ends_at > app_now()
      order by s.starts_at, s.id, a.post_number`.execute(db)
  ).rows.map((row) => ({ ...row, startsAt: instantText(row.startsAt), endsAt: instantText(row.endsAt) }));
}

/** The practices with a patient who waits for the service on the day or later, and how many. */
export async function waitingForService(
  db: Db,
  serviceId: string,
  from: string,
): Promise<{ practiceId: string; waiting: number }[]> {
  return (
    await sql<{ practiceId: string; waiting: number }>`/* waitingForService */
      select w.practice_id as "practiceId", count(*)::integer as waiting from waiting_entry w
      where w.service_id = ${serviceId}::uuid and w.state in ('WAITING', 'OFFERED') and w.to_on > ${from}::date
      group by w.practice_id order by w.practice_id`.execute(db)
  ).rows;
}
