import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import { instantText } from '../../platform/instant-text.js';

/** A published session that a clinician staffs. */
export interface WorkOfClinician {
  /** Null if the session belongs to a network that the viewer does not see. */
  readonly sessionId: string | null;
  readonly pcnId: string;
  readonly sessionOn: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** What the service asks for. */
  readonly skills: readonly string[];
  /** How many slots of the post are booked or held. */
  readonly taken: number;
  readonly over: boolean;
}

/** What a clinician staffs from a London day on, in any network, by start. Precondition: the viewer employs them. */
export async function workOfClinician(db: Db, clinicianId: string, from: string): Promise<WorkOfClinician[]> {
  return (
    await sql<WorkOfClinician>`/* workOfClinician */
      select session_id as "sessionId", pcn_id as "pcnId", session_on::text as "sessionOn", starts_at as "startsAt",
        ends_at as "endsAt", skills, taken, over
      from work_of_clinician(${clinicianId}::uuid, ${from}::date)`.execute(db)
  ).rows.map((row) => ({ ...row, startsAt: instantText(row.startsAt), endsAt: instantText(row.endsAt) }));
}

/**
 * Takes a clinician off the published sessions that begin at these instants and are not over; locks them for update.
 * Precondition: the clinician is locked, and employed by the viewer.
 */
export async function openWork(db: Db, clinicianId: string, starts: readonly string[], reason: string): Promise<void> {
  await sql`/* openWork */ select open_work(${clinicianId}::uuid, ${[...starts]}::timestamptz[], ${reason})`.execute(
    db,
  );
}
