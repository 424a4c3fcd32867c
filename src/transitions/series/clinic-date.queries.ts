import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import type { ClinicDate } from '../../sessions/clinic/rules/clinic-dates.js';
import { lockSessionAhead, type SessionAhead } from '../clinic/clinic-change.queries.js';

/**
 * Records a day on which a clinic differs from its rule. Precondition: the clinic is locked, and the day is none yet.
 */
export async function setDate(
  db: Db,
  date: ClinicDate & { readonly clinicId: string; readonly pcnId: string; readonly reason: string | null },
): Promise<void> {
  await sql`/* setClinicDate */
    insert into clinic_date (clinic_id, pcn_id, on_day, kind, reason)
    values (${date.clinicId}::uuid, ${date.pcnId}::uuid, ${date.on}::date, ${date.kind}, ${date.reason})`.execute(db);
}

export async function forgetDate(db: Db, clinicId: string, on: string): Promise<void> {
  await sql`/* forgetClinicDate */
    delete from clinic_date where clinic_id = ${clinicId}::uuid and on_day = ${on}::date`.execute(db);
}

/**
 * The session that is published for a day of the rule, locked for update: `ahead` if it has not begun. Undefined where
 * there is none that takes place.
 */
export async function lockOccurrence(
  db: Db,
  clinicId: string,
  on: string,
): Promise<{ readonly begun: boolean; readonly ahead: SessionAhead | undefined } | undefined> {
  const [session] = (
    await sql<{ id: string }>`/* lockOccurrence */
      select id from session where clinic_id = ${clinicId}::uuid and occurrence_on = ${on}::date
        and state = 'PUBLISHED' for update`.execute(db)
  ).rows;
  if (session === undefined) return undefined;
  const ahead = await lockSessionAhead(db, session.id, 'PUBLISHED');
  return { begun: ahead === undefined, ahead };
}
