import { sql } from 'kysely';
import type { Db } from '../../platform/database/scope.js';
import { instantText } from '../../platform/instant-text.js';

export interface OpenedAssignment {
  /** Null if the session belongs to a network that the viewer does not see. */
  readonly sessionId: string | null;
  readonly pcnId: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** How many slots of the post are booked or held. */
  readonly taken: number;
}

/**
 * Takes a clinician off every published session, in any network, in a period that is not over. Locks the sessions for
 * update, as `unassignClinician` does. Precondition: the clinician is locked, and employed by the viewer.
 */
export async function openAssignments(
  db: Db,
  clinicianId: string,
  startsAt: string,
  endsAt: string,
): Promise<OpenedAssignment[]> {
  return (
    await sql<OpenedAssignment>`/* openAssignments */
      select session_id as "sessionId", pcn_id as "pcnId", starts_at as "startsAt", ends_at as "endsAt", taken
      from open_assignments(${clinicianId}, ${startsAt}::timestamptz, ${endsAt}::timestamptz, 'Leave approved')
      order by starts_at`.execute(db)
  ).rows.map((row) => ({ ...row, startsAt: instantText(row.startsAt), endsAt: instantText(row.endsAt) }));
}
