import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';

export interface PlaceOfAssignment {
  readonly id: string;
  readonly name: string;
  readonly on: string;
  /** Clinic, day, times and site, in words. */
  readonly where: string;
}

/** Who works where, by assignment, ended ones too. */
export async function placeOfAssignment(db: Db, ids: readonly string[]): Promise<Map<string, PlaceOfAssignment>> {
  const { rows } = await sql<PlaceOfAssignment>`/* placeOfAssignment */
    select a.id, p.name, s.session_on::text as "on",
      format('in “%s” on %s, %s to %s, at %s', c.title, s.session_on,
        to_char(s.starts_at at time zone 'Europe/London', 'HH24:MI'),
        to_char(s.ends_at at time zone 'Europe/London', 'HH24:MI'), t.name) as "where"
    from assignment a join session s on s.id = a.session_id join shared_clinic c on c.id = s.clinic_id
    join site t on t.id = s.site_id join clinician p on p.id = a.clinician_id
    where a.id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
